import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { brandStyle } from "../../src/http/track/brand.ts";
import { contrast, inkOn, lightened } from "../../src/lib/colours.ts";
import { brandingSchema } from "../../src/shipping/model/settings/branding.ts";

const colours = fc
	.integer({ min: 0, max: 0xff_ff_ff })
	.map((value) => `#${value.toString(16).padStart(6, "0")}`);

describe("colours", () => {
	it("are told from one another as WCAG has it", () => {
		expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
		expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
		expect(contrast("#0b5fa5", "#0b5fa5")).toBe(1);
	});

	it("have ink that reads on them, and become readable at night", () => {
		fc.assert(
			fc.property(colours, (colour) => {
				expect(contrast(colour, inkOn(colour))).toBeGreaterThanOrEqual(4.5);
				expect(contrast(lightened(colour, "#1b1d22", 4.5), "#1b1d22")).toBeGreaterThanOrEqual(4.5);
			}),
		);
	});

	it("of a brand are dark enough for a white page, or refused", () => {
		expect(brandingSchema.parse({ colour: "#0B5FA5" }).colour).toBe("#0b5fa5");
		for (const colour of ["#ffd400", "red", "#0b5fa5;}", "#fff"]) {
			expect(brandingSchema.safeParse({ colour }).success, colour).toBe(false);
		}
	});

	it("that were never checked become no style", () => {
		expect(brandStyle("#0b5fa5}body{display:none")).toBe("");
	});
});
