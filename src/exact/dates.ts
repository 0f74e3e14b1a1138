const TICKS = /^\/Date\((-?\d{1,16})(?:[+-]\d{4})?\)\/$/;

/**
 * Milliseconds of `/Date(ms)/`. They are the server's wall clock written as if it were UTC (read off recorded
 * answers, 2026-11), so they are no instant: only their UTC components mean something.
 */
export function wallClockMs(text: string): number | undefined {
	const ticks = TICKS.exec(text)?.[1];
	return ticks === undefined ? undefined : Number(ticks);
}

/** The day of a `/Date(ms)/`, as `YYYY-MM-DD`; null when absent or unreadable. */
export function toDateOnly(text: string | null | undefined): string | null {
	const ms = text === null || text === undefined ? undefined : wallClockMs(text);
	if (ms === undefined) {
		return null;
	}
	const date = new Date(ms);
	return Number.isNaN(date.getTime()) ? null : date.toISOString().slice(0, 10);
}
