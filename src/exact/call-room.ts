import { AppError } from "../lib/errors.ts";
import type { Log } from "../lib/log.ts";
import type { Lane } from "../shipping/model/call-lanes.ts";
import { LIMITS } from "../shipping/model/limits.ts";
import type { CallRoom, RateHeaders, RoomGrant } from "../shipping/ports/erp.ts";
import { type EndpointErrors, isCounted } from "./endpoint-errors.ts";
import { createEndpointGate } from "./endpoint-gate.ts";
import { secondsUntil } from "./seconds-until.ts";

/** What is written to Exact goes in these: new Documents, and what tracking adds to them. */
const WRITING_LANES: ReadonlySet<Lane> = new Set(["write-back", "tracking"]);

export type BudgetGrant = RoomGrant & { errors: EndpointErrors };

/** The one place that counts a division's calls and errors, as seen from here. */
export interface CallBudgetKeeper {
	reserve(asked: { count: number; lane: Lane; isWrite: boolean }): Promise<BudgetGrant>;
	report(seen: RateHeaders): Promise<void>;
	/** Answers with all that is known of errors by now. */
	countError(seen: { endpoint: string; status: number }): Promise<EndpointErrors>;
}

/**
 * The room of one run: permits that were reserved are used up before new ones are asked for, and what the answers
 * say is handed over when the run ends, or at once after a 429, which also voids the permits in hand.
 */
export function createCallRoom(budget: CallBudgetKeeper, now: () => number, log: Log): CallRoom {
	let permits = 0;
	let made = 0;
	/** Permits belong to the window they were granted in; in the next one they would come on top. */
	let permitsMinute = 0;
	const minuteNow = () => Math.floor(now() / LIMITS.minute);
	let seen: RateHeaders | undefined;
	const gate = createEndpointGate({ countError: (error) => budget.countError(error), now, log });

	async function ask(count: number, lane: Lane): Promise<RoomGrant> {
		const grant = await budget.reserve({ count, lane, isWrite: WRITING_LANES.has(lane) });
		gate.know(grant.errors);
		return { granted: grant.granted, retryAt: grant.retryAt };
	}

	function addPermits(count: number): void {
		permits = (permitsMinute === minuteNow() ? permits : 0) + count;
		permitsMinute = minuteNow();
	}

	async function takePermit(lane: Lane): Promise<void> {
		if (permits > 0 && permitsMinute === minuteNow()) {
			permits -= 1;
			return;
		}
		const grant = await ask(1, lane);
		if (grant.granted === 0) {
			throw noRoom(grant.retryAt, now());
		}
	}

	async function flush(): Promise<void> {
		if (seen !== undefined) {
			const toSend = seen;
			seen = undefined;
			await budget.report(toSend);
			if (toSend.day !== null) {
				const { remaining, limit } = toSend.day;
				log.info("exact.budget", { dayLeft: remaining, dayLimit: limit });
			}
		}
	}

	async function hear(endpoint: string, headers: RateHeaders): Promise<void> {
		if (isCounted(headers.status)) {
			await gate.countError(endpoint, headers.status);
		}
		if (isBlock(headers) && gate.hasErrors(endpoint)) {
			await gate.countError(endpoint, headers.status);
			return;
		}
		seen = newest(seen, headers);
		if (headers.status === 429) {
			permits = 0;
			await flush();
		}
	}

	return {
		async reserve(count, lane) {
			const grant = await ask(count, lane);
			addPermits(grant.granted);
			return grant;
		},

		async take(lane, endpoint) {
			gate.requireAwake(endpoint);
			await takePermit(lane);
			try {
				await gate.enter(endpoint);
				made += 1;
			} catch (error) {
				addPermits(1);
				throw error;
			}
		},

		async ended(endpoint, headers) {
			try {
				if (headers !== null) {
					await hear(endpoint, headers);
				}
			} catch (error) {
				// The answer itself must not be lost over it.
				log.error("exact.budget_not_told", error, { endpoint });
			} finally {
				gate.leave(endpoint);
			}
		},

		flush,

		callsMade: () => made,
	};
}

/** An answer without headers must not hide what the one before it said; a 429 must not be hidden at all. */
function newest(before: RateHeaders | undefined, seen: RateHeaders): RateHeaders {
	if (before === undefined || seen.status === 429) {
		return seen;
	}
	if (before.status === 429) {
		return before;
	}
	return {
		status: seen.status,
		minute: seen.minute ?? before.minute,
		day: seen.day ?? before.day,
	};
}

/** Exact's block of an endpoint is said to look like this; without errors before it, it is the licence's limit. */
function isBlock(seen: RateHeaders): boolean {
	return seen.status === 429 && seen.minute === null && seen.day === null;
}

function noRoom(retryAt: number | null, nowMs: number): AppError {
	return new AppError({
		code: "exact.no_room",
		disposition: "wait",
		message: "The calls that Exact allows this division are used up for now.",
		retryAfterSeconds: retryAt === null ? undefined : secondsUntil(retryAt, nowMs),
	});
}
