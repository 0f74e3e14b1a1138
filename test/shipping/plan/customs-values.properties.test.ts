import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { addCents, multiplyToCents, toCents } from "../../../src/lib/decimal.ts";
import { valueGoods } from "../../../src/shipping/plan/customs-values.ts";
import { planShipment } from "../../../src/shipping/plan/plan-shipment.ts";
import { runs } from "../../property-runs.ts";
import {
	sampleAccount,
	sampleAddress,
	sampleHeader,
	sampleItem,
	sampleLine,
	sampleSettings,
} from "../samples.ts";

const unitPrice = fc
	.tuple(fc.nat({ max: 100_000 }), fc.nat({ max: 999_999 }))
	.map(([whole, part]) => `${whole}.${String(part).padStart(6, "0")}`);
const quantity = fc.oneof(
	fc.integer({ min: 1, max: 20_000 }),
	fc.integer({ min: 1, max: 5_000_000 }).map((thousandths) => thousandths / 1_000),
);
const goods = fc.record({ unitPrice, quantity, weightGrams: fc.integer({ min: 1, max: 68_000 }) });

describe("whatever goods cost and however many there are", () => {
	it("their pieces' values are exact products, and add up to the line's value", () => {
		fc.assert(
			fc.property(goods, (line) => {
				const parts = valueGoods(line);
				for (const part of parts) {
					expect(Number.isSafeInteger(part.pieces)).toBe(true);
					expect(part.pieces).toBeGreaterThan(0);
					expect(part.unitCents * BigInt(part.pieces)).toBe(part.valueCents);
					expect(part.valueCents > 0n).toBe(Number(line.unitPrice) > 0);
				}
				const exact = multiplyToCents(line.unitPrice, line.quantity);
				const isLeast = exact === 0n && Number(line.unitPrice) > 0;
				expect(addCents(parts.map((part) => part.valueCents))).toBe(isLeast ? 1n : exact);
			}),
			runs(500),
		);
	});

	it("their weight is shared out whole, and no piece gets lost", () => {
		fc.assert(
			fc.property(goods, (line) => {
				const parts = valueGoods(line);
				expect(parts.reduce((sum, part) => sum + part.weightGrams, 0)).toBe(line.weightGrams);
				const pieces = parts.reduce((sum, part) => sum + part.pieces, 0);
				const isLot = parts.some((part) => part.isLot);
				expect(isLot || pieces === line.quantity).toBe(true);
			}),
			runs(500),
		);
	});
});

describe("whatever an order abroad asks for", () => {
	const line = fc.record({ unitPrice, quantity: fc.integer({ min: 1, max: 30 }) });

	it("its commodities add up to the customs value to the cent, and to no more than the goods weigh", () => {
		fc.assert(
			fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), (given) => {
				const header = sampleHeader();
				const item = sampleItem({ grossWeight: 0.05 });
				const planned = planShipment(
					{
						header,
						lines: given.map((each, at) =>
							sampleLine(header.exactOrderId, {
								lineNumber: at + 1,
								quantity: each.quantity,
								netPrice: each.unitPrice,
							}),
						),
						address: sampleAddress({ country: "GB", postalCode: "SW1A 1AA" }),
						account: sampleAccount(),
						contact: undefined,
						items: new Map([[item.id, item]]),
					},
					sampleSettings({
						customs: { originCountry: "NL", freeLines: "nominal-value" },
					}),
				);
				const plan = "plan" in planned ? planned.plan : undefined;
				const commodities = plan?.customs?.commodities ?? [];
				const total = addCents(commodities.map((each) => toCents(each.value)));
				expect(total).toBe(toCents(plan?.customs?.value.amount ?? "-1"));
				for (const each of commodities) {
					expect(toCents(each.unitValue) * BigInt(each.quantity)).toBe(toCents(each.value));
				}
				const grams = commodities.reduce((sum, each) => sum + each.weightGrams, 0);
				const packed = plan?.packages.reduce((sum, piece) => sum + piece.weightGrams, 0) ?? 0;
				expect(grams).toBeLessThanOrEqual(packed);
			}),
			runs(200),
		);
	});
});
