/** What a person may answer: let it be as it is, or have what is left shipped too. */
export const DECISION_CHOICES = ["keep", "ship-rest"] as const;

export type DecisionChoice = (typeof DECISION_CHOICES)[number];

/** Something that only a person can decide; the shipment goes on as it is until then. */
export type Decision = {
	/** `order.cancelled_after_label`, `order.readdressed_after_label`, `tracking.never_scanned`, ... */
	code: string;
	message: string;
	/** What the person may do about it. */
	remedy: string;
	choices: DecisionChoice[];
	/** What it is about, exactly: a decision taken holds for this and nothing else. */
	cause: string;
	/** When it came up. */
	at: number;
};

export type SettledDecision = { cause: string; choice: DecisionChoice };
