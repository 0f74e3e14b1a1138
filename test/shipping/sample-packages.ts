import type { PlannedPackage } from "../../src/shipping/model/shipment-plan.ts";

/** Plain boxes of these weights, without dimensions. */
export function samplePackages(...weightsGrams: number[]): PlannedPackage[] {
	return weightsGrams.map((weightGrams, at) => ({
		sequence: at + 1,
		weightGrams,
		type: null,
		dimensions: null,
		contents: [],
	}));
}
