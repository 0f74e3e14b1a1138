import { describe, expect, it } from "vitest";

import { mediansByThousand } from "../faults/memory-trend.ts";

const readings = (bytesAt: (labels: number) => number) =>
	Array.from({ length: 33 }, (_, index) => 2_000 + index * 250).map((labels) => ({
		labels,
		bytes: bytesAt(labels),
	}));

describe("the memory of a long run", () => {
	it("is one figure for each thousand labels", () => {
		expect(mediansByThousand(readings((labels) => Math.floor(labels / 1_000)))).toEqual([
			2, 3, 4, 5, 6, 7, 8, 9,
		]);
	});

	it("does not show one reading that came in the middle of something", () => {
		expect(new Set(mediansByThousand(readings((labels) => (labels === 5_250 ? 90 : 40))))).toEqual(
			new Set([40]),
		);
	});

	it("shows what stays with each label", () => {
		const medians = mediansByThousand(readings((labels) => 30_000 + labels));
		const first = medians.at(0) ?? 0;
		expect((medians.at(-1) ?? 0) / first - 1).toBeGreaterThan(0.1);
	});

	it("lies between the two in the middle where their number is even", () => {
		const four = [10, 40, 20, 30].map((bytes, index) => ({ labels: 2_000 + index, bytes }));
		expect(mediansByThousand(four)).toEqual([25]);
	});
});
