import type { WebhookEvent } from "../webhooks.ts";
import type { Administration } from "./administration.ts";
import { changeRelations } from "./change-relations.ts";
import { deliver } from "./deliver.ts";
import type { OrderChange } from "./order-change.ts";
import type { DeliveryRow, LineRow, OrderRow } from "./row-types.ts";

const ORDER_ENTITY = 32;
const LINE_ENTITY = 33;

type LineChange = NonNullable<OrderChange["lines"]>[number];

/** Makes the changes; a header that nothing changed keeps its row version. What is to be announced. */
export function changeOrder(
	admin: Administration,
	order: OrderRow,
	change: OrderChange,
): WebhookEvent[] {
	const key = order.OrderID;
	if (change.delete === true) {
		deleteOrder(admin, order);
		return [{ topic: "SalesOrders", action: "Delete", key }];
	}
	const before = admin.lastTimestamp();
	const changed = { ...order, ...headerChanges(admin, change) };
	if (JSON.stringify(changed) !== JSON.stringify(order)) {
		admin.saveOrder(changed);
	}
	for (const lineChange of change.lines ?? []) {
		changeLine(admin, order.OrderID, lineChange);
	}
	changeRelations(admin, order, change);
	const events: WebhookEvent[] = [];
	if (change.deliver !== undefined && change.deliver !== false) {
		const { EntryID } =
			change.deliver === true
				? deliverRest(admin, order)
				: deliverParts(admin, order, change.deliver);
		events.push({ topic: "GoodsDeliveries", action: "Create", key: EntryID });
	}
	if (admin.lastTimestamp() !== before) {
		events.push({ topic: "SalesOrders", action: "Update", key });
	}
	return events;
}

function headerChanges(admin: Administration, change: OrderChange): Partial<OrderRow> {
	const changes: Partial<OrderRow> = {};
	const approval = change.approve === true ? 2 : change.approvalStatus;
	if (approval !== undefined) {
		changes.ApprovalStatus = approval;
		changes.Approved = approval === 0 ? null : admin.wallNow();
	}
	if (change.status !== undefined) {
		changes.Status = change.status;
	}
	const deliveryStatus = change.deliveryStatus ?? change.status;
	if (deliveryStatus !== undefined) {
		changes.DeliveryStatus = deliveryStatus;
	}
	if (change.deliveryDate !== undefined) {
		changes.DeliveryDate = change.deliveryDate === null ? null : Date.parse(change.deliveryDate);
	}
	if (change.shippingMethod !== undefined) {
		const methods = admin.shippingMethods.values();
		const method = methods.find((found) => found.Code === change.shippingMethod);
		if (method === undefined && change.shippingMethod !== null) {
			throw new RangeError(`no shipping method ${change.shippingMethod}`);
		}
		changes.ShippingMethod = method?.ID ?? null;
	}
	return changes;
}

type Parts = Exclude<NonNullable<OrderChange["deliver"]>, boolean>;

/** A person at Exact who chooses no shipping method books a delivery without one. */
function deliverParts(admin: Administration, order: OrderRow, parts: Parts): DeliveryRow {
	const lines = admin.linesOf(order.OrderID);
	const methods = admin.shippingMethods.values();
	return deliver(admin, {
		deliveryDate: parts.deliveryDate === undefined ? admin.today() : Date.parse(parts.deliveryDate),
		shippingMethod: methods.find(({ Code }) => Code === parts.shippingMethod)?.ID ?? null,
		trackingNumber: parts.trackingNumber ?? null,
		quantities: parts.lines.map(({ lineNumber, quantity }) => {
			const line = lines.find((found) => found.LineNumber === lineNumber);
			if (line === undefined) {
				throw new RangeError(`no line ${lineNumber}`);
			}
			return { lineId: line.ID, quantity, trackingNumber: null };
		}),
	});
}

function changeLine(admin: Administration, orderId: string, change: LineChange): void {
	const line = admin.linesOf(orderId).find((found) => found.LineNumber === change.lineNumber);
	if (line === undefined) {
		throw new RangeError(`no line ${change.lineNumber}`);
	}
	if (change.delete === true) {
		admin.lines.delete(line.ID);
		admin.recordDeleted(LINE_ENTITY, line.ID);
		return;
	}
	if (change.weightKg !== undefined) {
		const item = admin.items.get(line.Item);
		if (item !== undefined) {
			const weight = { NetWeight: change.weightKg, GrossWeight: change.weightKg };
			admin.items.set(item.ID, { ...item, ...weight, Modified: admin.wallNow() });
		}
	}
	const changed: LineRow = {
		...line,
		Quantity: change.quantity ?? line.Quantity,
		QuantityDelivered: change.quantityDelivered ?? line.QuantityDelivered,
		OrderStatus: change.status ?? line.OrderStatus,
		UseDropShipment: Number(change.isDropShipment ?? line.UseDropShipment),
		DeliveryDate:
			typeof change.deliveryDate === "string"
				? Date.parse(change.deliveryDate)
				: (change.deliveryDate ?? line.DeliveryDate),
	};
	if (JSON.stringify(changed) !== JSON.stringify(line)) {
		admin.saveLine(changed);
	}
}

function deleteOrder(admin: Administration, order: OrderRow): void {
	for (const line of admin.linesOf(order.OrderID)) {
		admin.lines.delete(line.ID);
		admin.recordDeleted(LINE_ENTITY, line.ID);
	}
	admin.orders.delete(order.OrderID);
	admin.recordDeleted(ORDER_ENTITY, order.OrderID);
}

function deliverRest(admin: Administration, order: OrderRow): DeliveryRow {
	return deliver(admin, {
		deliveryDate: admin.today(),
		shippingMethod: order.ShippingMethod,
		quantities: admin
			.linesOf(order.OrderID)
			.filter((line) => line.Quantity > line.QuantityDelivered && line.UseDropShipment !== 1)
			.map((line) => ({
				lineId: line.ID,
				quantity: line.Quantity - line.QuantityDelivered,
				trackingNumber: null,
			})),
	});
}
