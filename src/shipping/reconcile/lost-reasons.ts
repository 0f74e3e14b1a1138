import type { Problem } from "../../lib/errors.ts";
import type { Decision } from "../model/decision.ts";
import { LOST_REASONS } from "../model/lost-states.ts";

/** What a person reads where looking up lost answers came to an end. */

export function attemptsLost(references: readonly string[]): Problem {
	return {
		code: LOST_REASONS.attemptsLost,
		field: "",
		message:
			references.length === 1
				? `FedEx's answer to one more attempt was lost, and FedEx knows of no shipment with the reference ${references.join()}.`
				: `FedEx's answers to ${references.length} attempts were lost, and FedEx knows of no shipment with the references ${references.join(", ")}.`,
		remedy:
			"Look them up at FedEx. Where none is found, replay the shipment for a new label; one that appears later is cancelled by itself.",
	};
}

export function answersUnusable(attempts: number): Problem {
	return {
		code: LOST_REASONS.answersUnusable,
		field: "",
		message: `FedEx made ${attempts} labels for this shipment whose answers could not be used; all of them are cancelled.`,
		remedy: "Ask FedEx what is wrong with this shipment, then replay it.",
	};
}

const WHY = {
	moving: "FedEx has scanned it as if it were on its way, although its label was never here",
	"too-late": "FedEx says that it is too late to cancel it",
	"not-cancelled": "FedEx was asked to cancel it and does not show it as cancelled",
} as const;

export function labelNotCancelled(
	{ reference, trackingNumbers }: { reference: string; trackingNumbers: readonly string[] },
	why: keyof typeof WHY,
): Problem {
	return {
		code: LOST_REASONS.notCancelled,
		field: "",
		message: `FedEx made ${trackingNumbers.join(", ")} (reference ${reference}) from a call whose answer was lost. ${WHY[why]}.`,
		remedy:
			"Have FedEx cancel it, then replay the shipment: it is looked up again, and goes on once it is seen cancelled.",
	};
}

/** A person wanted it voided, and the carrier does not do it. */
export function labelNotVoided(
	{ trackingNumbers }: { trackingNumbers: readonly string[] },
	why: keyof typeof WHY,
): Problem {
	return {
		code: LOST_REASONS.notVoided,
		field: "",
		message: `${trackingNumbers.join(", ")} was to be voided. ${VOID_REFUSED[why]}, so its label counts again.`,
		remedy: "Let it go, or have FedEx return it.",
	};
}

const VOID_REFUSED = {
	moving: "FedEx has it already",
	"too-late": "FedEx says that it is too late",
	"not-cancelled": "FedEx was asked and does not show it as cancelled",
} as const;

export function toDecision({ code, message, remedy }: Problem, at: number): Decision {
	return { code, message, remedy, choices: ["keep"], cause: message, at };
}
