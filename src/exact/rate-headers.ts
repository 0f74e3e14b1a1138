import type { RateHeaders, RateWindow } from "../shipping/ports/erp.ts";

/**
 * What Exact's answers say about the calls that are left (knowledge base, "API limits", 2026-11). Resets are UTC
 * epoch milliseconds. A 429 carries only the headers of the window that is full; one without any is the limit
 * of the customer's licence, for which Exact gives no reset.
 */
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** After a reset the vendor's clock and ours may still disagree. */
export const RESET_SAFETY_MS = 1_000;

export function nextMinute(nowMs: number): number {
	return (Math.floor(nowMs / MINUTE_MS) + 1) * MINUTE_MS;
}

export function nextDay(nowMs: number): number {
	return (Math.floor(nowMs / DAY_MS) + 1) * DAY_MS;
}

export function readRateHeaders(status: number, headers: Headers, nowMs: number): RateHeaders {
	const isFull = status === 429;
	return {
		status,
		minute: readWindow(headers, "X-RateLimit-Minutely", isFull, {
			usual: nextMinute(nowMs),
			latest: nowMs + 2 * MINUTE_MS,
		}),
		day: readWindow(headers, "X-RateLimit", isFull, {
			usual: nextDay(nowMs),
			latest: nowMs + 2 * DAY_MS,
		}),
	};
}

/** Half a set of headers tells nothing, except at a 429, where any of them names the window that is full. */
function readWindow(
	headers: Headers,
	prefix: string,
	isFull: boolean,
	end: { usual: number; latest: number },
): RateWindow | null {
	const limit = count(headers.get(`${prefix}-Limit`));
	const remaining = count(headers.get(`${prefix}-Remaining`)) ?? (isFull ? 0 : undefined);
	const named = count(headers.get(`${prefix}-Reset`));
	// An end that no window can have would close the division for good.
	const resetAt = named === undefined || named <= end.latest ? named : end.usual;
	if (limit === undefined || remaining === undefined) {
		return isFull && resetAt !== undefined ? { limit: 0, remaining: 0, resetAt } : null;
	}
	return { limit, remaining, resetAt: resetAt ?? end.usual };
}

function count(text: string | null): number | undefined {
	return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

type FullWindow = "minute" | "day" | "licence";

/** Which limit a 429 speaks of, and from when on there may be room again. */
export function closedBy(seen: RateHeaders, nowMs: number): { window: FullWindow; until: number } {
	const window = fullWindow(seen);
	const resetAt =
		window === "licence"
			? (Math.floor(nowMs / HOUR_MS) + 1) * HOUR_MS
			: (seen[window]?.resetAt ?? nowMs);
	const safety = window === "licence" ? 0 : RESET_SAFETY_MS;
	return { window, until: Math.max(resetAt + safety, nowMs + RESET_SAFETY_MS) };
}

function fullWindow(seen: RateHeaders): FullWindow {
	if (seen.day !== null && (seen.minute === null || seen.day.remaining === 0)) {
		return "day";
	}
	if (seen.minute !== null && (seen.day === null || seen.minute.remaining === 0)) {
		return "minute";
	}
	return "licence";
}
