import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { cleanZpl } from "../../../src/shipping/labels/clean-zpl.ts";
import { runs } from "../../property-runs.ts";

const encode = (text: string) => Uint8Array.from(new TextEncoder().encode(text));

function clean(text: string) {
	const { bytes, removed } = cleanZpl(encode(text));
	return { text: new TextDecoder().decode(bytes), removed };
}

describe("a ZPL label", () => {
	it("loses what sets the printer's speed and darkness, and nothing of itself", () => {
		const given = "^XA^CF,0,0,0^PR12^MD30^PW800^POI^CI13^LH0,20\n^FO12,4^GB753,2,2^FS\n^PQ1^XZ\n";
		expect(clean(given)).toEqual({
			text: "^XA^CF,0,0,0^PW800^POI^CI13^LH0,20\n^FO12,4^GB753,2,2^FS\n^PQ1^XZ\n",
			removed: ["^PR", "^MD"],
		});
	});

	it.each([
		["^MMC", "^MM"],
		["^MNW", "^MN"],
		["^MTT", "^MT"],
		["^MD-5", "^MD"],
		["~SD15", "~SD"],
		["^PR4,4,4", "^PR"],
		["^LT10", "^LT"],
		["~TA-20", "~TA"],
		["^JUS", "^JU"],
		["^jus", "^JU"],
		["^JZN", "^JZ"],
		["~JSN", "~JS"],
		["~JR", "~JR"],
	])("loses %s", (command, removed) => {
		expect(clean(`^XA${command}^FO1,1^FDx^FS^XZ`)).toEqual({
			text: "^XA^FO1,1^FDx^FS^XZ",
			removed: [removed],
		});
		expect(clean(`^XA\n${command}\n^FO1,1^FDx^FS^XZ`).text).toBe("^XA\n^FO1,1^FDx^FS^XZ");
	});

	it.each(["^PW812", "^LL1218", "^LH0,0", "^POI", "^CI28", "^PQ2", "^LS10", "^CF0", "^FWR"])(
		"keeps %s, which describes the label",
		(command) => {
			const given = `^XA${command}^FO1,1^FDx^FS^XZ`;
			expect(clean(given)).toEqual({ text: given, removed: [] });
		},
	);

	it("keeps graphics whose bytes look like commands", () => {
		const binary = "^MMC~SD15";
		const given = `^XA^FO1,1^GFB,${binary.length},${binary.length},3,${binary}^FS^MMC^XZ`;
		expect(clean(given)).toEqual({ text: given.replace("^FS^MMC", "^FS"), removed: ["^MM"] });
		const stored = `~DYR:LOGO,B,G,${binary.length},3,${binary}^XA^FDx^FS^XZ`;
		expect(clean(stored)).toEqual({ text: stored, removed: [] });
	});

	it("is left alone where it changes the characters that begin a command", () => {
		const given = "^XA^CC+^MMC+FDx+FS+XZ";
		expect(clean(given)).toEqual({ text: given, removed: [] });
	});

	it("is the same bytes again where there is nothing to take out, whatever they are", () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 300 }), (given) => {
				const bytes = Uint8Array.from(given);
				const once = cleanZpl(bytes);
				const twice = cleanZpl(once.bytes);
				expect(once.removed.length === 0).toBe(once.bytes.length === bytes.length);
				expect(once.bytes.length).toBeLessThanOrEqual(bytes.length);
				expect(twice.bytes.length).toBeLessThanOrEqual(once.bytes.length);
			}),
			runs(300),
		);
	});

	it("has no printer command left, however many stand in it", () => {
		const part = fc.constantFrom(
			"^MMC",
			"^MD30",
			"~SD10",
			"\n",
			"^FO1,1^FDa b^FS",
			"^PW800",
			"^JUS",
		);
		fc.assert(
			fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
				const { text } = clean(`^XA${parts.join("")}^XZ`);
				expect(text).not.toMatch(/\^MM|\^MD|~SD|\^JU/);
				const kept = parts.filter((each) => each.startsWith("^FO") || each.startsWith("^PW"));
				expect(text.replaceAll("\n", "")).toBe(`^XA${kept.join("")}^XZ`);
			}),
			runs(200),
		);
	});
});
