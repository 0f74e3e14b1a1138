import { LIMITS } from "./limits.ts";
import { LOST_REASONS, UNRESOLVED_STATES } from "./lost-states.ts";
import type { AttemptState, ShipmentStatus } from "./shipment-states.ts";

/**
 * The one place that says whether another label may be bought: after the last label was cancelled, after a lost
 * answer was found nowhere, and after a person asked. Pure; what a person took back counts for nothing.
 */
export type OtherAttempt = {
	reference: string;
	state: AttemptState;
	/** Its label was ours to give; once it is cancelled, a person took it back. */
	wasHandedOut: boolean;
};

export type NextAttempt =
	| { kind: "buy" }
	/** A person says what now, knowing that these references were found nowhere. */
	| { kind: "ask"; lost: string[] }
	/** A person says what now: so many labels had to be cancelled. */
	| { kind: "ask-carrier"; cancelled: number }
	/** It stays void, as a person wished. */
	| { kind: "none" }
	/** Something else is still open, or the shipment went on without it. */
	| { kind: "leave" };

export type CancelledFacts = {
	status: ShipmentStatus;
	reasonCode: string | null;
	/** The shipment rests because nobody knew what came of this attempt. */
	isAwaited: boolean;
	/** A person took its label back, and the database was put back to before that. */
	isTakenBack: boolean;
	others: readonly OtherAttempt[];
};

/** No label of the attempt is left. */
export function afterCancelled(facts: CancelledFacts): NextAttempt {
	const { status, reasonCode, others } = facts;
	const left = (...states: AttemptState[]) =>
		others.filter((other) => states.includes(other.state));
	const cancelled = left("cancelled").filter((other) => !other.wasHandedOut).length + 1;
	const buy: NextAttempt = facts.isTakenBack ? { kind: "none" } : { kind: "buy" };
	if (facts.isAwaited) {
		return cancelled >= LIMITS.cancelledAttemptsBeforeBlocked && !facts.isTakenBack
			? { kind: "ask-carrier", cancelled }
			: buy;
	}
	if (status !== "blocked" || left("surfaced", "cancelling").length > 0) {
		return { kind: "leave" };
	}
	const lost = left("lost").map(({ reference }) => reference);
	if (reasonCode === LOST_REASONS.attemptsLost) {
		return lost.length === 0 && mayBuyByItself(others) ? buy : { kind: "leave" };
	}
	if (reasonCode !== LOST_REASONS.notCancelled) {
		return { kind: "leave" };
	}
	if (mayBuyByItself(others)) {
		return buy;
	}
	// A replay would look for a label that is not there any more: from here on it makes a new one.
	return lost.length > 0 ? { kind: "ask", lost } : { kind: "ask-carrier", cancelled };
}

/** The attempt was found nowhere at the last look before it is given up. */
export function afterNotFound(
	reference: string,
	others: readonly OtherAttempt[],
): Extract<NextAttempt, { kind: "ask" | "buy" }> {
	const unresolved = others.filter(({ state }) => UNRESOLVED_STATES.some((one) => one === state));
	const lost = [...unresolved.map((other) => other.reference), reference];
	return lost.length >= LIMITS.lostAttemptsBeforeBlocked || !mayBuyByItself(others)
		? { kind: "ask", lost }
		: { kind: "buy" };
}

/** What a replay of a blocked shipment does. */
export function replayMeans(reasonCode: string | null): "look-again" | "plan-again" {
	return reasonCode === LOST_REASONS.notCancelled ? "look-again" : "plan-again";
}

/** Reasons that end a shipment's planning until a person asks for a replay, or for good until its label is gone. */
export const PLANNED_AGAIN: Readonly<Record<string, "after-replay" | "never">> = {
	[LOST_REASONS.notCancelled]: "never",
	[LOST_REASONS.attemptsLost]: "after-replay",
	[LOST_REASONS.answersUnusable]: "after-replay",
	[LOST_REASONS.freightUnknown]: "after-replay",
};

/** What was refused or never sent bought nothing, and what a person took back went as it should. */
function mayBuyByItself(others: readonly OtherAttempt[]): boolean {
	const bought = others.filter(
		({ state, wasHandedOut }) => state !== "refused" && state !== "abandoned" && !wasHandedOut,
	);
	return bought.length + 1 < LIMITS.attemptsByItself;
}
