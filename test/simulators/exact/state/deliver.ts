import { ExactError } from "../errors.ts";
import type { Administration } from "./administration.ts";
import type { DeliveryRow, LineRow, OrderRow } from "./row-types.ts";

export type DeliveredQuantity = { lineId: string; quantity: number; trackingNumber: string | null };

export type DeliveryRequest = {
	deliveryDate: number;
	quantities: DeliveredQuantity[];
	description?: string | null;
	remarks?: string | null;
	shippingMethod?: string | null;
	trackingNumber?: string | null;
	document?: string | null;
};

/** Books a delivery: goods leave the stock, the order's lines count as delivered. */
export function deliver(admin: Administration, request: DeliveryRequest): DeliveryRow {
	const taken = request.quantities.map((quantity) => takeLine(admin, quantity));
	const first = taken[0];
	const order = first === undefined ? undefined : admin.orders.get(first.line.OrderID);
	if (order === undefined) {
		throw new ExactError(500, "Mandatory: GoodsDeliveryLines");
	}
	const number = admin.nextNumber("delivery", 600_001);
	const delivery: DeliveryRow = {
		...admin.created(),
		EntryID: crypto.randomUUID(),
		EntryNumber: number,
		DeliveryNumber: number,
		DeliveryDate: request.deliveryDate,
		DeliveryAccount: order.DeliverTo,
		DeliveryAddress: order.DeliveryAddress,
		DeliveryContact: order.DeliverToContactPerson,
		Description: request.description ?? order.Description,
		Remarks: request.remarks ?? null,
		Document: request.document ?? null,
		ShippingMethod: request.shippingMethod ?? null,
		TrackingNumber: request.trackingNumber ?? null,
		Warehouse: order.WarehouseID,
	};
	admin.deliveries.set(delivery.EntryID, delivery);
	for (const [index, { line, quantity }] of taken.entries()) {
		addLine(admin, { delivery, line, quantity, number: index + 1 });
	}
	for (const orderId of new Set(taken.map(({ line }) => line.OrderID))) {
		settleOrder(admin, orderId);
	}
	return delivery;
}

type TakenLine = { line: LineRow; quantity: DeliveredQuantity };

function takeLine(admin: Administration, quantity: DeliveredQuantity): TakenLine {
	const line = admin.lines.get(quantity.lineId);
	if (line === undefined) {
		throw new ExactError(500, "SalesOrderLineID: the reference is not valid.");
	}
	const rest = line.Quantity - line.QuantityDelivered;
	if (quantity.quantity <= 0 || quantity.quantity > rest) {
		throw new ExactError(500, `QuantityDelivered: ${rest} is left on line ${line.LineNumber}.`);
	}
	return { line, quantity };
}

function addLine(
	admin: Administration,
	added: TakenLine & { delivery: DeliveryRow; number: number },
): void {
	const { delivery, line, quantity } = added;
	const row = {
		...admin.created(),
		ID: crypto.randomUUID(),
		EntryID: delivery.EntryID,
		SalesOrderLineID: line.ID,
		Item: line.Item,
		LineNumber: added.number,
		QuantityDelivered: quantity.quantity,
		QuantityOrdered: line.Quantity,
		SalesOrderLineNumber: line.LineNumber,
		SalesOrderNumber: line.OrderNumber,
		DeliveryDate: delivery.DeliveryDate,
		Description: line.Description,
		Notes: null,
		TrackingNumber: quantity.trackingNumber,
		StorageLocation: null,
	};
	admin.deliveryLines.set(row.ID, row);
	const delivered = line.QuantityDelivered + quantity.quantity;
	const status = delivered >= line.Quantity ? 21 : 20;
	admin.saveLine({ ...line, QuantityDelivered: delivered, DeliveryStatus: status });
	const item = admin.items.get(line.Item);
	if (item !== undefined) {
		admin.items.set(item.ID, { ...item, Stock: item.Stock - quantity.quantity });
	}
}

/** The header follows its lines only where its own status changes. */
export function settleOrder(admin: Administration, orderId: string): void {
	const order = admin.orders.get(orderId);
	if (order === undefined) {
		return;
	}
	const lines = admin.linesOf(orderId);
	const isDone = lines.every((line) => line.QuantityDelivered >= line.Quantity);
	const isBegun = lines.some((line) => line.QuantityDelivered > 0);
	const status = isDone ? 21 : isBegun ? 20 : 12;
	const settled: OrderRow = { ...order, DeliveryStatus: status, Status: status };
	if (settled.DeliveryStatus !== order.DeliveryStatus || settled.Status !== order.Status) {
		admin.saveOrder(settled);
	}
}
