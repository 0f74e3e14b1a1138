import { type Quantities, quantitiesOf, shareDeliveries } from "../model/delivery-shares.ts";
import type { Delivery } from "../model/delivery.ts";
import { LOST_REASONS } from "../model/lost-states.ts";
import type { Reserved } from "../model/quantities.ts";
import type { ReservedLine, ReservedShipment } from "../ports/orders.ts";
import { isUnderway } from "./changes-after-label.ts";
import { addTaken, type OrderCase } from "./order-case.ts";

/** A delivery of an order, and what became of it so far. */
export type BookedDelivery = {
	delivery: Delivery;
	/** All that is booked with it of the order. */
	booked: Quantities;
	/** What is left of it to ship; empty where its shipment is made. */
	share: Quantities;
	shipment: ReservedShipment | undefined;
	/** Whether its shipment waits to be made, or was never planned. */
	isOpen: boolean;
};

/** An order to be judged by its deliveries. */
export type DeliveryCase = OrderCase & {
	deliveries: readonly BookedDelivery[];
	/** Ids of those that were deleted in Exact. What is not known at all was closed long ago. */
	deletedIds: ReadonlySet<string>;
	/** Unsent shipments that are made of no delivery which is still there. */
	stray: readonly ReservedShipment[];
};

export function toDeliveryCase(
	given: OrderCase,
	deliveries: readonly Delivery[],
	taken: readonly ReservedLine[],
): DeliveryCase {
	const { lines, shipments } = given;
	const isFree = (shipment: ReservedShipment) =>
		given.unsent.includes(shipment) && !mayHoldLabel(shipment);
	const byDelivery = new Map(
		shipments.flatMap((one) =>
			one.exactDeliveryId === null ? [] : [[one.exactDeliveryId, one] as const],
		),
	);
	const standing = deliveries.filter(({ deletedAt }) => deletedAt === null);
	const shares = shareDeliveries({
		lines,
		deliveries: standing,
		taken: takenOfOrder(shipments, taken, isFree),
		shipped: new Map(
			[...byDelivery]
				.filter(([, shipment]) => !isFree(shipment))
				.map(([id, { plan }]) => [
					id,
					new Map(plan?.lines.map((line) => [line.exactLineId, line.quantity])),
				]),
		),
	});
	const booked = standing.map((delivery) => {
		const shipment = byDelivery.get(delivery.exactDeliveryId);
		return {
			delivery,
			booked: quantitiesOf(delivery, lines),
			share: shares.get(delivery.exactDeliveryId) ?? NO_SHARE,
			shipment,
			isOpen: shipment === undefined || isFree(shipment),
		};
	});
	const known = new Set(standing.map(({ exactDeliveryId }) => exactDeliveryId));
	const stray = given.unsent.filter((one) => isFree(one) && !known.has(one.exactDeliveryId ?? ""));
	const deleted = deliveries.filter(({ deletedAt }) => deletedAt !== null);
	const deletedIds = new Set(deleted.map(({ exactDeliveryId }) => exactDeliveryId));
	return { ...given, deliveries: booked, deletedIds, stray };
}

const NO_SHARE: Quantities = new Map();

/** What went out of the order's lines without a delivery, or may have. */
function takenOfOrder(
	shipments: readonly ReservedShipment[],
	taken: readonly ReservedLine[],
	isFree: (shipment: ReservedShipment) => boolean,
): ReadonlyMap<string, Reserved> {
	const ids = new Set(
		shipments.filter((one) => one.exactDeliveryId === null && !isFree(one)).map(({ id }) => id),
	);
	const sums = new Map<string, Reserved>();
	for (const line of taken.filter(({ shipmentId }) => ids.has(shipmentId))) {
		const before = sums.get(line.exactLineId);
		sums.set(line.exactLineId, before === undefined ? line : addTaken(before, line));
	}
	return sums;
}

/** Blocked because of a label that may be at the carrier; until that is known its goods are taken. */
function mayHoldLabel({ status, reason, plan }: ReservedShipment): boolean {
	const code = reason?.code;
	return (
		status === "blocked" &&
		(code === LOST_REASONS.notCancelled ||
			(plan !== null &&
				(code === LOST_REASONS.attemptsLost || code === LOST_REASONS.answersUnusable)))
	);
}

/** Whether its label is made and the parcel still in the house, where the address can be put right. */
export function isInHouse(shipment: ReservedShipment | undefined, given: OrderCase): boolean {
	return (
		shipment !== undefined &&
		given.labelled.includes(shipment) &&
		isUnderway(shipment) &&
		(shipment.trackingState === null || shipment.trackingState === "label_made")
	);
}
