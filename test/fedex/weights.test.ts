import { describe, expect, it } from "vitest";

import { shareHundredths, toHundredths } from "../../src/fedex/weights.ts";

describe("weights", () => {
	it.each([
		[0, "KG", 1],
		[1, "KG", 1],
		[10, "KG", 1],
		[11, "KG", 2],
		[1_000, "KG", 100],
		[1_001, "KG", 101],
		[1, "LB", 1],
		[454, "LB", 101],
		[45_359, "LB", 10_000],
		[45_360, "LB", 10_001],
		[68_000, "LB", 14_992],
	] as const)("rounds %i g up to %s hundredths", (grams, units, hundredths) => {
		expect(toHundredths(grams, units)).toBe(hundredths);
	});

	it("keeps the shares within the parcels and above nothing", () => {
		expect(shareHundredths([341, 341, 341], "KG", 103)).toEqual([34, 34, 35]);
		expect(shareHundredths([1, 1], "KG", 500)).toEqual([1, 1]);
		expect(shareHundredths([1, 1, 1], "KG", 2)).toEqual([1, 1, 1]);
	});
});
