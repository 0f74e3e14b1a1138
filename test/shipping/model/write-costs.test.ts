import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { LIMITS } from "../../../src/shipping/model/limits.ts";
import { writeCosts } from "../../../src/shipping/model/write-costs.ts";

const MEASURED = {
	labelsOnBusiestDay: 1_000,
	milestonesEach: 3,
	newsEach: 8,
	readsADay: 400,
	goodsDelivery: "none",
} as const;

describe("what writing to Exact costs", () => {
	it("is the Document, its updates, and the label where it is attached", () => {
		const costs = writeCosts(MEASURED);
		expect(
			costs.map(({ policy, attachLabel, callsEach }) => [policy, attachLabel, callsEach]),
		).toEqual([
			["end-state", false, 2],
			["end-state", true, 3],
			["milestones", false, 4],
			["milestones", true, 5],
			["every-scan", false, 9],
			["every-scan", true, 10],
		]);
		expect(costs[0]).toMatchObject({
			callsOnBusiestDay: 2_400,
			shareOfDay: 0.48,
			shareOfLicence: 0.12,
			labelsUntilDayEnds: 2_300,
			labelsUntilLicenceEnds: 9_800,
		});
		expect(costs.at(-1)?.shareOfDay).toBeGreaterThan(1);
	});

	it("has more calls where something is done about goods deliveries", () => {
		const each = (goodsDelivery: "none" | "tracking-number" | "post") =>
			writeCosts({ ...MEASURED, goodsDelivery })[0]?.callsEach;
		expect([each("none"), each("tracking-number"), each("post")]).toEqual([2, 3, 4]);
	});

	it("never promises more labels than fit into the day", () => {
		fc.assert(
			fc.property(
				fc.record({
					labelsOnBusiestDay: fc.nat(100_000),
					milestonesEach: fc.double({ min: 0, max: 20, noNaN: true }),
					newsEach: fc.double({ min: 0, max: 60, noNaN: true }),
					readsADay: fc.nat(8_000),
					goodsDelivery: fc.constantFrom("none", "tracking-number", "post"),
				}),
				(measured) => {
					for (const cost of writeCosts(measured)) {
						const used = measured.readsADay + cost.labelsUntilDayEnds * cost.callsEach;
						expect(cost.labelsUntilDayEnds === 0 || used <= LIMITS.exactDayCalls + 1e-6).toBe(true);
						expect(cost.labelsUntilLicenceEnds).toBeGreaterThanOrEqual(cost.labelsUntilDayEnds);
					}
				},
			),
		);
	});
});
