import type { ShippingDeps } from "../deps.ts";
import type { Division } from "../ports/divisions.ts";
import type { StoredOrder } from "../ports/orders.ts";
import { pairDeliveries } from "./pair-deliveries.ts";

/**
 * Where orders ship before their goods deliveries are booked, a delivery that was booked since gets the number of the
 * shipment that it is of.
 */
export async function noteDeliveries(
	division: Division,
	orders: readonly StoredOrder[],
	deps: Pick<ShippingDeps, "orders" | "deliveries" | "writeBacks" | "wakeUps" | "clock">,
): Promise<void> {
	if (division.settings === null || division.settings.writeBack.goodsDelivery === "none") {
		return;
	}
	const exactOrderIds = orders.map((order) => order.exactOrderId);
	const deliveries = await deps.deliveries.listOfOrders(division.id, {
		orderNumbers: orders.map((order) => order.orderNumber),
		exactOrderIds,
	});
	if (deliveries.length === 0) {
		return;
	}
	const ids = orders.map((order) => order.id);
	const shipments = Map.groupBy(await deps.orders.listShipments(ids), (one) => one.orderId);
	const taken = Map.groupBy(await deps.orders.listReserved(ids), (one) => one.orderId);
	const lines = Map.groupBy(
		await deps.orders.listLines(division.id, exactOrderIds),
		(line) => line.exactOrderId,
	);
	const pairs = orders.flatMap((order) =>
		pairDeliveries({
			lines: lines.get(order.exactOrderId) ?? [],
			shipments: shipments.get(order.id) ?? [],
			taken: taken.get(order.id) ?? [],
			deliveries,
		}),
	);
	if (pairs.length > 0) {
		await deps.writeBacks.noteDeliveries(pairs, deps.clock.now());
		await deps.wakeUps.send("write-back", division.id);
	}
}
