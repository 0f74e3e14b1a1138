import type { Problem } from "../../lib/errors.ts";
import type { ShippingDeps } from "../deps.ts";
import { LIMITS } from "../model/limits.ts";
import { problemOf } from "../model/pick-rate.ts";
import { asPlanned } from "../model/quoted-plan.ts";
import type { PlanResult } from "../plan/plan-shipment.ts";
import type { Division } from "../ports/divisions.ts";
import type { ReservedShipment } from "../ports/orders.ts";
import { plainProblem } from "../row-policy.ts";

/** Gives a shipment that did not go to the carrier the plan that its order asks for now, or the reason against it. */
export async function replanUnsent(
	shipment: ReservedShipment,
	result: PlanResult,
	division: Division,
	deps: Pick<ShippingDeps, "clock" | "shipments">,
): Promise<void> {
	const change = { now: deps.clock.now(), actor: "system" };
	if ("plan" in result) {
		const planned = shipment.plan === null ? null : asPlanned(shipment.plan);
		const isSame = JSON.stringify(result.plan) === JSON.stringify(planned);
		const isOtherAccount = shipment.fedexAccountId !== accountOf(result, division);
		// What FedEx refused is not sent again word for word; a person who wants that replays it.
		const isRefused =
			shipment.attemptNumber > 0 || isQuoteStillAgainst(shipment, division, change.now);
		const isHealed = shipment.status === "blocked" && !(isSame && isRefused);
		if (!isSame || isOtherAccount || isHealed) {
			await deps.shipments.replan(shipment, result, change);
		}
		return;
	}
	const reason = firstOf("problems" in result ? result.problems : result.notReady);
	if (shipment.status === "planned" || JSON.stringify(shipment.reason) !== JSON.stringify(reason)) {
		await deps.shipments.replan(shipment, { reason }, change);
	}
}

/** A quote is asked for again after a day, or where the division's limit does not stand against it any more. */
function isQuoteStillAgainst(
	{ plan }: ReservedShipment,
	{ settings }: Division,
	now: number,
): boolean {
	const quote = plan?.quote;
	return (
		plan !== null &&
		quote !== undefined &&
		settings !== null &&
		now - quote.at < LIMITS.day &&
		problemOf(plan, quote, settings.billing) !== undefined
	);
}

/** The plan's own account, such as its cost centre's, or else the division's. */
export function accountOf(result: PlanResult, division: Division): string {
	const own = "plan" in result ? result.plan.fedexAccountId : null;
	return own ?? division.fedexAccountId ?? "";
}

export function firstOf(problems: readonly Problem[]): Problem {
	return problems[0] ?? plainProblem("order.not_plannable", "The order can't be planned.");
}
