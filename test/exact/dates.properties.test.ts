import fc from "fast-check";
import { expect, it } from "vitest";

import { toDateOnly, wallClockMs } from "../../src/exact/dates.ts";
import { runs } from "../property-runs.ts";

/** The years that both Exact and a text of ten characters can hold. */
const day = fc
	.date({
		min: new Date("0001-01-01T00:00:00Z"),
		max: new Date("9999-12-31T23:59:59.999Z"),
		noInvalidDate: true,
	})
	.map((date) => date.toISOString());

it("a day comes back as Exact wrote it, at any time of day and with any offset behind it", () => {
	fc.assert(
		fc.property(day, fc.constantFrom("", "+0200", "-0500"), (written, offset) => {
			const wire = `/Date(${Date.parse(written)}${offset})/`;
			expect(toDateOnly(wire)).toBe(written.slice(0, 10));
			expect(wallClockMs(wire)).toBe(Date.parse(written));
		}),
		runs(300),
	);
});

it("whatever is no day is none, and never half of one", () => {
	const ticks = fc.oneof(fc.maxSafeInteger(), fc.bigInt()).map((ms) => `/Date(${ms})/`);
	fc.assert(
		fc.property(fc.oneof(ticks, fc.string()), (wire) => {
			expect(toDateOnly(wire) ?? "0001-01-01").toMatch(/^\d{4}-\d{2}-\d{2}$/);
		}),
		runs(500),
	);
});
