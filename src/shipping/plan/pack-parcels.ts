import type { Problem } from "../../lib/errors.ts";
import type { Packing } from "../model/settings/packing.ts";
import type { PlannedLine, PlannedPackage } from "../model/shipment-plan.ts";

/** FedEx takes at most 68 kg in one package of the shipper's own packaging (its packaging table, read 2026-11). */
const MAX_PACKAGE_GRAMS = 68_000;

/** What goes into which box. What fits into none is a problem. */
export function packParcels(
	lines: readonly PlannedLine[],
	_packing: Packing,
	problems: Problem[],
): PlannedPackage[] {
	const weightGrams = lines.reduce((sum, line) => sum + line.weightGrams, 0);
	if (weightGrams > MAX_PACKAGE_GRAMS) {
		problems.push({
			code: "package.too_heavy",
			field: "Item › Gross weight",
			message: `The goods weigh ${weightGrams / 1_000} kg and one package may weigh ${MAX_PACKAGE_GRAMS / 1_000} kg.`,
			remedy: "Split the order in Exact, or correct the items' weights.",
		});
	}
	const contents = lines.map(({ exactLineId, quantity }) => ({ exactLineId, quantity }));
	return [{ sequence: 1, weightGrams, type: null, dimensions: null, contents }];
}
