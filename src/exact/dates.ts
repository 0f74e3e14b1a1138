const TICKS = /^\/Date\((-?\d{1,16})(?:[+-]\d{4})?\)\/$/;
const YEAR_0 = Date.UTC(-1, 12);
const YEAR_10000 = Date.UTC(10_000, 0);

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
	// Years of more than four digits have another form of text, whose beginning is no day.
	return ms >= YEAR_0 && ms < YEAR_10000 ? new Date(ms).toISOString().slice(0, 10) : null;
}
