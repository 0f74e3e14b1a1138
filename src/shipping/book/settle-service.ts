import { isAppError } from "../../lib/errors.ts";
import type { ShippingDeps } from "../deps.ts";
import { pickRate, problemOf, withQuote } from "../model/pick-rate.ts";
import { CHEAPEST, holdsOn, type PlanQuote } from "../model/quote.ts";
import { asPlanned, isQuoteWanted } from "../model/quoted-plan.ts";
import { planShipDate } from "../model/ship-date.ts";
import type { ShipmentPlan } from "../model/shipment-plan.ts";
import type { Quoter, QuoteRequest } from "../ports/quotes.ts";
import type { DueShipment } from "../ports/shipments.ts";
import { plainProblem } from "../row-policy.ts";
import type { BookingRun } from "./book-shipment.ts";

type PlannedShipment = DueShipment & { plan: ShipmentPlan };

/**
 * Before the claim: asks the carrier for a price where the rule wants the cheapest service or the division has a limit,
 * and keeps the answer with the plan, so that a crash or a second run decides the same. Answers with the shipment to
 * book; undefined where it is blocked for a person, or was changed meanwhile.
 */
export async function settleService(
	shipment: PlannedShipment,
	run: Pick<BookingRun, "settings" | "account">,
	deps: ShippingDeps,
): Promise<PlannedShipment | undefined> {
	const now = deps.clock.now();
	const { billing } = run.settings;
	const shipDate = planShipDate(now, run.settings);
	const known = shipment.plan.quote;
	const held = known !== undefined && holdsOn(known, shipDate) ? known : undefined;
	const asked = held === undefined ? asPlanned(shipment.plan) : shipment.plan;
	if (held === undefined && !isQuoteWanted(asked, billing)) {
		return { ...shipment, plan: asked };
	}
	const request = { plan: asked, accountNumber: run.account.accountNumber, shipDate };
	const quote = held ?? (await askQuote(await deps.quoter(run.account), request, now));
	const plan = withQuote(asked, quote);
	const reason = problemOf(plan, quote, billing);
	if (held !== undefined && reason === undefined) {
		return shipment;
	}
	const outcome = await deps.shipments.settleQuote(shipment, { plan, reason }, now);
	deps.log.info("shipment.quoted", {
		shipmentId: shipment.id,
		correlationId: shipment.correlationId,
		service: quote.service,
		code: reason?.code ?? null,
		outcome,
	});
	return outcome === "lost" || reason !== undefined
		? undefined
		: { ...shipment, plan, version: shipment.version + 1 };
}

async function askQuote(quoter: Quoter, request: QuoteRequest, now: number): Promise<PlanQuote> {
	const { plan, shipDate } = request;
	try {
		return pickRate(plan, await quoter.quote(request), { shipDate, now });
	} catch (error) {
		if (!isAppError(error) || error.disposition !== "refuse") {
			throw error;
		}
		const quote = pickRate(plan, [], { shipDate, now });
		// What is wrong with a shipment is told best by the call that makes it; without a price it has no service.
		return plan.service === CHEAPEST
			? { ...quote, refusal: error.problems[0] ?? plainProblem(error.code, error.message) }
			: quote;
	}
}
