import { DurableObject } from "cloudflare:workers";

import type { BudgetGrant, CallBudgetKeeper } from "../exact/call-room.ts";
import {
	type CallSnapshot,
	type CallState,
	countError,
	freshState,
	reserveCalls,
	snapshotOf,
	takeReport,
} from "../exact/call-windows.ts";
import type { EndpointErrors } from "../exact/endpoint-errors.ts";
import { type Clock, readClock } from "../lib/clock.ts";
import type { Lane } from "../shipping/model/call-lanes.ts";
import type { RateHeaders } from "../shipping/ports/erp.ts";

/**
 * One per connection and division: the only place that counts calls to it and their errors, so that runs at the same
 * time share what Exact allows. Every change is stored before it is answered; an eviction forgets nothing.
 */
export class CallBudget extends DurableObject<CallBudgetEnv> implements CallBudgetKeeper {
	async reserve(asked: { count: number; lane: Lane; isWrite: boolean }): Promise<BudgetGrant> {
		const now = (await this.#clock()).now();
		const { state, grant } = reserveCalls(this.#read(now), asked, now);
		this.ctx.storage.kv.put(KEY, state);
		return { ...grant, errors: state.errors };
	}

	async report(seen: RateHeaders): Promise<void> {
		const now = (await this.#clock()).now();
		this.ctx.storage.kv.put(KEY, takeReport(this.#read(now), seen, now));
	}

	async countError(seen: { endpoint: string; status: number }): Promise<EndpointErrors> {
		const now = (await this.#clock()).now();
		const state = countError(this.#read(now), seen, now);
		this.ctx.storage.kv.put(KEY, state);
		return state.errors;
	}

	async snapshot(): Promise<CallSnapshot> {
		const now = (await this.#clock()).now();
		return snapshotOf(this.#read(now), now);
	}

	/** Read after every wait: between two awaits another call may have changed it. */
	#read(nowMs: number): CallState {
		return { ...freshState(nowMs), ...this.ctx.storage.kv.get<CallState>(KEY) };
	}

	#clock(): Promise<Clock> {
		return readClock(this.env.CLOCK_ORIGIN);
	}
}

type CallBudgetEnv = { CLOCK_ORIGIN?: string };

const KEY = "windows";
