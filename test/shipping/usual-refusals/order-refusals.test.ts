import { describe, expect, it } from "vitest";

import { ADDRESS_CASES } from "./address-cases.ts";
import { over, planOf, reasonsOf } from "./an-order.ts";
import { GOODS_CASES } from "./goods-cases.ts";
import { expectPlain } from "./plain-words.ts";
import type { RefusalCase } from "./refusal-case.ts";
import { SHIPMENT_CASES } from "./shipment-cases.ts";

const CASES = [...ADDRESS_CASES, ...GOODS_CASES, ...SHIPMENT_CASES];

const named = (cases: readonly RefusalCase[]) => cases.map((one) => [one.name, one] as const);

describe.each([
	["the address", ADDRESS_CASES],
	["the goods", GOODS_CASES],
	["the shipment", SHIPMENT_CASES],
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

describe("the usual refusals", () => {
	it("are forty at the least, of all kinds, and none twice", () => {
		expect(CASES.length).toBeGreaterThanOrEqual(40);
		expect(new Set(CASES.map(({ name }) => name)).size).toBe(CASES.length);
		expect(new Set(CASES.map(({ code }) => code)).size).toBeGreaterThanOrEqual(35);
	});
});
