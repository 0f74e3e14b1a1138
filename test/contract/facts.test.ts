import { describe, expect, it } from "vitest";

import { toFedexCurrency } from "../../src/fedex/amounts.ts";
import { toPostalCode } from "../../src/fedex/postal-codes.ts";
import { isCustomsCurrency } from "../../src/shipping/model/facts/currencies.ts";
import { findPostalCode, needsPostalCode } from "../../src/shipping/model/facts/postal-codes.ts";
import { findStateCode } from "../../src/shipping/model/facts/states.ts";
import { isVague } from "../../src/shipping/model/facts/vague-descriptions.ts";
import { heaviestPackageGrams } from "../../src/shipping/plan/package-limits.ts";
import { hasSpecs, readSpec } from "./specs.ts";

type Tables = { tables: Record<string, string[][]> };

function rowsOf(table: string): string[][] {
	return readSpec<Tables>("fedex/reference-tables.json").tables[table]?.slice(1) ?? [];
}

/** A code of that pattern: N is a digit, A a letter. */
function example(pattern: string): string {
	return pattern.replaceAll("N", "1").replaceAll("A", "B");
}

describe.runIf(hasSpecs)("the facts that planning goes by are FedEx's", () => {
	it("words that are too vague for customs", () => {
		const words = rowsOf("Vague Commodity Descriptions").map(([word = ""]) =>
			word.replaceAll("’", "'"),
		);
		expect(words.length).toBeGreaterThan(250);
		expect(words.filter((word) => !isVague(word))).toEqual([]);
	});

	it("postal codes", () => {
		const rows = rowsOf("Postal Aware Countries").map(([, country = "", pattern = ""]) => ({
			country,
			code: example(pattern),
		}));
		expect(rows.filter(({ country }) => !needsPostalCode(country))).toEqual([]);
		expect(rows.filter(({ country, code }) => findPostalCode(country, code) === undefined)).toEqual(
			[],
		);
		const written = rows.filter(
			({ country, code }) =>
				toPostalCode(code, country) !== code && toPostalCode(code, country) !== bare(code),
		);
		expect(written).toEqual([]);
	});

	it("currencies and their spelling", () => {
		for (const [, spelt = ""] of rowsOf("Currency Codes")) {
			const [fedex = "", iso = fedex] = (spelt.split(" ")[0] ?? "").split("/");
			expect([iso, isCustomsCurrency(iso), toFedexCurrency(iso)]).toEqual([iso, true, fedex]);
		}
	});

	it.each([
		["US", "U.S. State Codes"],
		["CA", "Canada Province Codes"],
		["MX", "Mexico State Codes"],
	])("states of %s", (country, table) => {
		for (const [name = "", code = ""] of rowsOf(table)) {
			const plain = name.replace(" State", "");
			expect([code, findStateCode(country, plain), findStateCode(country, code)]).toEqual([
				code,
				code,
				code,
			]);
		}
	});

	it("weights of packages", () => {
		for (const [type = "", packaging = "", limit = ""] of rowsOf("Package Types")) {
			const kilograms = Number(/([\d.]+) ?KG/i.exec(limit)?.[1]);
			const service = type.includes("Ground") ? "FEDEX_GROUND" : "FEDEX_PRIORITY";
			expect([packaging, heaviestPackageGrams(packaging, service, "NL")]).toEqual([
				packaging,
				kilograms * 1_000,
			]);
		}
	});
});

/** FedEx lists some countries with a space or hyphen and without one. */
function bare(code: string): string {
	return code.replaceAll(/[ -]/g, "");
}
