import { badRequest, ExactError } from "../errors.ts";
import { goodsDeliveryFields, syncGoodsDeliveryFields } from "../fields/goods-deliveries.ts";
import { type DeliveredQuantity, deliver } from "../state/deliver.ts";
import type { DeliveryRow } from "../state/row-types.ts";
import { type Body, type Caller, derivations, type Resource } from "./resource.ts";

const UPDATABLE = new Set(["TrackingNumber", "Remarks", "Document"]);

const deriveDeliveryField = derivations<DeliveryRow>({
	DeliveryAccountCode: (delivery, admin) => admin.accounts.get(delivery.DeliveryAccount)?.Code,
	DeliveryAccountName: (delivery, admin) => admin.accounts.get(delivery.DeliveryAccount)?.Name,
	DeliveryContactPersonFullName: (delivery, admin) =>
		admin.contacts.get(delivery.DeliveryContact ?? "")?.FullName,
	DocumentSubject: (delivery, admin) => admin.documents.get(delivery.Document ?? "")?.Subject,
	ShippingMethodCode: (delivery, admin) =>
		admin.shippingMethods.get(delivery.ShippingMethod ?? "")?.Code,
	ShippingMethodDescription: (delivery, admin) =>
		admin.shippingMethods.get(delivery.ShippingMethod ?? "")?.Description,
	WarehouseCode: (delivery, admin) => admin.warehouses.get(delivery.Warehouse ?? "")?.Code,
	WarehouseDescription: (delivery, admin) =>
		admin.warehouses.get(delivery.Warehouse ?? "")?.Description,
});

export const goodsDeliveries: Resource = {
	path: "salesorder/GoodsDeliveries",
	name: "GoodsDeliveries",
	scope: "logistics.wms",
	fields: goodsDeliveryFields,
	key: "EntryID",
	mandatoryFilter: "any",
	rows: ({ admin }) => admin.deliveries.values(),
	derive: deriveDeliveryField,
	create: createDelivery,
	update: updateDelivery,
};

export const syncGoodsDeliveries: Resource = {
	path: "sync/SalesOrder/GoodsDeliveries",
	name: "SyncGoodsDeliveries",
	scope: "logistics.wms",
	fields: syncGoodsDeliveryFields,
	key: "Timestamp",
	feedFilters: ["Timestamp"],
	rows: ({ admin }) => admin.deliveries.values(),
	derive: deriveDeliveryField,
};

async function createDelivery(
	body: Body,
	{ admin, twin }: Caller,
	raw: Record<string, unknown>,
): Promise<DeliveryRow> {
	const deliveryDate = body["DeliveryDate"];
	if (typeof deliveryDate !== "number") {
		throw badRequest("Mandatory: DeliveryDate");
	}
	const delivery = deliver(admin, {
		deliveryDate,
		quantities: quantitiesOf(raw["GoodsDeliveryLines"]),
		description: textOf(body, "Description"),
		remarks: textOf(body, "Remarks"),
		shippingMethod: textOf(body, "ShippingMethod"),
		trackingNumber: textOf(body, "TrackingNumber"),
		document: textOf(body, "Document"),
	});
	const key = delivery.EntryID;
	await twin.webhooks.notify(admin, { topic: "GoodsDeliveries", action: "Create", key });
	const lines = admin.deliveryLines.values().filter((line) => line.EntryID === key);
	const orderIds = lines.map((line) => admin.lines.get(line.SalesOrderLineID)?.OrderID ?? "");
	for (const orderId of new Set(orderIds)) {
		const event = { topic: "SalesOrders", action: "Update", key: orderId } as const;
		await twin.webhooks.notify(admin, event);
	}
	return delivery;
}

async function updateDelivery(key: string, body: Body, { admin, twin }: Caller): Promise<void> {
	const delivery = admin.deliveries.get(key);
	if (delivery === undefined) {
		throw new ExactError(404, "Goods delivery not found.");
	}
	for (const field of Object.keys(body)) {
		if (!UPDATABLE.has(field)) {
			throw badRequest(`The property '${field}' can't be changed.`);
		}
	}
	admin.saveDelivery({ ...delivery, ...body } as DeliveryRow);
	await twin.webhooks.notify(admin, { topic: "GoodsDeliveries", action: "Update", key });
}

function quantitiesOf(lines: unknown): DeliveredQuantity[] {
	if (!Array.isArray(lines) || lines.length === 0) {
		throw badRequest("Mandatory: GoodsDeliveryLines");
	}
	return lines.map((line: Record<string, unknown>) => {
		const { SalesOrderLineID: lineId, QuantityDelivered: quantity, TrackingNumber } = line;
		if (typeof lineId !== "string" || typeof quantity !== "number") {
			throw badRequest("Mandatory: SalesOrderLineID, QuantityDelivered");
		}
		const trackingNumber = typeof TrackingNumber === "string" ? TrackingNumber : null;
		return { lineId: lineId.toLowerCase(), quantity, trackingNumber };
	});
}

function textOf(body: Body, field: string): string | null {
	const value = body[field];
	return typeof value === "string" ? value : null;
}
