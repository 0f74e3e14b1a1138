import fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
	URL_MAX_CHARS,
	dateLiteral,
	guidLiteral,
	int64Literal,
	lookupUrls,
	queryUrl,
	textLiteral,
} from "../../src/exact/odata.ts";
import { runs } from "../property-runs.ts";

const RESOURCE = "https://start.exactonline.nl/api/v1/1/crm/Addresses";
const text = fc.string({
	unit: fc.oneof(fc.constant("'"), fc.string({ minLength: 1, maxLength: 1 })),
});

/** What an OData parser reads at the start of a filter: the text, and what stands behind it. */
function readText(filter: string): { text: string; rest: string } {
	const [whole = "", inner = ""] = /^'((?:[^']|'')*)'/.exec(filter) ?? [];
	return { text: inner.replaceAll("''", "'"), rest: filter.slice(whole.length) };
}

describe("whatever is put into a filter", () => {
	it("a text comes out as it was and never reaches beyond its quotes", () => {
		fc.assert(
			fc.property(text, (given) => {
				const rest = " and Code eq 'x'";
				expect(readText(textLiteral(given) + rest)).toEqual({ text: given, rest });
			}),
			runs(300),
		);
	});

	it("the server reads the filter that was meant, whatever it holds", () => {
		fc.assert(
			fc.property(text, text, (given, parameter) => {
				const filter = `Code eq ${textLiteral(given)}`;
				const url = new URL(
					queryUrl(RESOURCE, {
						select: ["ID"],
						filter,
						parameters: { endPoint: textLiteral(parameter) },
					}),
				);
				expect(url.hash).toBe("");
				expect([...url.searchParams.keys()]).toEqual(["endPoint", "$select", "$filter"]);
				expect(url.searchParams.get("$filter")).toBe(filter);
				expect(readText(url.searchParams.get("endPoint") ?? "").text).toBe(parameter);
			}),
			runs(300),
		);
	});

	it("guids, dates and row versions are themselves or refused", () => {
		fc.assert(
			fc.property(fc.oneof(fc.uuid(), text, fc.nat().map(String)), (given) => {
				for (const [literal, shape] of [
					[guidLiteral, /^guid'[0-9a-f-]{36}'$/],
					[dateLiteral, /^datetime'\d{4}-\d\d-\d\d'$/],
					[int64Literal, /^\d{1,20}L$/],
				] as const) {
					try {
						expect(literal(given)).toMatch(shape);
					} catch (error) {
						expect(error).toBeInstanceOf(RangeError);
					}
				}
			}),
			runs(300),
		);
	});

	it("a row version loses its zeros and no digit", () => {
		fc.assert(
			fc.property(fc.bigInt({ min: 0n, max: 99_999_999_999_999_999_999n }), (version) => {
				expect(int64Literal(String(version).padStart(20, "0"))).toBe(`${version}L`);
			}),
			runs(),
		);
	});

	it("every id is asked for once, in addresses that Exact accepts", () => {
		fc.assert(
			fc.property(
				fc.array(fc.uuid(), { maxLength: 200 }),
				fc.nat({ max: 5_700 }),
				(ids, extraChars) => {
					const urls = lookupUrls(
						`${RESOURCE}/${"x".repeat(extraChars)}`,
						["ID"],
						[...ids, ...ids],
					);
					const asked = urls.flatMap((url) =>
						Array.from(decodeURIComponent(url).matchAll(/guid'([0-9a-f-]+)'/g), ([, id]) => id),
					);
					expect(asked.toSorted()).toEqual([...new Set(ids)].toSorted());
					expect(Math.max(0, ...urls.map((url) => url.length))).toBeLessThanOrEqual(URL_MAX_CHARS);
				},
			),
			runs(50),
		);
	});
});
