import type { OrderHeader, OrderLine } from "../../src/shipping/model/order.ts";
import {
	DELIVERY_FEEDS,
	type ErpConnection,
	type ErpDivision,
	ORDER_FEEDS,
} from "../../src/shipping/ports/erp.ts";
import { firstTruth } from "../exact-twin/twin-under-test.ts";
import { refuse } from "../exact/refuse.ts";
import type { Exact } from "./exact-vendor.ts";

const FIRST = "0".repeat(20);
const CALLBACK = "http://127.0.0.1:8787/webhooks/exact/con_1";

type Orders = { headers: OrderHeader[]; lines: OrderLine[] };

/** Every method of the client for a grant, called as the connector calls it. */
export const CONNECTION_CALLS: Record<
	keyof ErpConnection,
	(connection: ErpConnection, division: number) => Promise<unknown>
> = {
	currentUser: (connection) => connection.currentUser(),
	listDivisions: (connection, division) => connection.listDivisions(division),
};

/** Every method of the client for a division. */
export const DIVISION_CALLS: Record<
	keyof ErpDivision,
	(erp: ErpDivision, orders: Orders) => Promise<unknown>
> = {
	readInfo: (erp) => erp.readInfo(),
	feedPositionAt: async (erp) => {
		for (const feed of [...ORDER_FEEDS, ...DELIVERY_FEEDS, "documents"] as const) {
			await erp.feedPositionAt(feed, "2026-06-20");
		}
	},
	readOrderHeaders: (erp) => erp.readOrderHeaders(FIRST),
	readOrderLines: (erp) => erp.readOrderLines(FIRST),
	readLinesOfOrders: (erp, { headers }) =>
		erp.readLinesOfOrders(headers.slice(0, 5).map((header) => header.exactOrderId)),
	readDeleted: (erp) => erp.readDeleted(FIRST),
	readDeliveries: (erp) => erp.readDeliveries(FIRST),
	readDeliveryLines: (erp) => erp.readDeliveryLines(FIRST),
	putTrackingNumber: async (erp) => {
		const { items } = await erp.readDeliveries(FIRST);
		await erp.putTrackingNumber(items[0]?.exactDeliveryId ?? "", "794600000000");
		await erp.putTrackingNumber(items[0]?.exactDeliveryId ?? "", null);
	},
	readDocuments: (erp) => erp.readDocuments(FIRST),
	readAddresses: (erp, { headers }) =>
		erp.readAddresses(ids(headers.map((header) => header.deliveryAddressId)), refuse),
	readAccounts: (erp, { headers }) =>
		erp.readAccounts(ids(headers.map((header) => header.orderedById)), refuse),
	readContacts: (erp, { headers }) =>
		erp.readContacts(ids(headers.map((header) => header.deliverToContactId)), refuse),
	readItems: (erp, { lines }) => erp.readItems(ids(lines.map((line) => line.itemId)), refuse),
	readOrigins: (erp, { lines }) => erp.readOrigins(ids(lines.map((line) => line.itemId)), refuse),
	postDocument: async (erp, { headers }) => {
		const { orderNumber = 0, orderedById = null } = headers[0] ?? {};
		const document = { subject: "shipped", body: "one parcel", orderNumber };
		await erp.postDocument({ ...document, accountId: orderedById });
		await erp.postDocument({ ...document, accountId: null });
	},
	putDocument: async (erp, { headers }) => {
		const { orderNumber = 0, orderedById = null } = headers[0] ?? {};
		const document = { subject: "shipped", body: "one parcel", orderNumber };
		const { id } = await erp.postDocument({ ...document, accountId: orderedById });
		await erp.putDocument(id, { subject: "shipped", body: "delivered" });
	},
	deleteDocument: async (erp, { headers }) => {
		const { orderNumber = 0, orderedById = null } = headers[0] ?? {};
		const document = { subject: "twice", body: "one parcel", orderNumber };
		const { id } = await erp.postDocument({ ...document, accountId: orderedById });
		await erp.deleteDocument(id);
	},
	postAttachment: async (erp) => {
		const { id } = await erp.postDocument(DOCUMENT);
		await erp.postAttachment(id, FILE);
	},
	listAttachments: async (erp) => {
		const { id } = await erp.postDocument(DOCUMENT);
		await erp.postAttachment(id, FILE);
		await erp.listAttachments(id);
	},
	deleteAttachment: async (erp) => {
		const { id } = await erp.postDocument(DOCUMENT);
		const file = await erp.postAttachment(id, FILE);
		await erp.deleteAttachment(file.id);
	},
	postDelivery: async (erp, { lines }) => {
		const line = lines.find(({ quantity, quantityDelivered }) => quantity - quantityDelivered >= 1);
		await erp.postDelivery({
			deliveryDate: "2026-06-25",
			trackingNumber: "794600000000",
			remarks: "FedEx 20001 shp_1",
			lines: [{ exactLineId: line?.exactLineId ?? "", quantity: 1 }],
		});
	},
	readMarkedDeliveries: (erp) => erp.readMarkedDeliveries(FIRST),
	findDocuments: async (erp) => {
		const { id } = await erp.postDocument(DOCUMENT);
		await erp.findDocuments([id, crypto.randomUUID()]);
	},
	listWebhooks: (erp) => erp.listWebhooks(),
	createWebhook: (erp) => erp.createWebhook(TOPIC),
	deleteWebhook: async (erp) => erp.deleteWebhook(await subscribed(erp)),
};

const DOCUMENT = { subject: "shipped", body: "one parcel", orderNumber: 1, accountId: null };
const FILE = {
	fileName: "label.pdf",
	bytes: Uint8Array.from(new TextEncoder().encode("%PDF-1.4")),
};

const TOPIC = { topic: "GoodsDeliveries", callbackUrl: CALLBACK };

/** The id of a subscription made for this, whichever call made it first. */
async function subscribed(erp: ErpDivision): Promise<string> {
	await erp.createWebhook(TOPIC);
	const listed = await erp.listWebhooks();
	return listed.find(({ topic }) => topic === TOPIC.topic)?.id ?? "";
}

export async function readOrders(erp: ErpDivision): Promise<Orders> {
	const headers = await erp.readOrderHeaders(FIRST);
	const lines = await erp.readOrderLines(FIRST);
	return { headers: headers.items, lines: lines.items };
}

/** Makes rows where a fresh division has none, and deletes one. */
export async function fillDivision({ send, twin, division }: Exact): Promise<void> {
	const made = async (path: string, body: unknown) => {
		const response = await send(`${division}/${path}`, "POST", body);
		return ((await response.json()) as { d: { ID: string } }).d.ID;
	};
	const { lines } = await firstTruth(twin, "ready");
	const document = await made("documents/Documents", { Subject: "kept", Type: 55 });
	const attachment = { Document: document, FileName: "label.pdf", Attachment: "aGVsbG8=" };
	await made("documents/DocumentAttachments", attachment);
	const dropped = await made("documents/Documents", { Subject: "dropped", Type: 55 });
	await send(`${division}/documents/Documents(guid'${dropped}')`, "DELETE");
	await made("salesorder/GoodsDeliveries", {
		DeliveryDate: "2026-06-25",
		TrackingNumber: "794999999999",
		GoodsDeliveryLines: [{ SalesOrderLineID: lines[0]?.lineId, QuantityDelivered: 1 }],
	});
	await made("webhooks/WebhookSubscriptions", { CallbackURL: CALLBACK, Topic: "SalesOrders" });
}

function ids(found: (string | null)[]): string[] {
	return [...new Set(found.filter((id) => id !== null))];
}
