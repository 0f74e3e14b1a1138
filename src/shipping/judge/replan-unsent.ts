import type { Problem } from "../../lib/errors.ts";
import type { ShippingDeps } from "../deps.ts";
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
		const isSame = JSON.stringify(result.plan) === JSON.stringify(shipment.plan);
		const isOtherAccount = shipment.fedexAccountId !== accountOf(result, division);
		// What FedEx refused is not sent again word for word; a person who wants that replays it.
		const isHealed = shipment.status === "blocked" && !(isSame && shipment.attemptNumber > 0);
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

/** The plan's own account, such as its cost centre's, or else the division's. */
export function accountOf(result: PlanResult, division: Division): string {
	const own = "plan" in result ? result.plan.fedexAccountId : null;
	return own ?? division.fedexAccountId ?? "";
}

export function firstOf(problems: readonly Problem[]): Problem {
	return problems[0] ?? plainProblem("order.not_plannable", "The order can't be planned.");
}
