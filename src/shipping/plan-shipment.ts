import type { Problem } from "../lib/errors.ts";
import { readRecipient } from "./addresses.ts";
import type { RestLine } from "./changes-after-label.ts";
import type { DivisionSettings } from "./division-settings.ts";
import { laneOf } from "./lanes.ts";
import type { OrderDossier, OrderLine } from "./order.ts";
import { deliveredByOthers, type Reserved, restToShip } from "./quantities.ts";
import { findServiceRule, shippableLines } from "./ready-rule.ts";
import type { Party, PlannedLine, ShipmentPlan } from "./shipment.ts";
import { gramsPerUnit, lineGrams } from "./weights.ts";

/** FedEx takes at most 68 kg in one package of the shipper's own packaging (its packaging table, read 2026-11). */
const MAX_PACKAGE_GRAMS = 68_000;

/** `notReady` is nobody's fault and needs nothing; `problems` need a person. */
export type PlanResult = { plan: ShipmentPlan } | { problems: Problem[] } | { notReady: Problem[] };

/**
 * Turns an order into what the carrier is told, or into the list of what stands in the way, each with the Exact
 * field and the remedy. Pure. `reserved` holds what earlier shipments took, by Exact line id.
 */
export function planShipment(
	dossier: OrderDossier,
	settings: DivisionSettings,
	reserved: ReadonlyMap<string, Reserved> = new Map(),
): PlanResult {
	const problems: Problem[] = [];
	const rule = findServiceRule(dossier.header, settings);
	if (rule === undefined) {
		problems.push({
			code: "order.shipping_method_unmapped",
			field: "Sales order › Shipping method",
			message: "The order's shipping method is not mapped to a FedEx service.",
			remedy: "Map it in the division's settings, or choose another method on the order.",
		});
	}
	const lines = planLines(dossier, settings, reserved, problems);
	const recipient = readRecipient(dossier.address, dossier.contact, dossier.account);
	if ("problems" in recipient) {
		problems.push(...recipient.problems);
	}
	problems.push(...laneProblems(settings.shipFrom.country, dossier.address?.country));
	const weightGrams = lines.reduce((sum, line) => sum + line.weightGrams, 0);
	if (lines.length === 0 && problems.every((problem) => problem.code !== "item.weight_missing")) {
		return { notReady: [NO_GOODS] };
	}
	if (weightGrams > MAX_PACKAGE_GRAMS) {
		problems.push({
			code: "package.too_heavy",
			field: "Item › Gross weight",
			message: `The goods weigh ${weightGrams / 1_000} kg and one package may weigh ${MAX_PACKAGE_GRAMS / 1_000} kg.`,
			remedy: "Split the order in Exact, or correct the items' weights.",
		});
	}
	if (problems.length > 0 || rule === undefined || "problems" in recipient) {
		return { problems };
	}
	const { header } = dossier;
	return {
		plan: {
			orderNumber: header.orderNumber,
			customerAccountId: header.orderedById ?? header.deliverToId,
			deliveryAddressId: header.deliveryAddressId,
			customerOrderNumber: header.yourRef,
			costCentre: costCentreOf(dossier.lines),
			service: rule.service,
			packaging: rule.packaging,
			pickupType: settings.pickupType,
			shipFrom: toParty(settings.shipFrom),
			shipTo: recipient.party,
			currency: header.currency ?? "EUR",
			packages: [{ sequence: 1, weightGrams }],
			lines,
			label: settings.label,
		},
	};
}

const NO_GOODS: Problem = {
	code: "order.no_goods",
	field: "Sales order lines",
	message: "Nothing on the order is a stock item, so there is nothing to put into a box.",
	remedy: "Nothing, if that is right; else mark the items as stock items in Exact.",
};

/** The lines with goods that go into a box and that no shipment took yet. */
export function restLines(
	{ lines, items }: Pick<OrderDossier, "lines" | "items">,
	reserved: ReadonlyMap<string, Reserved>,
): RestLine[] {
	return shippableLines(lines).flatMap((line) => {
		const quantity = restToShip(line, reserved.get(line.exactLineId));
		// Services are sold on the same order but never go into a box.
		const isGoods = line.itemId === null || items.get(line.itemId)?.isStockItem !== false;
		return quantity > 0 && isGoods ? [{ line, quantity }] : [];
	});
}

function planLines(
	dossier: OrderDossier,
	settings: DivisionSettings,
	reserved: ReadonlyMap<string, Reserved>,
	problems: Problem[],
): PlannedLine[] {
	const planned: PlannedLine[] = [];
	for (const { line, quantity } of restLines(dossier, reserved)) {
		const item = line.itemId === null ? undefined : dossier.items.get(line.itemId);
		const perUnit = gramsPerUnit(item, settings.weight);
		if (perUnit === undefined) {
			const code = line.itemCode ?? "(no item)";
			problems.push({
				code: "item.weight_missing",
				field: "Item › Gross weight",
				message: `Line ${line.lineNumber}: item ${code} has no weight.`,
				remedy: `Enter the gross or net weight of item ${code} in Exact, or set a default weight for the division.`,
			});
			continue;
		}
		planned.push({
			exactLineId: line.exactLineId,
			lineNumber: line.lineNumber,
			itemCode: line.itemCode,
			description: item?.description ?? line.description ?? line.itemCode ?? "Goods",
			quantity,
			weightGrams: lineGrams(quantity, perUnit),
			unitPrice: line.netPrice ?? "0",
			commodityCode: item?.commodityCode ?? null,
			deliveredBefore: deliveredByOthers(line, reserved.get(line.exactLineId)),
		});
	}
	return planned;
}

/** Customs data (origin, value, purpose) is not collected yet, and a label without it would be refused. */
function laneProblems(from: string, to: string | null | undefined): Problem[] {
	const country = to?.trim().toUpperCase() ?? "";
	if (country === "" || laneOf(from, country) !== "international") {
		return [];
	}
	return [
		{
			code: "lane.customs_needed",
			field: "Delivery address › Country",
			message: `A parcel from ${from} to ${country} crosses a customs border, which is not supported.`,
			remedy: "Ship this order by hand, or choose a delivery address inside the customs area.",
		},
	];
}

/** One shipment bears one cost centre: the first that a line names. */
function costCentreOf(lines: readonly OrderLine[]): string | null {
	return lines.find((line) => line.costCentre !== null)?.costCentre ?? null;
}

function toParty(address: DivisionSettings["shipFrom"]): Party {
	return { ...address };
}
