import { describe, expect, it } from "vitest";

import { fit, wrapStreetLines } from "../../src/fedex/text.ts";
import { toAscii } from "../../src/lib/ascii.ts";

describe("texts for FedEx", () => {
	it.each([
		["Straße  Ñandú\tIJmuiden", "Strasse Nandu IJmuiden"],
		["Żółć – “İstanbul”", 'Zolc - "Istanbul"'],
		["Athína: Αθήνα", "Athina: Athina"],
		["a\u0000b\nc", "a b c"],
	])("writes %j in ASCII", (text, ascii) => {
		expect(toAscii(text)).toBe(ascii);
	});

	it.each([
		["abcdef", 3, "abc"],
		["ab cdef", 3, "ab"],
		["  ", 3, undefined],
		[null, 3, undefined],
		["ßßß", 4, "ssss"],
	])("fits %j into %i", (text, limit, expected) => {
		expect(fit(text, limit)).toBe(expected);
	});

	it("keeps street lines that fit as they are, without the empty ones", () => {
		expect(wrapStreetLines(["Wijnhaven 3", "", "2nd floor"])).toEqual(["Wijnhaven 3", "2nd floor"]);
	});

	it("wraps a long street line between words", () => {
		expect(wrapStreetLines(["Bedrijvenpark Noordoost, Gebouw 12, verdieping 3, kamer 7"])).toEqual([
			"Bedrijvenpark Noordoost, Gebouw 12,",
			"verdieping 3, kamer 7",
		]);
	});

	it("joins lines where that is what it takes to stay within three", () => {
		const lines = wrapStreetLines(["a".repeat(36), "b".repeat(20), "c"]);
		expect(lines).toEqual(["a".repeat(35), `a ${"b".repeat(20)} c`]);
	});

	it("never gives more than three lines of 35, whatever comes in", () => {
		const lines = wrapStreetLines(["x ".repeat(80), "y".repeat(90), "z".repeat(40)]);
		expect(lines.length).toBe(3);
		expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(35);
	});
});
