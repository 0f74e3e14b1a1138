import { AppError } from "../lib/errors.ts";
import type { Log } from "../lib/log.ts";
import { LIMITS } from "../shipping/limits.ts";
import { type CallRoom, ENDPOINT_RESTS, type Lane } from "../shipping/ports.ts";
import type { RateHeaders, RoomGrant } from "../shipping/ports.ts";
import {
	countErrors,
	type EndpointErrors,
	isCounted,
	restsUntil,
	withError,
} from "./endpoint-errors.ts";

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
 * say is handed over when the run ends, or at once after a 429, which also voids the permits in hand. Which
 * endpoints rest comes with each grant, and errors, which are rare, are counted at once. Where an endpoint had some,
 * no more calls to it are under way than it may still have errors: all of them may fail.
 */
export function createCallRoom(budget: CallBudgetKeeper, now: () => number, log: Log): CallRoom {
	let permits = 0;
	/** Permits belong to the window they were granted in; in the next one they would come on top. */
	let permitsMinute = 0;
	const minuteNow = () => Math.floor(now() / LIMITS.minute);
	let seen: RateHeaders | undefined;
	let errors: EndpointErrors = {};
	const underWay = new Map<string, number>();
	let waiting: (() => void)[] = [];

	async function ask(count: number, lane: Lane): Promise<RoomGrant> {
		const grant = await budget.reserve({ count, lane, isWrite: WRITING_LANES.has(lane) });
		errors = grant.errors;
		return { granted: grant.granted, retryAt: grant.retryAt };
	}

	function addPermits(count: number): void {
		permits = (permitsMinute === minuteNow() ? permits : 0) + count;
		permitsMinute = minuteNow();
	}

	function requireAwake(endpoint: string): void {
		const until = restsUntil(errors, endpoint, now());
		if (until !== null) {
			throw endpointRests(endpoint, until, now());
		}
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

	async function enter(endpoint: string): Promise<void> {
		for (;;) {
			requireAwake(endpoint);
			const running = underWay.get(endpoint) ?? 0;
			const failed = countErrors(errors, endpoint, now());
			if (running === 0 || running + failed < LIMITS.errorsBeforeEndpointRests) {
				underWay.set(endpoint, running + 1);
				return;
			}
			await new Promise<void>((resolve) => waiting.push(resolve));
		}
	}

	function leave(endpoint: string): void {
		underWay.set(endpoint, (underWay.get(endpoint) ?? 1) - 1);
		const awakened = waiting;
		waiting = [];
		for (const awaken of awakened) {
			awaken();
		}
	}

	async function countError(endpoint: string, status: number): Promise<void> {
		const wasAwake = restsUntil(errors, endpoint, now()) === null;
		errors = withError(errors, { endpoint, status }, now());
		errors = await budget.countError({ endpoint, status });
		const until = restsUntil(errors, endpoint, now());
		if (wasAwake && until !== null) {
			log.warn(ENDPOINT_RESTS, { endpoint, status, restsMs: until - now() });
		}
	}

	async function flush(): Promise<void> {
		if (seen !== undefined) {
			const toSend = seen;
			seen = undefined;
			await budget.report(toSend);
		}
	}

	async function hear(endpoint: string, headers: RateHeaders): Promise<void> {
		if (isCounted(headers.status)) {
			await countError(endpoint, headers.status);
		}
		if (isBlock(headers) && countErrors(errors, endpoint, now()) > 0) {
			await countError(endpoint, headers.status);
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
			requireAwake(endpoint);
			await takePermit(lane);
			try {
				await enter(endpoint);
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
				leave(endpoint);
			}
		},

		flush,
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

function endpointRests(endpoint: string, until: number, nowMs: number): AppError {
	return new AppError({
		code: ENDPOINT_RESTS,
		disposition: "suspend",
		message: `Exact refused calls to ${endpoint} ${LIMITS.errorsBeforeEndpointRests} times within an hour. They rest until ${new Date(until).toISOString().slice(11, 16)} UTC, because Exact blocks an endpoint after ten.`,
		retryAfterSeconds: secondsUntil(until, nowMs),
		context: { endpoint },
	});
}

function secondsUntil(instant: number, nowMs: number): number {
	return Math.max(1, Math.ceil((instant - nowMs) / 1_000));
}
