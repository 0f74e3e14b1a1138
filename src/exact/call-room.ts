import { AppError } from "../lib/errors.ts";
import type { CallRoom, Lane, RateHeaders, RoomGrant } from "../shipping/ports.ts";

/** What is written to Exact goes in these: new Documents, and what tracking adds to them. */
const WRITING_LANES: ReadonlySet<Lane> = new Set(["write-back", "tracking"]);

/** The one place that counts a division's calls, as seen from here. */
export interface CallBudgetKeeper {
	reserve(asked: { count: number; lane: Lane; isWrite: boolean }): Promise<RoomGrant>;
	report(seen: RateHeaders): Promise<void>;
}

/**
 * The room of one run: permits that were reserved are used up before new ones are asked for, and what the answers
 * say is handed over when the run ends, or at once after a 429, which also voids the permits in hand.
 */
export function createCallRoom(budget: CallBudgetKeeper, now: () => number): CallRoom {
	let permits = 0;
	/** Permits belong to the window they were granted in; in the next one they would come on top. */
	let permitsMinute = 0;
	const minuteNow = () => Math.floor(now() / 60_000);
	let seen: RateHeaders | undefined;

	async function ask(count: number, lane: Lane): Promise<RoomGrant> {
		return budget.reserve({ count, lane, isWrite: WRITING_LANES.has(lane) });
	}

	return {
		async reserve(count, lane) {
			const grant = await ask(count, lane);
			permits = (permitsMinute === minuteNow() ? permits : 0) + grant.granted;
			permitsMinute = minuteNow();
			return { granted: grant.granted, retryAt: grant.retryAt };
		},

		async take(lane) {
			if (permits > 0 && permitsMinute === minuteNow()) {
				permits -= 1;
				return;
			}
			const grant = await ask(1, lane);
			if (grant.granted === 0) {
				throw noRoom(grant.retryAt, now());
			}
		},

		report(headers) {
			if (headers.status === 429) {
				permits = 0;
			}
			seen = newest(seen, headers);
		},

		async flush() {
			if (seen !== undefined) {
				const toSend = seen;
				seen = undefined;
				await budget.report(toSend);
			}
		},
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

function noRoom(retryAt: number | null, nowMs: number): AppError {
	const retryAfterSeconds =
		retryAt === null ? undefined : Math.max(1, Math.ceil((retryAt - nowMs) / 1_000));
	return new AppError({
		code: "exact.no_room",
		disposition: "wait",
		message: "The calls that Exact allows this division are used up for now.",
		retryAfterSeconds,
	});
}
