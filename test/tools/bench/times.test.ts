import { describe, expect, it } from "vitest";

import { percentile, percentilesOf } from "../../bench/labels/times.ts";

describe("percentiles of what was waited", () => {
	it("are values that were measured, whatever their order", () => {
		const hundred = Array.from({ length: 100 }, (_, at) => 100 - at);
		expect(percentilesOf(hundred)).toEqual({ p50: 50, p95: 95, p99: 99 });
	});

	it("of a single value are that value", () => {
		expect(percentilesOf([7])).toEqual({ p50: 7, p95: 7, p99: 7 });
	});

	it("of nothing are no number", () => {
		expect(percentile([], 0.5)).toBeNaN();
	});
});
