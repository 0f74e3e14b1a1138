import type { AttemptState } from "./shipment-states.ts";

/** Why a shipment is blocked after its attempts were looked up; what a replay means depends on it. */
export const LOST_REASONS = {
	/** Too many attempts were not found at the carrier: a person looks, and a replay makes a new one. */
	attemptsLost: "shipment.attempts_lost",
	/** Label after label had to be cancelled since none of the answers could be used: the same. */
	answersUnusable: "shipment.answers_unusable",
	/** Freight can't be looked up: a person does, and a replay makes a new one. */
	freightUnknown: "shipment.freight_unknown",
	/** A label that should be cancelled is not: a replay looks at it again, and only its end frees the shipment. */
	notCancelled: "shipment.label_not_cancelled",
	/** A label that a person wanted voided stays: it counts again. */
	notVoided: "shipment.not_voided",
} as const;

/** The labels of these attempts exist at the carrier, or may. */
export const UNRESOLVED_STATES = [
	"lost",
	"surfaced",
	"cancelling",
] as const satisfies AttemptState[];

/**
 * Whether a shipment that is blocked may have a label at the carrier, so that neither its plan nor its lines are free:
 * until a person asks for a replay, which takes the plan away, or until the label is seen cancelled.
 */
export function holdsLooseLabel(shipment: {
	status: string;
	reason: { code: string } | null;
	plan: unknown;
}): boolean {
	const code = shipment.reason?.code ?? "";
	return (
		shipment.status === "blocked" &&
		(code === LOST_REASONS.notCancelled || (FREED_BY_REPLAY.has(code) && shipment.plan !== null))
	);
}

const FREED_BY_REPLAY: ReadonlySet<string> = new Set([
	LOST_REASONS.attemptsLost,
	LOST_REASONS.answersUnusable,
	LOST_REASONS.freightUnknown,
]);
