import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { restToShip, roundQuantity } from "../../../src/shipping/model/quantities.ts";
import { sampleLine } from "../samples.ts";

const line = (quantity: number, quantityDelivered = 0) =>
	sampleLine("order", { quantity, quantityDelivered });

describe("the rest of a line", () => {
	it("is a number, however many a mistyped order asks for", () => {
		expect(restToShip(line(Number.MAX_VALUE), undefined)).toBe(Number.MAX_VALUE);
	});

	it.each([
		["nothing went out", 10, 0, undefined, 10],
		["Exact delivered a part", 10, 4, undefined, 6],
		["Exact delivered it all", 10, 10, undefined, 0],
		["Exact delivered more than was ordered", 10, 12, undefined, 0],
		["we reserved a part and Exact knows of none", 10, 0, { quantity: 6, deliveredBefore: 0 }, 4],
		["we reserved all of it", 10, 0, { quantity: 10, deliveredBefore: 0 }, 0],
		["our part was delivered in Exact too", 10, 6, { quantity: 6, deliveredBefore: 0 }, 4],
		["a part was delivered before our first", 10, 3, { quantity: 4, deliveredBefore: 3 }, 3],
		["both were delivered since", 10, 7, { quantity: 4, deliveredBefore: 3 }, 3],
		["Exact delivered more than ours since", 10, 9, { quantity: 4, deliveredBefore: 3 }, 1],
		["the quantity was lowered below ours", 5, 0, { quantity: 8, deliveredBefore: 0 }, 0],
	])("when %s", (_when, quantity, delivered, reserved, rest) => {
		expect(restToShip(line(quantity, delivered), reserved)).toBe(rest);
	});

	it.each([
		[50.4, 16.8, 33.6],
		[0.3, 0.1, 0.2],
		[1.1, 1.1, 0],
		[0.1 + 0.2, 0.3, 0],
		[33.599999999999994, 0, 33.6],
	])("of %d less %d has no noise of doubles in it", (quantity, delivered, rest) => {
		expect(restToShip(line(quantity, delivered), undefined)).toBe(rest);
	});

	const quantity = fc.double({ min: 0, max: 100_000, noNaN: true });

	it("is never negative and never more than was ordered", () => {
		fc.assert(
			fc.property(quantity, quantity, quantity, quantity, (ordered, delivered, ours, before) => {
				const rest = restToShip(line(ordered, delivered), {
					quantity: ours,
					deliveredBefore: before,
				});
				expect(rest).toBeGreaterThanOrEqual(0);
				expect(rest).toBeLessThanOrEqual(roundQuantity(ordered));
			}),
		);
	});

	it("is nothing once the rest was reserved, wherever Exact stands", () => {
		fc.assert(
			fc.property(quantity, quantity, quantity, (ordered, before, delivered) => {
				const rest = restToShip(line(ordered, before), undefined);
				const reserved = { quantity: rest, deliveredBefore: before };
				expect(restToShip(line(ordered, delivered), reserved)).toBe(0);
			}),
		);
	});

	it("keeps six places", () => {
		expect(roundQuantity(0.0000014)).toBe(0.000001);
		expect(roundQuantity(1.2345678)).toBe(1.234568);
	});
});
