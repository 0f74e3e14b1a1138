import { describe, expect, it } from "vitest";

import { ADDRESS_CASES } from "./address-cases.ts";
import { over, planOf, reasonsOf } from "./an-order.ts";
import { GOODS_CASES } from "./goods-cases.ts";
import { expectPlain } from "./plain-words.ts";
import { READINESS_CASES } from "./readiness-cases.ts";
import type { RefusalCase } from "./refusal-case.ts";
import { SHIPMENT_CASES } from "./shipment-cases.ts";

const CASES = [...ADDRESS_CASES, ...GOODS_CASES, ...SHIPMENT_CASES];

const named = (cases: readonly RefusalCase[]) => cases.map((one) => [one.name, one] as const);

describe.each([
	["the address", ADDRESS_CASES],
	["the goods", GOODS_CASES],
	["the shipment", SHIPMENT_CASES],
	["being ready", READINESS_CASES],
])("an order with one thing wrong about %s", (_what, cases) => {
	it.each(named(cases))("says that one thing, where it is and what to do: %s", (_name, one) => {
		const reasons = reasonsOf(over(one.base ?? {}, one.flaw));
		expect(reasons).toMatchObject([{ code: one.code, field: one.field }]);
		reasons.forEach(expectPlain);
	});

	it.each(named(cases))("is planned whole once it is mended: %s", (_name, { base = {} }) => {
		expect(planOf(base)).toMatchObject({
			plan: { packages: [{ sequence: 1 }], lines: [{ lineNumber: 1 }] },
		});
	});
});

/** Some flaws leave nothing that another one could be seen in. */
const ALONE: ReadonlySet<string> = new Set([
	"address.missing",
	"address.country_missing",
	"order.shipping_method_missing",
	"order.shipping_method_unmapped",
]);

/** Of the boxes and their weights: what fits into which follows from what is said of the others. */
const OF_BOXES = /^(package|freight)\.|^item\.weight_missing$|^order\.no_service_rule$/;

/** Two flaws of different places of one order, as long as they do not change the same thing. */
function pairsOf(cases: readonly RefusalCase[]): [RefusalCase, RefusalCase][] {
	const plain = cases.filter(({ code }) => !ALONE.has(code));
	return plain.flatMap((one, at) =>
		plain
			.slice(at + 1)
			.filter((other) => one.base === other.base && one.field !== other.field)
			.filter((other) => !(OF_BOXES.test(one.code) && OF_BOXES.test(other.code)))
			.filter((other) => Object.keys(one.flaw).every((key) => !(key in other.flaw)))
			.map((other): [RefusalCase, RefusalCase] => [one, other]),
	);
}

describe("an order with two things wrong", () => {
	it("is told both at once, so that nobody mends one to meet the next", () => {
		const pairs = pairsOf(CASES);
		expect(pairs.length).toBeGreaterThan(100);
		const hidden = pairs.flatMap(([one, other]) => {
			const flaw = over(one.flaw, other.flaw);
			const codes = new Set(reasonsOf(over(one.base ?? {}, flaw)).map(({ code }) => code));
			const untold = [one, other].filter(({ code }) => !codes.has(code));
			return untold.length === 0 ? [] : [`${one.name} + ${other.name}: ${[...codes].join()}`];
		});
		expect(hidden).toEqual([]);
	});
});

describe("the usual refusals", () => {
	it("are forty at the least, of all kinds, and none twice", () => {
		expect(CASES.length).toBeGreaterThanOrEqual(40);
		expect(new Set(CASES.map(({ name }) => name)).size).toBe(CASES.length);
		expect(new Set(CASES.map(({ code }) => code)).size).toBeGreaterThanOrEqual(35);
	});
});
