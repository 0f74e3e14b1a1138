import type { Decision } from "../model/decision.ts";
import { inWords } from "../model/pick-rate.ts";
import { isOver } from "../model/quote.ts";
import type { Billing } from "../model/settings/billing.ts";
import type { ShipmentPlan } from "../model/shipment-plan.ts";
import type { Money } from "../model/shipment.ts";

const REMEDY =
	"Void the label before the parcel leaves if it is not worth it, or let it go and say so here.";

/**
 * What a person is to look at because the label cost more than was quoted or allowed; null where nothing is wrong. The
 * label is bought by then: nothing happens to it by itself.
 */
export function checkCharge(
	plan: ShipmentPlan,
	charge: Money | null,
	billing: Billing,
	now: number,
): Decision | null {
	if (charge === null || plan.transport.by !== "sender") {
		return null;
	}
	const { maxCharge, maxOverQuotePercent } = billing;
	const quoted = plan.quote?.charge ?? null;
	const overQuote =
		quoted !== null &&
		quoted.currency === charge.currency &&
		maxOverQuotePercent !== null &&
		isOver(charge, (Number(quoted.amount) * (100 + maxOverQuotePercent)) / 100);
	if (overQuote) {
		return decision("charge.over_quote", `${inWords(quoted)} were quoted`, { charge, now });
	}
	const isAllowed = plan.quote?.isAccepted === true;
	return maxCharge !== null && !isAllowed && isOver(charge, Number(maxCharge))
		? decision("charge.over_limit", `a shipment may cost ${maxCharge}`, { charge, now })
		: null;
}

function decision(
	code: string,
	against: string,
	{ charge, now }: { charge: Money; now: number },
): Decision {
	return {
		code,
		message: `The label cost ${inWords(charge)}, and ${against}.`,
		remedy: REMEDY,
		choices: ["keep"],
		cause: `charge ${inWords(charge)}`,
		at: now,
	};
}
