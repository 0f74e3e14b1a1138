import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { madeAt, newId, randomCrockford } from "../../src/lib/ids.ts";

const ALPHABET = "[0-9A-HJKMNP-TV-Z]";

describe("an id", () => {
	it("names its kind and uses letters that can't be confused", () => {
		expect(newId("shp", Date.now())).toMatch(new RegExp(`^shp_${ALPHABET}{22}$`));
	});

	it("sorts by time", () => {
		const instant = fc.integer({ min: 0, max: 4_102_444_800_000 });
		fc.assert(
			fc.property(instant, instant, (one, other) => {
				fc.pre(one !== other);
				expect(newId("ord", one) < newId("ord", other)).toBe(one < other);
			}),
		);
	});

	it("tells when it was made, and one that was not made so tells nothing", () => {
		expect(madeAt(newId("shp", 1_795_000_000_123))).toBe(1_795_000_000_123);
		expect(madeAt("shp_1")).toBeUndefined();
		expect(madeAt(`shp_${"U".repeat(22)}`)).toBeUndefined();
	});

	it("is never given twice, though many are made in one millisecond", () => {
		const ids = Array.from({ length: 20_000 }, () => newId("ord", 1_795_000_000_000));
		expect(new Set(ids).size).toBe(ids.length);
	});
});

describe("a random text", () => {
	it("has the length that was asked for and uses the whole alphabet", () => {
		const text = randomCrockford(20_000);
		expect(text).toMatch(new RegExp(`^${ALPHABET}{20000}$`));
		expect(new Set(text).size).toBe(32);
	});
});
