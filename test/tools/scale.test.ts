import { describe, expect, it } from "vitest";

import page from "../../docs/scale.md?raw";
import { LIMITS } from "../../src/shipping/model/limits.ts";
import { bindingAt, bindsFrom, needsOf, SIZES, usesOf } from "../../src/tools/scale.ts";
import { MEASURED, VENDOR } from "../../src/tools/scale/inputs.ts";
import { priceOf } from "../../src/tools/scale/price.ts";
import { scaleTables } from "../../src/tools/scale/tables.ts";
import simulated from "../simulate/RESULTS.md?raw";

/** The table after that marker, cell by cell, without the line under its headings. */
function tableOnPage(name: string): string[][] {
	const rest = page.split(`<!-- table: ${name} -->`)[1]?.trimStart().split("\n\n")[0] ?? "";
	const rows = rest.trimEnd().split("\n");
	return rows
		.filter((_, index) => index !== 1)
		.map((row) =>
			row
				.split("|")
				.slice(1, -1)
				.map((cell) => cell.trim()),
		);
}

function measured(pattern: RegExp, text: string): number {
	return Number(pattern.exec(text)?.[1]);
}

describe("scale on paper", () => {
	it.each(Object.entries(scaleTables()))("shows the table %s as it is computed", (name, table) => {
		expect(tableOnPage(name)).toEqual(table);
	});

	it("goes by the limits that the program goes by", () => {
		expect(VENDOR).toMatchObject({
			exactMinuteCalls: LIMITS.exactMinuteCalls,
			exactDayCalls: LIMITS.exactDayCalls,
			exactLicenceDayCalls: LIMITS.exactLicenceDayCalls,
			trackDayCalls: LIMITS.trackProjectDayCalls,
		});
	});

	it("starts within a tenth of what was measured last", () => {
		const ratios = [
			measured(/Track calls, [\d.]+ numbers each, ([\d.]+) a parcel/, simulated) /
				MEASURED.trackCallsPerParcel,
			measured(/\| end-state \| [\d.]+ \| ([\d.]+) /, simulated) / MEASURED.exactReadsPerShipment,
			measured(/\| end-state \| ([\d.]+) /, simulated) / MEASURED.exactWritesPerShipment,
		];
		for (const ratio of ratios) {
			expect(Math.abs(ratio - 1)).toBeLessThan(0.1);
		}
	});

	it("binds nothing at a thousand, and at a hundred thousand and more Exact's day first of all", () => {
		expect(bindingAt(1_000)).toEqual([]);
		expect(SIZES.slice(3).map((size) => bindingAt(size)[0])).toEqual(
			SIZES.slice(3).map(() => "exact-day"),
		);
	});

	it("binds a limit from the size at which its share is whole", () => {
		for (const { limit } of usesOf(1)) {
			const from = bindsFrom(limit);
			if (from !== null) {
				expect(usesOf(from).find((one) => one.limit === limit)?.share).toBeCloseTo(1, 6);
			}
		}
	});

	it("never needs less for more shipments", () => {
		for (const [index, size] of SIZES.slice(1).entries()) {
			const before = needsOf(SIZES[index] ?? 0);
			for (const [name, count] of Object.entries(needsOf(size))) {
				expect(count).toBeGreaterThanOrEqual(before[name as keyof typeof before]);
			}
		}
	});

	it("bills the base fee where all is included", () => {
		expect(priceOf(1_000).month).toBe(5);
		expect(priceOf(1_000_000).perThousand).toBeLessThan(priceOf(1_000_000).marginalPerThousand);
	});
});
