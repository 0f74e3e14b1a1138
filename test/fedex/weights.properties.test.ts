import fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
	centsToDecimal,
	fromFedexCurrency,
	toFedexCurrency,
	toMoneyBody,
} from "../../src/fedex/amounts.ts";
import { shareHundredths, sum, toHundredths, toWeightBody } from "../../src/fedex/weights.ts";
import { multiplyToCents, toDecimal } from "../../src/lib/decimal.ts";
import { runs } from "../property-runs.ts";

const unit = fc.constantFrom("KG" as const, "LB" as const);
const GRAMS = { KG: 10, LB: 4.5359237 };

describe("whatever goods weigh", () => {
	it("they are declared no lighter, and less than a hundredth heavier", () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 1_000_000 }), unit, (grams, units) => {
				const hundredths = toHundredths(grams, units);
				expect(hundredths * GRAMS[units]).toBeGreaterThan(grams - 1e-6);
				expect((hundredths - 1) * GRAMS[units]).toBeLessThan(grams);
				expect(toWeightBody(hundredths, units).value.toString()).toMatch(/^\d+(\.\d{1,2})?$/);
			}),
			runs(500),
		);
	});

	it("their shares are something each and no more than the parcels together", () => {
		const weights = fc.array(fc.integer({ min: 1, max: 68_000 }), { minLength: 1, maxLength: 30 });
		fc.assert(
			fc.property(weights, unit, (grams, units) => {
				const total = toHundredths(sum(grams), units);
				const shares = shareHundredths(grams, units, total);
				expect(shares).toHaveLength(grams.length);
				expect(Math.min(...shares)).toBeGreaterThanOrEqual(1);
				expect(sum(shares)).toBeLessThanOrEqual(Math.max(total, grams.length));
			}),
			runs(500),
		);
	});
});

describe("whatever goods cost", () => {
	const price = fc
		.tuple(fc.nat({ max: 10_000_000 }), fc.nat({ max: 999_999 }))
		.map(([whole, part]) => `${whole}.${String(part).padStart(6, "0")}`);

	it("a quantity of them costs that in whole cents, to half a cent", () => {
		fc.assert(
			fc.property(price, fc.integer({ min: 0, max: 1_000_000_000 }), (each, millionths) => {
				const cents = multiplyToCents(each, millionths / 1_000_000);
				const exact = BigInt(each.replace(".", "")) * BigInt(millionths) * 100n;
				const off = cents * 10n ** 12n - exact;
				expect((off < 0n ? -off : off) * 2n <= 10n ** 12n).toBe(true);
			}),
			runs(500),
		);
	});

	it("an amount comes back to the cent", () => {
		fc.assert(
			fc.property(fc.bigInt({ min: 0n, max: 9_999_999_999_999n }), (cents) => {
				const { amount } = toMoneyBody(toDecimal(cents), "EUR");
				expect(centsToDecimal(Math.round(amount * 100)).replace(".", "")).toBe(
					String(cents).padStart(3, "0"),
				);
			}),
			runs(500),
		);
	});

	it("a currency comes back as itself", () => {
		const iso = fc.constantFrom(..."EUR USD GBP CHF JPY SGD KRW MXN CLP TWD AED PLN".split(" "));
		fc.assert(
			fc.property(iso, (currency) => {
				expect(fromFedexCurrency(toFedexCurrency(currency))).toBe(currency);
			}),
		);
	});
});
