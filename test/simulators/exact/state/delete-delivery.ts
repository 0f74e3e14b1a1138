import type { Administration } from "./administration.ts";
import { settleOrder } from "./deliver.ts";
import type { DeliveryRow } from "./row-types.ts";

const DELIVERY_ENTITY = 16;
const DELIVERY_LINE_ENTITY = 17;

/** What a person at Exact does who takes a delivery back: its lines count as delivered no more. */
export function deleteDelivery(admin: Administration, delivery: DeliveryRow): void {
	const lines = admin.deliveryLines.values().filter(({ EntryID }) => EntryID === delivery.EntryID);
	const orderIds = new Set<string>();
	for (const deliveryLine of lines) {
		const line = admin.lines.get(deliveryLine.SalesOrderLineID);
		if (line !== undefined) {
			const left = line.QuantityDelivered - deliveryLine.QuantityDelivered;
			admin.saveLine({ ...line, QuantityDelivered: left, DeliveryStatus: left > 0 ? 20 : 12 });
			orderIds.add(line.OrderID);
		}
		admin.deliveryLines.delete(deliveryLine.ID);
		admin.recordDeleted(DELIVERY_LINE_ENTITY, deliveryLine.ID);
	}
	admin.deliveries.delete(delivery.EntryID);
	admin.recordDeleted(DELIVERY_ENTITY, delivery.EntryID);
	for (const orderId of orderIds) {
		settleOrder(admin, orderId);
	}
}
