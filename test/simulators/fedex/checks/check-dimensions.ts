import type { Refusal } from "../answers.ts";
import type { PackageLineWire } from "../ship-wire.ts";

const SYSTEM_OF_UNIT: Record<string, string> = { KG: "metric", CM: "metric", LB: "US", IN: "US" };

/** All three or none; decimals are cut off without a word. */
export function checkDimensions({ dimensions, weight }: PackageLineWire): Refusal[] {
	if (dimensions === undefined) {
		return [];
	}
	const { length = 0, width = 0, height = 0, units } = dimensions;
	if ([length, width, height].some((side) => Math.trunc(side) < 1)) {
		return [{ code: "SHIPMENT.PACKAGEDIMENSION.INVALID", message: "A dimension is missing or 0." }];
	}
	if (units !== "CM" && units !== "IN") {
		const code = "REQUESTEDPACKAGELINEITEM.DIMENSIONSUNITS.INVALID";
		return [{ code, message: "Dimensions are in CM or IN." }];
	}
	return SYSTEM_OF_UNIT[units] === SYSTEM_OF_UNIT[weight?.units ?? ""]
		? []
		: [{ code: "WEIGHT.DIMENSION.MISMATCH", message: "Weight and dimensions differ in system." }];
}
