import type { Problem } from "../../lib/errors.ts";
import { isLtlService, LTL_COUNTRIES, LTL_UNITS_MAX } from "../model/ltl.ts";
import type { FreightSettings } from "../model/settings/freight.ts";
import type { FreightPlan, PlannedLine, PlannedPackage } from "../model/shipment-plan.ts";

const FIELD = "Sales order › Shipping method";

/** The pallets of a shipment whose service is less-than-truckload freight; null for every other service. */
export function planFreight(
	service: string | undefined,
	lines: readonly PlannedLine[],
	lane: { from: string; to: string | null },
	settings: FreightSettings | null,
	problems: Problem[],
): { freight: FreightPlan; packages: PlannedPackage[] } | null {
	if (service === undefined || !isLtlService(service)) {
		return null;
	}
	const { from, to } = lane;
	if (!LTL_COUNTRIES.has(from) || (to !== null && !LTL_COUNTRIES.has(to))) {
		problems.push({
			code: "freight.lane",
			field: FIELD,
			message: `FedEx Freight carries within the United States, Canada and Mexico only, and the goods go from ${from} to ${to}.`,
			remedy:
				"Choose another shipping method on the order; pallets in Europe go by a service of FedEx Express.",
		});
	}
	if (settings === null) {
		problems.push({
			code: "freight.off",
			field: FIELD,
			message: "The order's shipping method means FedEx Freight, which the division does not use.",
			remedy:
				"Fill in the division's freight settings, or choose another shipping method on the order.",
		});
		return { freight: NO_FREIGHT, packages: [] };
	}
	const weightGrams = lines.reduce((sum, line) => sum + line.weightGrams, 0);
	const units = Math.max(1, Math.ceil(weightGrams / settings.maxUnitGrams));
	if (units > LTL_UNITS_MAX) {
		problems.push({
			code: "freight.too_many_units",
			field: "Item › Gross weight",
			message: `The goods fill ${units} handling units, and FedEx Freight takes ${LTL_UNITS_MAX} in one shipment.`,
			remedy: "Split the order in Exact, or correct the items' weights.",
		});
	}
	const { accountNumber, freightClass, handlingUnit, description } = settings;
	return {
		freight: { accountNumber, freightClass, handlingUnit, handlingUnits: units, description },
		packages: toUnits(lines, weightGrams, units),
	};
}

/** Of whole grams that add up to the goods' weight. Which goods stand on which pallet is not planned. */
function toUnits(
	lines: readonly PlannedLine[],
	weightGrams: number,
	units: number,
): PlannedPackage[] {
	const each = Math.floor(weightGrams / units);
	const heavier = weightGrams - each * units;
	const contents = lines.map(({ exactLineId, quantity }) => ({ exactLineId, quantity }));
	return Array.from({ length: units }, (_, at) => ({
		sequence: at + 1,
		weightGrams: each + (at < heavier ? 1 : 0),
		type: null,
		dimensions: null,
		contents: at === 0 ? contents : [],
	}));
}

/** Only ever part of a result that has problems. */
const NO_FREIGHT: FreightPlan = {
	accountNumber: "",
	freightClass: "CLASS_050",
	handlingUnit: "PALLET",
	handlingUnits: 0,
	description: "",
};
