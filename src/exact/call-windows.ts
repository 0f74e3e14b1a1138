import { callsKeptFrom, type Lane, LANES } from "../shipping/model/call-lanes.ts";
import { LIMITS } from "../shipping/model/limits.ts";
import type { RateHeaders, RateWindow, RoomGrant } from "../shipping/ports/erp.ts";
import { type EndpointErrors, listResting, withError, withoutOld } from "./endpoint-errors.ts";
import { RESET_SAFETY_MS, closedBy, nextDay, nextMinute } from "./rate-headers.ts";

/**
 * The calls left to one division of Exact, in the clock minute and the UTC day, and the errors that it had. What Exact's headers say decides:
 * limits, the windows' ends, and calls that somebody else made. Within a window the count only rises, since
 * answers arrive out of order. Missing headers change nothing. Pure: state in, state out.
 */
type CallWindow = {
	limit: number;
	used: number;
	endsAt: number;
	/** Whether the end is the usual one of a clock, or was named by Exact. */
	isEndKnown: boolean;
	/** Granted after the end while the safety second ran; Exact counts these in the next window. */
	usedAfterEnd: number;
};

export type CallState = {
	minute: CallWindow;
	day: CallWindow;
	closedUntil: number;
	/** `day` is the number of the UTC day. */
	calls: { day: number; read: number; write: number };
	errors: EndpointErrors;
};

export type CallSnapshot = {
	minuteLeft: number;
	dayLeft: number;
	minuteLimit: number;
	dayLimit: number;
	dayResetAt: number;
	closedUntil: number | null;
	callsToday: { read: number; write: number };
	/** The lanes that have to wait for the next day, because the rest of this one is kept for others. */
	waitingLanes: Lane[];
	restingEndpoints: { endpoint: string; until: number }[];
};

export function freshState(nowMs: number): CallState {
	return {
		minute: openWindow(LIMITS.exactMinuteCalls, nextMinute(nowMs), 0),
		day: openWindow(LIMITS.exactDayCalls, nextDay(nowMs), 0),
		closedUntil: 0,
		calls: { day: dayNumber(nowMs), read: 0, write: 0 },
		errors: {},
	};
}

export function reserveCalls(
	before: CallState,
	asked: { count: number; lane: Lane; isWrite: boolean },
	nowMs: number,
): { state: CallState; grant: RoomGrant } {
	const state = rolled(before, nowMs);
	if (nowMs < state.closedUntil) {
		return { state, grant: { granted: 0, retryAt: state.closedUntil } };
	}
	const minuteLeft = leftTo(asked.lane, "minute", state);
	const dayLeft = leftTo(asked.lane, "day", state);
	const granted = Math.min(asked.count, minuteLeft, dayLeft);
	const full = minuteLeft < dayLeft ? state.minute : state.day;
	const retryAt = granted < asked.count ? full.endsAt + RESET_SAFETY_MS : null;
	const kind = asked.isWrite ? "write" : "read";
	return {
		state: {
			...state,
			minute: withUse(state.minute, granted, nowMs),
			day: withUse(state.day, granted, nowMs),
			calls: { ...state.calls, [kind]: state.calls[kind] + granted },
		},
		grant: { granted, retryAt },
	};
}

export function takeReport(before: CallState, seen: RateHeaders, nowMs: number): CallState {
	const state = rolled(before, nowMs);
	const closed = seen.status === 429 ? closedBy(seen, nowMs).until : 0;
	return {
		...state,
		minute: withHeaders(state.minute, seen.minute, nowMs),
		day: withHeaders(state.day, seen.day, nowMs),
		closedUntil: Math.max(state.closedUntil, closed),
	};
}

export function countError(
	before: CallState,
	seen: { endpoint: string; status: number },
	nowMs: number,
): CallState {
	return { ...before, errors: withError(before.errors, seen, nowMs) };
}

export function snapshotOf(before: CallState, nowMs: number): CallSnapshot {
	const state = rolled(before, nowMs);
	const isClosed = nowMs < state.closedUntil;
	return {
		minuteLeft: isClosed ? 0 : left(state.minute),
		dayLeft: left(state.day),
		minuteLimit: state.minute.limit,
		dayLimit: state.day.limit,
		dayResetAt: state.day.endsAt,
		closedUntil: isClosed ? state.closedUntil : null,
		callsToday: { read: state.calls.read, write: state.calls.write },
		waitingLanes: LANES.filter((lane) => leftTo(lane, "day", state) === 0),
		restingEndpoints: listResting(state.errors, nowMs),
	};
}

function rolled(state: CallState, nowMs: number): CallState {
	const isToday = state.calls.day === dayNumber(nowMs);
	return {
		...state,
		minute: isOver(state.minute, nowMs)
			? openWindow(state.minute.limit, nextMinute(nowMs), carried(state.minute, nowMs, nextMinute))
			: state.minute,
		day: isOver(state.day, nowMs)
			? openWindow(state.day.limit, nextDay(nowMs), carried(state.day, nowMs, nextDay))
			: state.day,
		calls: isToday ? state.calls : { day: dayNumber(nowMs), read: 0, write: 0 },
		errors: withoutOld(state.errors, nowMs),
	};
}

function dayNumber(nowMs: number): number {
	return Math.floor(nowMs / LIMITS.day);
}

function isOver(window: CallWindow, nowMs: number): boolean {
	return nowMs >= window.endsAt + RESET_SAFETY_MS;
}

/** Calls made in the safety second belong to the window right after the old one, and to no later one. */
function carried(window: CallWindow, nowMs: number, endAfter: (ms: number) => number): number {
	return endAfter(window.endsAt) === endAfter(nowMs) ? window.usedAfterEnd : 0;
}

function openWindow(limit: number, endsAt: number, used: number): CallWindow {
	return { limit, used, endsAt, isEndKnown: false, usedAfterEnd: 0 };
}

function left(window: CallWindow): number {
	return Math.max(0, window.limit - window.used);
}

/** What of a window is left, less what the lane leaves to those above it. */
function leftTo(lane: Lane, name: "minute" | "day", state: CallState): number {
	const window = state[name];
	return Math.max(0, left(window) - callsKeptFrom(lane, name, window.limit));
}

function withUse(window: CallWindow, count: number, nowMs: number): CallWindow {
	return {
		...window,
		used: window.used + count,
		usedAfterEnd: window.usedAfterEnd + (nowMs >= window.endsAt ? count : 0),
	};
}

function withHeaders(window: CallWindow, seen: RateWindow | null, nowMs: number): CallWindow {
	if (seen === null) {
		return window;
	}
	const limit = seen.limit > 0 ? seen.limit : window.limit;
	const used = Math.max(0, limit - seen.remaining);
	if (seen.resetAt <= nowMs) {
		return { ...window, limit };
	}
	// Exact is in the next window already: its clock decides, not ours.
	const hasSurelyEnded = window.isEndKnown || nowMs >= window.endsAt;
	if (hasSurelyEnded && seen.resetAt > window.endsAt + RESET_SAFETY_MS) {
		const startedWith = Math.max(used, window.usedAfterEnd);
		return { ...openWindow(limit, seen.resetAt, startedWith), isEndKnown: true };
	}
	if (window.isEndKnown && seen.resetAt < window.endsAt) {
		return { ...window, limit };
	}
	return {
		...window,
		limit,
		used: Math.max(window.used, used),
		endsAt: seen.resetAt,
		isEndKnown: true,
	};
}
