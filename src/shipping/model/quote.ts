import type { Problem } from "../../lib/errors.ts";
import type { Billing } from "./settings/billing.ts";
import type { ShipmentPlan } from "./shipment-plan.ts";
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

/** The plan as it was made, before the carrier was asked. */
export function asPlanned(plan: ShipmentPlan): ShipmentPlan {
	const { quote, ...planned } = plan;
	return quote === undefined ? plan : { ...planned, service: quote.asked };
}

/** Limits are about what the division pays; freight by the truck has rates of its own. */
export function isQuoteWanted(plan: ShipmentPlan, billing: Billing): boolean {
	const isLimited = billing.maxCharge !== null || billing.maxOverQuotePercent !== null;
	return (
		plan.freight === null &&
		(plan.service === CHEAPEST || (isLimited && plan.transport.by === "sender"))
	);
}

/** Whether the quote that a plan has still holds: one for another day does not, unless a person took it. */
export function holdsOn(quote: PlanQuote, shipDate: string): boolean {
	return quote.isAccepted || quote.shipDate === shipDate;
}

export function isOver(charge: Money, limit: number): boolean {
	return Number(charge.amount) > limit;
}
