/** Counts in windows of a minute that begin with their first count. Pure: the object around it keeps the state. */
const WINDOW_MS = 60_000;

export type Tries = {
	startedAt: number;
	count: number;
	/** When the right secret came last. */
	rightAt: number;
};

export const NO_TRIES: Tries = { startedAt: 0, count: 0, rightAt: 0 };

/** How long until the window is over, where it is full; 0 where there is room. */
export function heldForMs(tries: Tries, max: number, nowMs: number): number {
	return tries.count >= max && isOpen(tries, nowMs) ? tries.startedAt + WINDOW_MS - nowMs : 0;
}

export function countOne(tries: Tries, nowMs: number): Tries {
	return isOpen(tries, nowMs)
		? { ...tries, count: tries.count + 1 }
		: { ...tries, startedAt: nowMs, count: 1 };
}

/** A clock that was put back must not hold anybody until it has caught up. */
function isOpen({ startedAt }: Tries, nowMs: number): boolean {
	return nowMs >= startedAt && nowMs < startedAt + WINDOW_MS;
}
