import { describe, expect, it } from "vitest";

import {
	URL_MAX_CHARS,
	after,
	dateLiteral,
	guidLiteral,
	lookupUrls,
	queryUrl,
	textLiteral,
} from "../../src/exact/odata.ts";
import { guid } from "./fake-exact.ts";

const RESOURCE = "https://start.exactonline.nl/api/v1/1/crm/Addresses";

describe("literals", () => {
	it("take row versions as Int64 without leading zeros, beyond what a number holds", () => {
		expect(after("00000000000000000001")).toBe("Timestamp gt 1L");
		expect(after("09223372036854775807")).toBe("Timestamp gt 9223372036854775807L");
	});

	it("double the quotes of a text", () => {
		expect(textLiteral("O'Neil' or 1 eq 1")).toBe("'O''Neil'' or 1 eq 1'");
	});

	it.each([
		["a guid", () => guidLiteral("1' or ID ne guid'2")],
		["a date", () => dateLiteral("2026-01-01' or 1 eq 1")],
		["a row version", () => after("1 or 1 eq 1")],
	])("refuse what is not %s", (_, literal) => {
		expect(literal).toThrow(RangeError);
	});
});

describe("addresses", () => {
	it("always select, and encode the filter", () => {
		const url = queryUrl(RESOURCE, { select: ["ID", "Phone"], filter: "Code eq 'a&b=c'" });
		expect(url).toBe(`${RESOURCE}?$select=ID,Phone&$filter=Code%20eq%20'a%26b%3Dc'`);
	});

	it("are refused where Exact would refuse their length", () => {
		const filter = "x".repeat(URL_MAX_CHARS);
		expect(() => queryUrl(RESOURCE, { select: ["ID"], filter })).toThrow(RangeError);
	});

	it("ask for at most sixty ids at once, and for each id once", () => {
		const ids = Array.from({ length: 121 }, (_, index) => guid(index));
		const urls = lookupUrls(RESOURCE, ["ID"], [...ids, guid(0).toUpperCase()]);
		expect(urls.map((url) => url.match(/guid'/g)?.length)).toEqual([60, 60, 1]);
	});

	it("ask for fewer ids where the address would be too long", () => {
		const ids = Array.from({ length: 60 }, (_, index) => guid(index));
		const urls = lookupUrls(`${RESOURCE}/${"x".repeat(3_500)}`, ["ID"], ids);
		expect(urls.length).toBe(2);
		expect(Math.max(...urls.map((url) => url.length))).toBeLessThanOrEqual(URL_MAX_CHARS);
		expect(urls.join(" ").match(/guid'/g)?.length).toBe(60);
	});

	it("ask for rows that fit one thing more, too", () => {
		const [url = ""] = lookupUrls(RESOURCE, ["ID"], [guid(1), guid(2)], {
			key: "Item",
			only: "MainSupplier eq true",
		});
		expect(decodeURIComponent(url)).toBe(
			`${RESOURCE}?$select=ID&$filter=(Item eq guid'${guid(1)}' or Item eq guid'${guid(2)}') and MainSupplier eq true`,
		);
	});

	it("are none for no ids", () => {
		expect(lookupUrls(RESOURCE, ["ID"], [])).toEqual([]);
	});
});
