import fc from "fast-check";
import { expect, it } from "vitest";

import { quantitiesOf, shareDeliveries } from "../../../src/shipping/model/delivery-shares.ts";
import type { Delivery } from "../../../src/shipping/model/delivery.ts";
import { runs } from "../../property-runs.ts";
import { sampleDelivery, sampleLine } from "../samples.ts";

const LINE = sampleLine("order", { exactLineId: "line" });

function delivery(at: number, quantities: readonly number[]): Delivery {
	const exactDeliveryId = `delivery ${at}`;
	return {
		...sampleDelivery({ exactDeliveryId, deliveryNumber: at }),
		firstReadyAt: null,
		deletedAt: null,
		// A line that is taken from several places comes once for each.
		lines: quantities.map((quantity, place) => ({
			exactDeliveryLineId: `${at}`,
			storageLocationId: `${place}`,
			exactDeliveryId,
			timestamp: "",
			exactLineId: "line",
			orderNumber: 1,
			quantity,
		})),
	};
}

const pieces = fc.integer({ min: 0, max: 9 });

it("what is left to ship and what went out are together never more than is booked", () => {
	fc.assert(
		fc.property(
			fc.array(fc.tuple(fc.array(pieces, { minLength: 1, maxLength: 3 }), fc.boolean()), {
				maxLength: 6,
			}),
			fc.record({ quantity: pieces, deliveredBefore: pieces }),
			pieces,
			(booked, taken, unknown) => {
				const deliveries = booked.map(([quantities], at) => delivery(at, quantities));
				const sums = deliveries.map((one) => quantitiesOf(one, [LINE]).get("line") ?? 0);
				const total = sums.reduce((sum, one) => sum + one, 0);
				const shipped = new Map(
					deliveries.flatMap(({ exactDeliveryId }, at) =>
						booked[at]?.[1] === true
							? [[exactDeliveryId, new Map([["line", sums[at] ?? 0]])] as const]
							: [],
					),
				);
				const own = [...shipped.values()].reduce((sum, one) => sum + (one.get("line") ?? 0), 0);
				const shares = shareDeliveries({
					lines: [{ ...LINE, quantityDelivered: total + unknown }],
					deliveries,
					taken: new Map([["line", taken]]),
					shipped,
				});
				const left = [...shares.values()].reduce((sum, one) => sum + (one.get("line") ?? 0), 0);
				const before = Math.max(0, taken.quantity + taken.deliveredBefore - unknown);
				expect(left).toBe(Math.max(0, total - own - before));
				for (const [at, { exactDeliveryId }] of deliveries.entries()) {
					const share = shares.get(exactDeliveryId)?.get("line") ?? 0;
					expect(share).toBeLessThanOrEqual(shipped.has(exactDeliveryId) ? 0 : (sums[at] ?? 0));
				}
			},
		),
		runs(),
	);
});
