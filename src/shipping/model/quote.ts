import type { Problem } from "../../lib/errors.ts";
import type { Money } from "./shipment.ts";

/** What a rule names instead of a service, to have the cheapest one taken that arrives in time. */
export const CHEAPEST = "CHEAPEST";

/** What the carrier asks for one of its services. */
export type Rate = {
	service: string;
	/** Of the account that ships; null where the carrier tells none. */
	charge: Money | null;
	/** `YYYY-MM-DD`; null where the carrier does not say. */
	arrivesOn: string | null;
};

/**
 * What the carrier was asked before a label was bought, and what came of it. It is kept with the plan, so that
 * whoever goes on after a crash decides the same.
 */
export type PlanQuote = {
	/** The service that the rule asked for: a name, or `CHEAPEST`. */
	asked: string;
	/** Null where no service fits. */
	service: string | null;
	charge: Money | null;
	arrivesOn: string | null;
	/** In words, for a person. */
	because: string[];
	/** The ship date that it holds for. */
	shipDate: string;
	at: number;
	/** A person has it bought although it costs more than the division allows. */
	isAccepted: boolean;
	/** Why the carrier names no service. */
	refusal?: Problem;
};

/** Whether the quote that a plan has still holds: one for another day does not, unless a person took it. */
export function holdsOn(quote: PlanQuote, shipDate: string): boolean {
	return quote.isAccepted || quote.shipDate === shipDate;
}

export function isOver(charge: Money, limit: number): boolean {
	return Number(charge.amount) > limit;
}
