import fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { Problem } from "../../../src/lib/errors.ts";
import { freightSchema } from "../../../src/shipping/model/settings/freight.ts";
import { planFreight } from "../../../src/shipping/plan/plan-freight.ts";
import { sampleLine } from "../../fedex/sample-plans.ts";
import { runs } from "../../property-runs.ts";

const SETTINGS = freightSchema.parse({ accountNumber: "630000004", freightClass: "CLASS_070" });
const AMERICA = { from: "US", to: "US" };

function plan(
	change: Partial<{
		service: string;
		lane: { from: string; to: string | null };
		settings: typeof SETTINGS | null;
		weightsGrams: number[];
	}> = {},
) {
	const problems: Problem[] = [];
	const given = {
		service: "FEDEX_FREIGHT_PRIORITY",
		lane: AMERICA,
		settings: SETTINGS,
		weightsGrams: [500_000],
		...change,
	};
	const lines = given.weightsGrams.map((weightGrams, at) =>
		sampleLine({ exactLineId: `line-${at}`, weightGrams, quantity: at + 1 }),
	);
	const pallets = planFreight(given.service, lines, given.lane, given.settings, problems);
	return { pallets, codes: problems.map(({ code }) => code), lines };
}

describe("less-than-truckload freight", () => {
	it("is planned for its two services only", () => {
		expect(plan({ service: "FEDEX_GROUND" }).pallets).toBeNull();
		expect(plan({ service: "FEDEX_REGIONAL_ECONOMY_FREIGHT" }).pallets).toBeNull();
		expect(plan({ service: "FEDEX_FREIGHT_ECONOMY" }).pallets?.freight.handlingUnits).toBe(1);
	});

	it("takes as many handling units as the weight needs", () => {
		const { pallets, codes } = plan({ weightsGrams: [900_000, 900_001] });
		expect(codes).toEqual([]);
		expect(pallets?.freight).toMatchObject({ handlingUnits: 3, handlingUnit: "PALLET" });
	});

	it("is a problem in a division that does not use it", () => {
		expect(plan({ settings: null }).codes).toEqual(["freight.off"]);
	});

	it.each([[{ from: "NL", to: "NL" }], [{ from: "US", to: "DE" }]])(
		"is a problem on the lane %j",
		(lane) => {
			expect(plan({ lane }).codes).toEqual(["freight.lane"]);
		},
	);

	it.each([["CA"], ["MX"], [null]])("goes from the United States to %s", (to) => {
		expect(plan({ lane: { from: "US", to } }).codes).toEqual([]);
	});

	it("is a problem above 40 handling units", () => {
		expect(plan({ weightsGrams: [36_000_001] }).codes).toEqual(["freight.too_many_units"]);
	});

	it("weighs to the gram what its lines do, and holds each of them once", () => {
		const weights = fc.array(fc.integer({ min: 1, max: 3_000_000 }), {
			minLength: 1,
			maxLength: 8,
		});
		fc.assert(
			fc.property(weights, (weightsGrams) => {
				const { pallets, lines } = plan({ weightsGrams });
				const packages = pallets?.packages ?? [];
				const total = weightsGrams.reduce((sum, grams) => sum + grams, 0);
				expect(packages.reduce((sum, piece) => sum + piece.weightGrams, 0)).toBe(total);
				expect(packages.every((piece) => piece.weightGrams <= 900_000)).toBe(true);
				expect(packages.flatMap((piece) => piece.contents)).toEqual(
					lines.map(({ exactLineId, quantity }) => ({ exactLineId, quantity })),
				);
			}),
			runs(200),
		);
	});
});
