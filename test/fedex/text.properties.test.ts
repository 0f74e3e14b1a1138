import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { toPostalCode } from "../../src/fedex/postal-codes.ts";
import { fit, wrapStreetLines } from "../../src/fedex/text.ts";
import { toAscii } from "../../src/lib/ascii.ts";
import { runs } from "../property-runs.ts";

const CLEAN = /^[\x21-\x7e]+( [\x21-\x7e]+)*$/;
const text = fc.oneof(
	fc.string({ unit: "grapheme", maxLength: 120 }),
	fc.string({ unit: "binary", maxLength: 60 }),
	fc.lorem({ maxCount: 20 }),
);

describe("whatever people write", () => {
	it("becomes ASCII without runs of spaces, and stays it", () => {
		fc.assert(
			fc.property(text, (given) => {
				const ascii = toAscii(given);
				expect(ascii === "" || CLEAN.test(ascii)).toBe(true);
				expect(toAscii(ascii)).toBe(ascii);
			}),
			runs(500),
		);
	});

	it("fits, or is left out", () => {
		fc.assert(
			fc.property(text, fc.integer({ min: 1, max: 70 }), (given, limit) => {
				const fitted = fit(given, limit);
				if (fitted !== undefined) {
					expect(fitted).toMatch(CLEAN);
					expect(fitted.length).toBeLessThanOrEqual(limit);
				}
			}),
			runs(300),
		);
	});

	it("makes at most three street lines of 35, and loses nothing while it has room", () => {
		fc.assert(
			fc.property(fc.array(text, { maxLength: 5 }), (given) => {
				const lines = wrapStreetLines(given);
				expect(lines.length).toBeLessThanOrEqual(3);
				for (const line of lines) {
					expect(line).toMatch(CLEAN);
					expect(line.length).toBeLessThanOrEqual(35);
				}
				const letters = given.map(toAscii).join("").replaceAll(" ", "");
				const kept = lines.join("").replaceAll(" ", "");
				expect(letters.startsWith(kept)).toBe(true);
				if (given.map(toAscii).join(" ").length <= 3 * 35) {
					expect(kept).toBe(letters);
				}
			}),
			runs(500),
		);
	});

	it("makes a postcode of at most ten clean characters", () => {
		fc.assert(
			fc.property(
				text,
				fc.constantFrom("NL", "GB", "CA", "LU", "PT", "US", "BR"),
				(given, country) => {
					const code = toPostalCode(given, country);
					expect(code === "" || CLEAN.test(code)).toBe(true);
					expect(code.length).toBeLessThanOrEqual(10);
				},
			),
			runs(300),
		);
	});
});
