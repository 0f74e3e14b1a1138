import type { Lane } from "./call-lanes.ts";
import { LIMITS } from "./limits.ts";

/**
 * Whose turn it is when not everything that is due can be written to Exact. A row's turn is the instant at which it
 * began to wait, plus a step for each class that it is less urgent: the lowest goes first. So what tells an exception
 * or an end goes before new Documents, these before other news, and whoever has waited for a step goes before
 * the fresh ones of the class above: nothing starves. The turn never changes while a row waits, so an index has it.
 */
export type Urgency = "outcome" | "new" | "news";

const STEPS_BACK: Readonly<Record<Urgency, number>> = {
	/** An exception, the end of the way, or that a label is void: somebody may have to act on it. */
	outcome: 0,
	/** Nothing stands beside the order yet. */
	new: 1,
	/** Anything else that happens on the way. */
	news: 2,
};

export function turnOf(urgency: Urgency, waitingSince: number): number {
	return waitingSince + STEPS_BACK[urgency] * LIMITS.writeBackStepMs;
}

/** When a row is served in the lane of Documents; other news climbs into it after a step. */
function climbsAt(turnAt: number): number {
	return turnAt - LIMITS.writeBackStepMs;
}

export function laneOfTurn(turnAt: number, now: number): Lane {
	return climbsAt(turnAt) <= now ? "write-back" : "tracking";
}
