import type { Problem } from "../../lib/errors.ts";
import type { OrderHeader } from "../model/order.ts";
import type { Billing, CostCentreRule } from "../model/settings/billing.ts";
import type { PlannedLine, ShipmentPlan } from "../model/shipment-plan.ts";

type BillingPlan = Pick<ShipmentPlan, "costCentre" | "transport"> & {
	invoiceNumber: string | null;
	fedexAccountId: string | null;
};

/**
 * Which cost centre bears the shipment, who pays FedEx for it, and from which account of ours it goes. What the
 * division says of the cost centre counts before what it says of all.
 */
export function planBilling(
	header: Pick<OrderHeader, "orderNumber" | "description">,
	lines: readonly PlannedLine[],
	{ billing, from, to }: { billing: Billing; from: string; to: string | null },
	problems: Problem[],
): BillingPlan {
	const costCentre = billing.costCentre === "highest-value" ? mostValued(lines) : firstOf(lines);
	const rule = billing.costCentres.find((one) => one.costCentre === costCentre);
	problems.push(...findCostCentreProblem(costCentre, rule, billing));
	const isOurs = rule !== undefined && rule.fedexAccountId !== null;
	// An account of ours that was named for the cost centre pays itself.
	const payor = isOurs ? null : (rule?.payor ?? billing.payor);
	const country = payor?.country ?? null;
	if (country !== null && to !== null && country !== from && country !== to) {
		problems.push(payorElsewhere(country, { from, to }, costCentre));
	}
	return {
		costCentre,
		invoiceNumber: invoiceNumberOf(header, billing),
		transport: payor === null ? { by: "sender" } : payor,
		fedexAccountId: rule?.fedexAccountId ?? null,
	};
}

/** Who bears a shipment is a matter of money: a division may want nobody to guess it. */
function findCostCentreProblem(
	costCentre: string | null,
	rule: CostCentreRule | undefined,
	{ costCentreNeeded }: Billing,
): Problem[] {
	const field = "Sales order line › Cost center";
	if (costCentreNeeded !== "no" && costCentre === null) {
		return [
			{
				code: "billing.cost_centre_missing",
				field,
				message:
					"No line of the order has a cost center, and the division ships nothing without one.",
				remedy: "Choose a cost center on the order's lines in Exact.",
			},
		];
	}
	return costCentreNeeded === "listed" && rule === undefined
		? [
				{
					code: "billing.cost_centre_unknown",
					field,
					message: `Cost center ${costCentre} is not one of those that the division has settings for.`,
					remedy:
						"Choose another cost center on the order's lines, or add this one to the division's billing settings.",
				},
			]
		: [];
}

/** FedEx takes a payor of the country that the goods leave or reach only. */
function payorElsewhere(
	country: string,
	{ from, to }: { from: string; to: string },
	costCentre: string | null,
): Problem {
	const whose = costCentre === null ? "the division" : `cost center ${costCentre}`;
	return {
		code: "billing.payor_elsewhere",
		field: "Sales order line › Cost center",
		message: `The account that pays for ${whose} is of ${country}, and the goods go from ${from} to ${to}.`,
		remedy:
			"Give the cost center a payor of one of these countries in the division's billing settings, or choose another cost center on the order's lines.",
	};
}

/** Exact pads codes with spaces, and lines of one cost centre have to be told to be of one. */
export function costCentreOf({ costCentre }: { costCentre: string | null }): string | null {
	const code = costCentre?.trim() ?? "";
	return code === "" ? null : code;
}

function firstOf(lines: readonly PlannedLine[]): string | null {
	return lines.map(costCentreOf).find((code) => code !== null) ?? null;
}

/** The cost centre whose goods are worth most; of equals the first. Goods without one have no say. */
function mostValued(lines: readonly PlannedLine[]): string | null {
	const worth = new Map<string, number>();
	for (const line of lines) {
		const code = costCentreOf(line);
		if (code !== null) {
			worth.set(code, (worth.get(code) ?? 0) + line.quantity * Number(line.unitPrice));
		}
	}
	let most: { code: string; value: number } | undefined;
	for (const [code, value] of worth) {
		// Sums of the same cents may differ by less than a cent, which is no difference.
		if (most === undefined || value > most.value + 0.005) {
			most = { code, value };
		}
	}
	return most?.code ?? null;
}

function invoiceNumberOf(
	{ orderNumber, description }: Pick<OrderHeader, "orderNumber" | "description">,
	{ invoiceNumber }: Billing,
): string | null {
	switch (invoiceNumber) {
		case "order-number":
			return String(orderNumber);
		case "description":
			return description;
		default:
			return null;
	}
}
