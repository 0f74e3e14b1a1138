import { isAppError, type Problem } from "../../lib/errors.ts";
import type { ShippingDeps } from "../deps.ts";
import { pickRate, problemOf, withQuote } from "../model/pick-rate.ts";
import { CHEAPEST, type PlanQuote, type Rate } from "../model/quote.ts";
import { planShipDate } from "../model/ship-date.ts";
import type { ShipmentPlan } from "../model/shipment-plan.ts";
import type { Division } from "../ports/divisions.ts";
import type { FedexAccount } from "../ports/fedex-accounts.ts";
import type { Quoter } from "../ports/quotes.ts";
import { requireFound } from "../refusals.ts";
import { plainProblem } from "../row-policy.ts";
import { type Outlook, planOrders } from "./plan-orders.ts";

/**
 * What FedEx says about the plan. `validated`: it tried the shipment as it would be sent. `quoted`: it told a price,
 * and tried nothing. `plan-only`: it was not asked, or could not answer; `why` says so.
 */
export type CarrierView = {
	kind: "validated" | "quoted" | "plan-only";
	/** What FedEx, or the division's limit, has against it. */
	problems: Problem[];
	rates: Rate[];
	quote: PlanQuote | null;
	why: string | null;
};

export type DryRun = Outlook & { shipDate: string; carrier: CarrierView };

type Deps = Pick<ShippingDeps, "orders" | "clock" | "accounts" | "quoter">;

/**
 * What would be sent for an order if it shipped now, and what FedEx says to that. Nothing is bought and nothing is
 * kept. FedEx can try one parcel at a time; more it can only price.
 */
export async function dryRun(division: Division, orderId: string, deps: Deps): Promise<DryRun> {
	const outlooks = await planOrders(division, [orderId], deps);
	const outlook = requireFound("order", orderId, outlooks.get(orderId));
	const { settings, fedexAccountId } = division;
	const account = await deps.accounts.find(fedexAccountId ?? "");
	if (settings === null || account === undefined) {
		const carrier = planOnly("The division has no FedEx account that could be asked.");
		return { ...outlook, shipDate: "", carrier };
	}
	const shipDate = planShipDate(deps.clock.now(), settings);
	if (outlook.plan === null) {
		return {
			...outlook,
			shipDate,
			carrier: planOnly("There is no plan that FedEx could look at."),
		};
	}
	if (outlook.plan.freight !== null) {
		const why = "FedEx neither tries nor prices less-than-truckload freight here.";
		return { ...outlook, shipDate, carrier: planOnly(why) };
	}
	const { plan } = outlook;
	const moment = { shipDate, now: deps.clock.now() };
	const carrier = await askCarrier(plan, { account, moment }, deps);
	const reason =
		carrier.quote === null ? undefined : problemOf(plan, carrier.quote, settings.billing);
	return {
		...outlook,
		plan: carrier.quote === null ? plan : withQuote(plan, carrier.quote),
		shipDate,
		carrier: {
			...carrier,
			problems: reason === undefined ? carrier.problems : [...carrier.problems, reason],
		},
	};
}

async function askCarrier(
	plan: ShipmentPlan,
	asked: { account: FedexAccount; moment: { shipDate: string; now: number } },
	deps: Pick<Deps, "quoter">,
): Promise<CarrierView> {
	const { account, moment } = asked;
	const { shipDate } = moment;
	const request = { plan, accountNumber: account.accountNumber, shipDate };
	const kind = plan.packages.length === 1 && plan.service !== CHEAPEST ? "validated" : "quoted";
	const view: CarrierView = { kind, problems: [], rates: [], quote: null, why: null };
	try {
		const quoter: Quoter = await deps.quoter(account);
		if (kind === "validated") {
			await quoter.validate(request);
			return view;
		}
		const rates = await quoter.quote(request);
		return { ...view, rates, quote: pickRate(plan, rates, moment) };
	} catch (error) {
		if (!isAppError(error)) {
			throw error;
		}
		// A refusal is FedEx's answer; anything else means that it gave none.
		return error.disposition === "refuse"
			? {
					...view,
					problems:
						error.problems.length > 0
							? [...error.problems]
							: [plainProblem(error.code, error.message)],
				}
			: planOnly(error.message);
	}
}

function planOnly(why: string): CarrierView {
	return { kind: "plan-only", problems: [], rates: [], quote: null, why };
}
