import { quantitiesOf } from "../model/delivery-shares.ts";
import type { Delivery } from "../model/delivery.ts";
import type { OrderLine } from "../model/order.ts";
import type { ReservedLine, ReservedShipment } from "../ports/orders.ts";

/**
 * Which delivery was booked for which shipment of an order, where exactly one fits: the same quantities of the same
 * lines, and no other delivery or shipment that has them too. What is not certain is left alone.
 */
export function pairDeliveries(given: {
	lines: readonly OrderLine[];
	shipments: readonly ReservedShipment[];
	taken: readonly ReservedLine[];
	deliveries: readonly Delivery[];
}): { shipmentId: string; exactDeliveryId: string }[] {
	const { lines, shipments, taken, deliveries } = given;
	const ofOrder = shipments
		.filter((one) => one.exactDeliveryId === null && one.status === "labelled")
		.map(({ id }) => ({
			id,
			print: printOf(
				taken
					.filter((line) => line.shipmentId === id)
					.map((line) => [line.exactLineId, line.quantity]),
			),
		}));
	const own = new Set(shipments.map((one) => one.exactDeliveryId));
	const free = deliveries
		.filter((one) => one.deletedAt === null && !own.has(one.exactDeliveryId))
		.map((one) => ({
			id: one.exactDeliveryId,
			isUnnumbered: one.trackingNumber === null,
			print: printOf([...quantitiesOf(one, lines)]),
		}));
	return ofOrder.flatMap((shipment) => {
		const fitting = free.filter(({ print }) => print === shipment.print);
		const rivals = ofOrder.filter(({ print }) => print === shipment.print);
		const [delivery] = fitting;
		return fitting.length === 1 && rivals.length === 1 && delivery?.isUnnumbered === true
			? [{ shipmentId: shipment.id, exactDeliveryId: delivery.id }]
			: [];
	});
}

function printOf(quantities: [string, number][]): string {
	return quantities
		.filter(([, quantity]) => quantity !== 0)
		.map(([lineId, quantity]) => `${lineId} ${quantity}`)
		.toSorted()
		.join();
}
