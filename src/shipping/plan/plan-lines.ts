import type { Problem } from "../../lib/errors.ts";
import type { DivisionSettings } from "../model/division-settings.ts";
import type { OrderDossier } from "../model/order.ts";
import {
	deliveredByOthers,
	type Reserved,
	type RestLine,
	restToShip,
} from "../model/quantities.ts";
import type { PlannedLine } from "../model/shipment-plan.ts";
import { shippableLines } from "./shippable-lines.ts";
import { gramsPerUnit, lineGrams } from "./weights.ts";

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

/** What is left of an order, with its weights; a line without one is a problem. */
export function planLines(
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
			costCentre: line.costCentre,
			deliveredBefore: deliveredByOthers(line, reserved.get(line.exactLineId)),
		});
	}
	return planned;
}
