import type { Problem } from "../../lib/errors.ts";
import type { Packing } from "../model/settings/packing.ts";
import type { PlannedLine, PlannedPackage } from "../model/shipment-plan.ts";

/** What goes into which box. What fits into none is a problem. */
export function packParcels(
	lines: readonly PlannedLine[],
	_packing: Packing,
	/** Of one piece, by service and packaging. */
	maxPieceGrams: number,
	problems: Problem[],
): PlannedPackage[] {
	const weightGrams = lines.reduce((sum, line) => sum + line.weightGrams, 0);
	if (weightGrams > maxPieceGrams) {
		problems.push({
			code: "package.too_heavy",
			field: "Item › Gross weight",
			message: `The goods weigh ${weightGrams / 1_000} kg and one package may weigh ${maxPieceGrams / 1_000} kg.`,
			remedy: "Split the order in Exact, or correct the items' weights.",
		});
	}
	const contents = lines.map(({ exactLineId, quantity }) => ({ exactLineId, quantity }));
	return [{ sequence: 1, weightGrams, type: null, dimensions: null, contents }];
}
