import type { Problem } from "../../lib/errors.ts";
import type { Decision } from "../model/decision.ts";
import type { AttemptState } from "../model/shipment-states.ts";
import type { Outcome } from "./changes.ts";
import type { DueShipment } from "./shipments.ts";

/** What the program keeps about attempts whose outcome is not known, or whose label is to be cancelled. */

export type AttemptGlance = {
	number: number;
	reference: string;
	state: AttemptState;
	/** Its label was ours to give; once it is cancelled, a person took it back. */
	wasHandedOut: boolean;
	/** Looks that FedEx answered, and when the next is due; null when the last one is over. */
	looks: number;
	lookDueAt: number | null;
};

export type LostAttempt = AttemptGlance & {
	shipmentId: string;
	fedexAccountId: string;
	shipDate: string;
	/** When its answer was given up. */
	lostAt: number;
	/** Looks in a row that failed. */
	lookFailures: number;
	cancelTries: number;
	/** What was found under its reference. */
	trackingNumbers: string[];
	/** Ours alone until then. */
	leasedUntil: number;
	shipment: DueShipment & {
		labelledAt: number | null;
		reasonCode: string | null;
		/** Being voided: another label is wanted then. */
		isRelabelWanted: boolean;
	};
	/** The other attempts of its shipment. */
	others: AttemptGlance[];
};

export type AttemptFacts = {
	lookDueAt: number | null;
	looks?: number;
	lookFailures?: number;
	cancelTries?: number;
	trackingNumbers?: string[];
	outcomeCode?: string;
	cancelledAt?: number;
	/** How long two uncancelled labels of the shipment were at the carrier. */
	overlapMs?: number;
};

/** What the Document beside the order is to say from now on. */
export type DocumentNews = { body: string; bodyHash: string };

/** One batch: the attempt's state with what is known of it, and what follows for its shipment. */
export type AttemptMove = {
	to: AttemptState;
	action: string;
	details?: Record<string, unknown>;
	set: AttemptFacts;
	/** A shipment that may be sent again has its order judged first: what changed meanwhile was not planned. */
	shipment?:
		| { to: "planned"; document?: DocumentNews }
		| { to: "voided"; document: DocumentNews }
		/** Not voided after all: its label counts again, and its papers go to their stations where it is still needed. */
		| { to: "labelled"; decision: Decision; isStillToPrint: boolean }
		| { to: "blocked"; reason: Problem; isMendedInErp?: boolean }
		| { decision: Decision };
	/** The run goes on with it. */
	keepsLease?: boolean;
	now: number;
};

export interface ReconcileStore {
	/** Leases attempts of the account that are to be looked up, with one statement; none while everything is paused. */
	leaseDue(
		accountId: string,
		lease: { limit: number; now: number; until: number },
	): Promise<LostAttempt[]>;
	/** Of these numbers, those of labels that we handed out since then; FedEx uses its numbers again. */
	listHandedOut(
		accountId: string,
		trackingNumbers: readonly string[],
		since: number,
	): Promise<string[]>;
	/**
	 * Not a move: when it is looked up next. Only for who holds the lease, which ends with it. Whoever asked for a look
	 * in the meantime gets it.
	 */
	arm(attempt: LostAttempt, facts: AttemptFacts): Promise<void>;
	/** Renews the lease; false where the attempt is in another state by now, or is somebody else's. */
	holdOn(attempt: LostAttempt, lease: { now: number; until: number }): Promise<boolean>;
	/** Fenced on the attempt's number, reference and state and on the shipment's version. */
	move(attempt: LostAttempt, move: AttemptMove): Promise<Outcome>;
	/** Every due attempt of the account that is free, or leased until `until`, waits until then. */
	postponeDue(
		accountId: string,
		wait: { now: number; until: number; dueAt: number },
	): Promise<void>;
	/** Its answer was found after all: look at it now. */
	hurry(shipment: DueShipment, now: number): Promise<void>;
}
