import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { gramsPerUnit, lineGrams } from "../../../src/shipping/plan/weights.ts";
import { sampleItem } from "../samples.ts";

/** What a mistyped weight comes to: finite, and of more grams than any package may have. */
const MOST_GRAMS = 9_007_199_254_740_000;
const kilograms = { unit: "kg", defaultGramsPerUnit: null } as const;

describe("the weight of one unit", () => {
	it.each([
		["kg", 1_350],
		["g", 1.35],
		["lb", 612.3496995],
	] as const)("is read in the division's unit %s", (unit, grams) => {
		expect(gramsPerUnit(sampleItem(), { unit, defaultGramsPerUnit: null })).toBeCloseTo(grams, 6);
	});

	it.each([
		["gross before net", { grossWeight: 1.35, netWeight: 1.2 }, 1_350],
		["net where there is no gross", { grossWeight: null, netWeight: 1.2 }, 1_200],
		["net where the gross is zero", { grossWeight: 0, netWeight: 1.2 }, 1_200],
		["nothing where both are zero", { grossWeight: 0, netWeight: 0 }, undefined],
		["nothing where both are negative", { grossWeight: -1, netWeight: -1 }, undefined],
		["nothing where both are missing", { grossWeight: null, netWeight: null }, undefined],
	])("is %s", (_which, weights, grams) => {
		expect(gramsPerUnit(sampleItem(weights), kilograms)).toBe(grams);
	});

	it("is the division's default only where the item has none", () => {
		const weight = { unit: "kg", defaultGramsPerUnit: 500 } as const;
		expect(gramsPerUnit(undefined, weight)).toBe(500);
		expect(gramsPerUnit(sampleItem({ grossWeight: null, netWeight: null }), weight)).toBe(500);
		expect(gramsPerUnit(sampleItem(), weight)).toBe(1_350);
	});
});

describe("the weight of a line", () => {
	it.each([
		[2, 1_350, 2_700],
		[3, 0.5, 2],
		[3, 0.1 * 1_000, 300],
		[16.8, 1_000.1, 16_802],
		[7, 1.1 * 1_000, 7_700],
		[0.000001, 1, 1],
		[0.3, Number.MIN_VALUE, 1],
		[0, 1_350, 0],
		[3, Number.MAX_VALUE, MOST_GRAMS],
	])("of %d units of %d g is %d g", (quantity, perUnit, grams) => {
		expect(lineGrams(quantity, perUnit)).toBe(grams);
	});

	it("is whole, never lighter than the goods, and less than a gram heavier", () => {
		fc.assert(
			fc.property(
				fc.double({ min: 0.000001, max: 10_000, noNaN: true }),
				fc.double({ min: 0.001, max: 68_000, noNaN: true }),
				(quantity, perUnit) => {
					const grams = lineGrams(quantity, perUnit);
					const exact = quantity * perUnit;
					expect(Number.isInteger(grams)).toBe(true);
					expect(grams).toBeGreaterThanOrEqual(Math.max(1, exact * (1 - 1e-11)));
					expect(grams).toBeLessThan(exact * (1 + 1e-11) + 1);
				},
			),
		);
	});
});
