import type { Problem } from "../../lib/errors.ts";
import type { DivisionSettings } from "../model/division-settings.ts";
import { mayRunBetween, usualService } from "../model/facts/service-lanes.ts";
import { zoneOf } from "../model/facts/zones.ts";
import type { OrderHeader } from "../model/order.ts";
import { CHEAPEST } from "../model/quote.ts";
import type { ServiceRule } from "../model/settings/service-rules.ts";
import type { ServiceChoice } from "../model/shipment-plan.ts";

/** What the rules of a division look at. */
export type ServiceQuestion = {
	header: OrderHeader;
	from: string;
	/** Country of the receiver; null while the address says none, which is a problem of its own. */
	to: string | null;
	isResidential: boolean | null;
	/** Null while a weight is missing, which is a problem of its own. */
	weightGrams: number | null;
	/** Of the goods in the order's currency. */
	value: number;
};

type ChosenService = { rule: ServiceRule; choice: ServiceChoice };

/** Whether a shipping method of Exact means FedEx at all. */
export function isMethodMapped(header: OrderHeader, settings: DivisionSettings): boolean {
	return rulesOf(header, settings).length > 0;
}

/** The first rule whose conditions all hold, and why it did; or the problem that none does. */
export function chooseService(
	question: ServiceQuestion,
	settings: DivisionSettings,
	problems: Problem[],
): ChosenService | undefined {
	const rules = rulesOf(question.header, settings);
	if (question.weightGrams === null && rules.some(asksForWeight)) {
		return undefined;
	}
	for (const [at, rule] of settings.services.entries()) {
		const because = whyItHolds(rule, question);
		if (because !== undefined) {
			const { service, arriveWithinDays } = rule;
			problems.push(...judgeLane(question, { service, rule: at + 1 }));
			const limit = service === CHEAPEST ? { arriveWithinDays } : {};
			return { rule, choice: { rule: at + 1, because, ...limit } };
		}
	}
	const method = question.header.shippingMethodCode?.trim() ?? "";
	if (rules.length === 0) {
		problems.push({
			code: "order.shipping_method_unmapped",
			field: "Sales order › Shipping method",
			message: "The order's shipping method is not mapped to a FedEx service.",
			remedy: "Map it in the division's settings, or choose another method on the order.",
		});
	} else if (question.to !== null) {
		problems.push({
			code: "order.no_service_rule",
			field: "Sales order › Shipping method",
			message: `No rule of shipping method ${method} fits ${describe(question)}.`,
			remedy: "Add a rule to the division's settings, or choose another method on the order.",
		});
	}
	return undefined;
}

/** A label that FedEx would refuse is better not asked for, and the rule is where it is mended. */
function judgeLane(
	{ from, to }: ServiceQuestion,
	{ service, rule }: { service: string; rule: number },
): Problem[] {
	return to === null || mayRunBetween(service, from, to)
		? []
		: [
				{
					code: "service.not_on_lane",
					field: `Division settings › Services › Rule ${rule}`,
					message: `${service} does not run from ${from} to ${to}.`,
					remedy: `Give the rule another service, such as ${usualService(from, to)}, or conditions that leave ${to} out.`,
				},
			];
}

function asksForWeight({ minWeightGrams, maxWeightGrams }: ServiceRule): boolean {
	return minWeightGrams !== null || maxWeightGrams !== null;
}

function rulesOf(header: OrderHeader, settings: DivisionSettings): ServiceRule[] {
	const code = header.shippingMethodCode?.trim();
	return settings.services.filter((rule) => rule.shippingMethod === code);
}

/** What each condition found, in words; undefined where one of them does not hold. */
function whyItHolds(rule: ServiceRule, question: ServiceQuestion): string[] | undefined {
	const { header, from, to, isResidential, value } = question;
	const weightGrams = question.weightGrams ?? 0;
	const zone = to === null ? undefined : zoneOf(from, to);
	const kilos = weightGrams / 1_000;
	const conditions: [isSet: boolean, holds: boolean, says: string][] = [
		[
			true,
			rule.shippingMethod === header.shippingMethodCode?.trim(),
			`method ${rule.shippingMethod}`,
		],
		[rule.zones !== null, zone !== undefined && rule.zones?.includes(zone) === true, `${zone}`],
		[rule.countries !== null, to !== null && rule.countries?.includes(to) === true, `to ${to}`],
		[rule.minWeightGrams !== null, weightGrams >= (rule.minWeightGrams ?? 0), `${kilos} kg`],
		[rule.maxWeightGrams !== null, weightGrams <= (rule.maxWeightGrams ?? 0), `${kilos} kg`],
		[rule.minValue !== null, value >= Number(rule.minValue), `worth ${value.toFixed(2)}`],
		[rule.maxValue !== null, value <= Number(rule.maxValue), `worth ${value.toFixed(2)}`],
		[
			rule.residential !== null,
			isResidential === rule.residential,
			rule.residential === true ? "a home" : "not a home",
		],
		[
			rule.warehouses !== null,
			rule.warehouses?.includes(header.warehouseCode ?? "") === true,
			`warehouse ${header.warehouseCode}`,
		],
	];
	const asked = conditions.filter(([isSet]) => isSet);
	return asked.every(([, holds]) => holds)
		? [...new Set(asked.map(([, , says]) => says))]
		: undefined;
}

function describe({ to, weightGrams, value, header }: ServiceQuestion): string {
	const weight = weightGrams === null ? "" : `${weightGrams / 1_000} kg, `;
	return `${to}, ${weight}worth ${value.toFixed(2)} ${header.currency ?? ""}`.trim();
}
