import { LIMITS } from "../model/limits.ts";
import type { TrackingState } from "../model/tracking-states.ts";

/** Looks fall on a grid this much finer than their interval, so that small groups meet and become one. */
const SLOTS = 8;

/**
 * When parcels in that state are to be looked at again; null for never. Groups of one pace that are due in the
 * same slot are looked at in the same run, which fills them up before it calls.
 */
export function nextLookAt(state: TrackingState, now: number): number | null {
	const interval = LIMITS.trackIntervalMs[state];
	if (interval === null) {
		return null;
	}
	const slot = interval / SLOTS;
	return Math.ceil((now + interval) / slot) * slot;
}
