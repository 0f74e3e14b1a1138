import { DurableObject } from "cloudflare:workers";

import { type Clock, readClock } from "../lib/clock.ts";
import type { Lane, RateHeaders, RoomGrant } from "../shipping/ports.ts";
import {
	type CallSnapshot,
	type CallState,
	freshState,
	reserveCalls,
	snapshotOf,
	takeReport,
} from "./call-windows.ts";

/**
 * One per connection and division: the only place that counts calls to it, so that runs at the same time share
 * what Exact allows. Every change is stored before it is answered; an eviction forgets nothing.
 */
export class CallBudget extends DurableObject<CallBudgetEnv> {
	async reserve(asked: { count: number; lane: Lane; isWrite: boolean }): Promise<RoomGrant> {
		const now = (await this.#clock()).now();
		const { state, grant } = reserveCalls(this.#read(now), asked, now);
		this.ctx.storage.kv.put(KEY, state);
		return grant;
	}

	async report(seen: RateHeaders): Promise<void> {
		const now = (await this.#clock()).now();
		this.ctx.storage.kv.put(KEY, takeReport(this.#read(now), seen, now));
	}

	async snapshot(): Promise<CallSnapshot> {
		const now = (await this.#clock()).now();
		return snapshotOf(this.#read(now), now);
	}

	/** Read after every wait: between two awaits another call may have changed it. */
	#read(nowMs: number): CallState {
		return this.ctx.storage.kv.get<CallState>(KEY) ?? freshState(nowMs);
	}

	#clock(): Promise<Clock> {
		return readClock(this.env.CLOCK_ORIGIN);
	}
}

export type CallBudgetEnv = { CLOCK_ORIGIN?: string };

const KEY = "windows";
