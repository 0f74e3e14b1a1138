/** How long to wait, at least a second. */
export function secondsUntil(instant: number, nowMs: number): number {
	return Math.max(1, Math.ceil((instant - nowMs) / 1_000));
}
