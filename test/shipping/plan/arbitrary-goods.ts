import fc from "fast-check";

import { type Packing, packingSchema } from "../../../src/shipping/model/settings/packing.ts";
import type { PlannedLine } from "../../../src/shipping/model/shipment-plan.ts";
import { lineGrams } from "../../../src/shipping/plan/weights.ts";
import { samplePlan } from "../samples.ts";

const [SAMPLE] = samplePlan().lines;

/** Goods in a line: so many, and how heavy one is. */
export function goods(change: Partial<PlannedLine> = {}): PlannedLine {
	if (SAMPLE === undefined) {
		throw new Error("the sample plan has a line");
	}
	return { ...SAMPLE, exactLineId: `line-${change.lineNumber ?? 1}`, ...change };
}

/** Pieces and lengths, some of them tiny, some of them heavy. */
export const arbitraryGoods: fc.Arbitrary<PlannedLine[]> = fc
	.array(
		fc.record({
			quantity: fc.oneof(
				fc.integer({ min: 1, max: 400 }),
				fc.constantFrom(2.5, 0.125, 12.75, 1_000_000, 1e15, 1e300),
			),
			perUnit: fc.oneof(
				fc.integer({ min: 1, max: 20_000 }),
				fc.double({ min: 0.000_1, max: 500, noNaN: true }),
				fc.constant(Number.MIN_VALUE),
			),
		}),
		{ minLength: 1, maxLength: 12 },
	)
	.map((given) =>
		given.map(({ quantity, perUnit }, at) =>
			goods({ lineNumber: at + 1, quantity, weightGrams: lineGrams(quantity, perUnit) }),
		),
	);

export const arbitraryPacking: fc.Arbitrary<Packing> = fc
	.record({
		maxPackageGrams: fc.option(fc.integer({ min: 500, max: 80_000 })),
		maxUnitsPerPackage: fc.option(fc.integer({ min: 1, max: 500 })),
		box: fc.option(
			fc.record({
				emptyGrams: fc.integer({ min: 0, max: 2_000 }),
				maxGrams: fc.option(fc.integer({ min: 100, max: 90_000 })),
			}),
		),
	})
	.map(({ box, ...limits }) =>
		packingSchema.parse({
			...limits,
			packageTypes:
				box === null ? [] : [{ code: "BOX", lengthCm: 40, widthCm: 30, heightCm: 20, ...box }],
			packageType: box === null ? null : "BOX",
		}),
	);
