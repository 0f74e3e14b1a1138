import { CHEAPEST } from "./quote.ts";
import type { Billing } from "./settings/billing.ts";
import type { ShipmentPlan } from "./shipment-plan.ts";

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
