import type { AttemptState } from "./shipment-states.ts";

/** Why a shipment is blocked after its attempts were looked up; what a replay means depends on it. */
export const LOST_REASONS = {
	/** Too many attempts were not found at the carrier: a person looks, and a replay makes a new one. */
	attemptsLost: "shipment.attempts_lost",
	/** Label after label had to be cancelled since none of the answers could be used: the same. */
	answersUnusable: "shipment.answers_unusable",
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
