import type { Problem } from "../../lib/errors.ts";
import { CHEAPEST, isOver, type PlanQuote, type Rate } from "./quote.ts";
import type { Billing } from "./settings/billing.ts";
import { addWorkingDays } from "./ship-date.ts";
import type { ShipmentPlan } from "./shipment-plan.ts";
import type { Money } from "./shipment.ts";

/** The cheapest rate that arrives in time, or that of the service that the rule names. Pure. */
export function pickRate(
	plan: ShipmentPlan,
	rates: readonly Rate[],
	moment: { shipDate: string; now: number },
): PlanQuote {
	const quote = {
		asked: plan.service,
		shipDate: moment.shipDate,
		at: moment.now,
		isAccepted: false,
	};
	if (plan.service !== CHEAPEST) {
		const own = rates.find(({ service }) => service === plan.service);
		return {
			...quote,
			service: plan.service,
			charge: own?.charge ?? null,
			arrivesOn: own?.arrivesOn ?? null,
			because: [],
		};
	}
	const deadline = deadlineOf(plan, moment.shipDate);
	const priced = rates.flatMap((rate) =>
		rate.charge === null ? [] : [{ ...rate, charge: rate.charge }],
	);
	const inTime = priced.filter(
		({ arrivesOn }) => deadline === null || (arrivesOn !== null && arrivesOn <= deadline),
	);
	const [best] = inTime.toSorted(
		(one, other) =>
			Number(one.charge.amount) - Number(other.charge.amount) ||
			(one.arrivesOn ?? "9").localeCompare(other.arrivesOn ?? "9") ||
			one.service.localeCompare(other.service),
	);
	const because = [
		`cheapest of ${inTime.length} services`,
		...(deadline === null ? [] : [`arrives by ${deadline}`]),
	];
	return best === undefined
		? { ...quote, service: null, charge: null, arrivesOn: null, because: [] }
		: { ...quote, ...best, because };
}

/** The plan as the quote has it; where no service fits it stays as it is. */
export function withQuote(plan: ShipmentPlan, quote: PlanQuote): ShipmentPlan {
	return { ...plan, service: quote.service ?? plan.service, quote };
}

/** Why a quoted shipment must not be bought by itself. */
export function problemOf(
	plan: ShipmentPlan,
	quote: PlanQuote,
	billing: Billing,
): Problem | undefined {
	if (quote.service === null) {
		return quote.refusal ?? noneFits(plan, quote);
	}
	const limit = billing.maxCharge;
	if (
		limit === null ||
		quote.charge === null ||
		quote.isAccepted ||
		plan.transport.by !== "sender" ||
		!isOver(quote.charge, Number(limit))
	) {
		return undefined;
	}
	return {
		code: OVER_LIMIT,
		field: "Division settings › Billing › Charge limit",
		message: `FedEx asks ${inWords(quote.charge)} for ${quote.service}, and a shipment may cost ${limit}.`,
		remedy:
			"Replay the shipment to buy it all the same, choose another shipping method on the order, or raise the limit.",
	};
}

export const OVER_LIMIT = "charge.over_limit";

function noneFits(plan: ShipmentPlan, { shipDate }: PlanQuote): Problem {
	const deadline = deadlineOf(plan, shipDate);
	return {
		code: "service.none_in_time",
		field: "Sales order › Shipping method",
		message:
			deadline === null
				? "FedEx offers no service with a price for this shipment."
				: `No FedEx service that leaves on ${shipDate} arrives by ${deadline}.`,
		remedy:
			"Choose another shipping method on the order, or allow more days in the rule of the division's settings.",
	};
}

function deadlineOf({ choice }: ShipmentPlan, shipDate: string): string | null {
	const days = choice.arriveWithinDays ?? null;
	return days === null ? null : addWorkingDays(shipDate, days);
}

export function inWords({ amount, currency }: Money): string {
	return `${amount} ${currency}`;
}
