import type { Delivery } from "./delivery.ts";
import type { OrderLine } from "./order.ts";
import { type Reserved, roundQuantity } from "./quantities.ts";

/** Quantities by Exact line id. */
export type Quantities = ReadonlyMap<string, number>;

/** What a delivery holds of an order's lines; a line that is taken from several places counts once. */
export function quantitiesOf(delivery: Delivery, lines: readonly OrderLine[]): Quantities {
	const mine = new Set(lines.map((line) => line.exactLineId));
	const sums = new Map<string, number>();
	for (const { exactLineId, quantity } of delivery.lines) {
		if (exactLineId !== null && mine.has(exactLineId)) {
			sums.set(exactLineId, roundQuantity((sums.get(exactLineId) ?? 0) + quantity));
		}
	}
	return sums;
}

type Sharing = {
	lines: readonly OrderLine[];
	/** Those that were not deleted, in the order in which they were booked. */
	deliveries: readonly Delivery[];
	/** What shipments took that were made of the order itself, by Exact line id. */
	taken: ReadonlyMap<string, Reserved>;
	/** What a shipment took of its own delivery, by delivery. */
	shipped: ReadonlyMap<string, Quantities>;
};

/**
 * What is left to ship of each delivery that has no shipment yet. Goods that went out before anybody booked them (by
 * shipments of the order itself, or by others before those) are booked later: the first deliveries are theirs, and
 * only what is beyond is shipped. Deliveries from before the feed began count through what Exact has as delivered.
 */
export function shareDeliveries(given: Sharing): ReadonlyMap<string, Quantities> {
	const { lines, deliveries, taken, shipped } = given;
	const booked = deliveries.map((delivery) => ({
		id: delivery.exactDeliveryId,
		quantities: quantitiesOf(delivery, lines),
	}));
	const shares = new Map<string, Map<string, number>>();
	for (const { exactLineId, quantityDelivered } of lines) {
		const known = booked.reduce((sum, one) => sum + (one.quantities.get(exactLineId) ?? 0), 0);
		const before = Math.max(0, quantityDelivered - known);
		const { quantity, deliveredBefore } = taken.get(exactLineId) ?? NOTHING;
		let covered = Math.max(0, quantity + deliveredBefore - before);
		for (const { id, quantities } of booked) {
			const own = shipped.get(id);
			if (own !== undefined) {
				covered -= Math.max(0, (quantities.get(exactLineId) ?? 0) - (own.get(exactLineId) ?? 0));
			}
		}
		for (const { id, quantities } of booked.filter((one) => !shipped.has(one.id))) {
			const whole = Math.max(0, quantities.get(exactLineId) ?? 0);
			const left = roundQuantity(whole - Math.min(whole, Math.max(0, covered)));
			covered -= whole - left;
			const share = shares.get(id) ?? new Map<string, number>();
			shares.set(id, left > 0 ? share.set(exactLineId, left) : share);
		}
	}
	return shares;
}

const NOTHING: Reserved = { quantity: 0, deliveredBefore: 0 };
