import { isAppError, type Problem } from "../../lib/errors.ts";
import type { ShippingDeps } from "../deps.ts";
import { pickRate, problemOf, withQuote } from "../model/pick-rate.ts";
import { CHEAPEST, type PlanQuote, type Rate } from "../model/quote.ts";
import type { Billing } from "../model/settings/billing.ts";
import { planShipDate } from "../model/ship-date.ts";
import type { ShipmentPlan } from "../model/shipment-plan.ts";
import type { Division } from "../ports/divisions.ts";
import type { FedexAccount } from "../ports/fedex-accounts.ts";
import type { Quoter } from "../ports/quotes.ts";
import { requireFound } from "../refusals.ts";
import { plainProblem } from "../row-policy.ts";
import { type Outlook, planOrders } from "./plan-orders.ts";
import { accountOf } from "./replan-unsent.ts";

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

/** One of the shipments that an order would be made into, with the account that would pay FedEx's bill for it. */
export type DryShipment = {
	plan: ShipmentPlan;
	account: { id: string; accountNumber: string } | null;
	carrier: CarrierView;
};

export type DryRun = Pick<Outlook, "reasons" | "problems"> & {
	shipDate: string;
	shipments: DryShipment[];
};

/** A person waits for the answers, and FedEx counts the calls of everybody. */
const ASKED_MAX = 20;

type Moment = { shipDate: string; now: number };

type Deps = Pick<ShippingDeps, "orders" | "clock" | "accounts" | "quoter">;

/**
 * What would be sent for an order if it shipped now, each of its shipments from its own account, and what FedEx says
 * to that. Nothing is bought and nothing is
 * kept. FedEx can try one parcel at a time; more it can only price.
 */
export async function dryRun(division: Division, orderId: string, deps: Deps): Promise<DryRun> {
	const outlooks = await planOrders(division, [orderId], deps);
	const outlook = requireFound("order", orderId, outlooks.get(orderId));
	const { reasons, problems, plans } = outlook;
	const { settings } = division;
	if (settings === null) {
		return { reasons, problems, shipDate: "", shipments: [] };
	}
	const now = deps.clock.now();
	const moment = { shipDate: planShipDate(now, settings), now };
	const shipments: DryShipment[] = [];
	// One after the other: FedEx counts calls, and an order of many shipments is not urgent.
	for (const plan of plans) {
		const isAsked = shipments.length < ASKED_MAX;
		const given = { division, billing: settings.billing, moment, isAsked };
		shipments.push(await tryShipment(plan, given, deps));
	}
	return { reasons, problems, shipDate: moment.shipDate, shipments };
}

async function tryShipment(
	plan: ShipmentPlan,
	given: { division: Division; billing: Billing; moment: Moment; isAsked: boolean },
	deps: Deps,
): Promise<DryShipment> {
	const { division, billing, moment } = given;
	const found = await deps.accounts.find(accountOf({ plan }, division));
	if (found === undefined) {
		const why = "There is no FedEx account for this shipment that could be asked.";
		return { plan, account: null, carrier: planOnly(why) };
	}
	const account = { id: found.id, accountNumber: found.accountNumber };
	if (plan.freight !== null) {
		const why = "FedEx neither tries nor prices less-than-truckload freight here.";
		return { plan, account, carrier: planOnly(why) };
	}
	if (!given.isAsked) {
		const why = `FedEx was asked about the first ${ASKED_MAX} shipments only.`;
		return { plan, account, carrier: planOnly(why) };
	}
	const carrier = await askCarrier(plan, { account: found, moment }, deps);
	const reason = carrier.quote === null ? undefined : problemOf(plan, carrier.quote, billing);
	return {
		plan: carrier.quote === null ? plan : withQuote(plan, carrier.quote),
		account,
		carrier: {
			...carrier,
			problems: reason === undefined ? carrier.problems : [...carrier.problems, reason],
		},
	};
}

async function askCarrier(
	plan: ShipmentPlan,
	asked: { account: FedexAccount; moment: Moment },
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

export function planOnly(why: string): CarrierView {
	return { kind: "plan-only", problems: [], rates: [], quote: null, why };
}
