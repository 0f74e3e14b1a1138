import { Hono } from "hono";

import { addReadyOrders } from "../../demo/ready-orders.ts";
import { isRegion } from "../regions.ts";
import type { Administration } from "../state/administration.ts";
import { changeOrder } from "../state/change-order.ts";
import { deleteDelivery } from "../state/delete-delivery.ts";
import { moveDivision } from "../state/move-division.ts";
import { orderChangeSchema } from "../state/order-change.ts";
import { orderTruth, orderTruths } from "../state/order-truth.ts";
import type { OrderRow } from "../state/row-types.ts";
import type { Twin } from "../twin.ts";
import { newOrdersSchema } from "./bodies.ts";

type Found = { admin: Administration; order: OrderRow };
type Where = { region?: string | undefined; division?: string | undefined };

/** Orders, documents and divisions, as a person at Exact's screens would see and change them. */
export function recordRoutes(twin: Twin): Hono {
	const { site, webhooks } = twin;
	const app = new Hono();
	function chosen({ region, division }: Where): Administration[] {
		return site
			.allAdministrations()
			.filter((admin) => region === undefined || admin.division.region === region)
			.filter((admin) => division === undefined || String(admin.division.code) === division);
	}
	function findOrder(orderId: string): Found | undefined {
		for (const admin of site.allAdministrations()) {
			const order = admin.orders.get(orderId.toLowerCase());
			if (order !== undefined) {
				return { admin, order };
			}
		}
		return undefined;
	}
	app.get("/orders", (c) => {
		const { region, division, orderNumber } = c.req.query();
		const orders = chosen({ region, division }).flatMap(orderTruths);
		return c.json({
			orders: orders.filter(
				(order) => orderNumber === undefined || String(order.orderNumber) === orderNumber,
			),
		});
	});
	app.post("/orders", async (c) => {
		const { region, division, count, isUncommitted } = newOrdersSchema.parse(await c.req.json());
		const admin = isRegion(region) ? site.administration(region, division) : undefined;
		if (admin === undefined) {
			return c.json({ error: "no such division" }, 404);
		}
		const orders = addReadyOrders(admin, count);
		for (const { OrderID: key } of orders) {
			if (isUncommitted) {
				admin.uncommitted.set(key, true);
				continue;
			}
			await webhooks.notify(admin, { topic: "SalesOrders", action: "Create", key });
		}
		const lines = Map.groupBy(admin.lines.values(), (line) => line.OrderID);
		return c.json(
			{ orders: orders.map((order) => orderTruth(admin, order, lines.get(order.OrderID) ?? [])) },
			201,
		);
	});
	app.post("/orders/:orderId/commit", async (c) => {
		const found = findOrder(c.req.param("orderId"));
		if (found === undefined || found.admin.uncommitted.get(found.order.OrderID) === undefined) {
			return c.json({ error: "no such order waits for its commit" }, 404);
		}
		const key = found.order.OrderID;
		found.admin.uncommitted.delete(key);
		await webhooks.notify(found.admin, { topic: "SalesOrders", action: "Create", key });
		return c.json(truthOf(found));
	});
	app.get("/orders/:orderId", (c) => {
		const found = findOrder(c.req.param("orderId"));
		return found === undefined ? c.json({ error: "no such order" }, 404) : c.json(truthOf(found));
	});
	app.patch("/orders/:orderId", async (c) => {
		const change = orderChangeSchema.parse(await c.req.json());
		const found = findOrder(c.req.param("orderId"));
		if (found === undefined) {
			return c.json({ error: "no such order" }, 404);
		}
		const { admin, order } = found;
		for (const event of changeOrder(admin, order, change)) {
			await webhooks.notify(admin, event);
		}
		const now = findOrder(order.OrderID);
		return now === undefined ? c.body(null, 204) : c.json(truthOf(now));
	});
	app.get("/deliveries", (c) => {
		const deliveries = chosen(c.req.query()).flatMap((admin) => admin.deliveries.values());
		return c.json({ deliveries });
	});
	app.delete("/deliveries/:entryId", async (c) => {
		const key = c.req.param("entryId").toLowerCase();
		for (const admin of site.allAdministrations()) {
			const delivery = admin.deliveries.get(key);
			if (delivery !== undefined) {
				deleteDelivery(admin, delivery);
				await webhooks.notify(admin, { topic: "GoodsDeliveries", action: "Delete", key });
				return c.json({ deleted: key });
			}
		}
		return c.json({ error: "no such delivery" }, 404);
	});
	app.get("/documents", (c) => {
		const { region, division, salesOrderNumber } = c.req.query();
		const documents = chosen({ region, division }).flatMap(documentsOf);
		return c.json({
			documents: documents.filter(
				(document) =>
					salesOrderNumber === undefined || String(document.salesOrderNumber) === salesOrderNumber,
			),
		});
	});
	app.get("/divisions", (c) =>
		c.json({ divisions: site.allAdministrations().map(({ division }) => division) }),
	);
	app.post("/divisions/:code/move", (c) => {
		const admin = chosen({ division: c.req.param("code"), region: c.req.query("region") })[0];
		if (admin === undefined) {
			return c.json({ error: "no such division" }, 404);
		}
		moveDivision(site, admin);
		return c.json(site.administration(admin.division.region, admin.division.code)?.division);
	});
	return app;
}

function truthOf({ admin, order }: Found) {
	return orderTruth(admin, order, admin.linesOf(order.OrderID));
}

function documentsOf(admin: Administration) {
	const { region, code } = admin.division;
	const attachments = Map.groupBy(admin.attachments.values(), ({ Document }) => Document);
	return admin.documents.values().map((document) => ({
		region,
		division: code,
		documentId: document.ID,
		subject: document.Subject,
		type: document.Type,
		accountId: document.Account,
		salesOrderNumber: document.SalesOrderNumber,
		body: document.Body,
		/** Wall clock of the region. */
		created: new Date(document.Created).toISOString().slice(0, 19),
		modified: new Date(document.Modified).toISOString().slice(0, 19),
		attachments: (attachments.get(document.ID) ?? []).map((attachment) => ({
			attachmentId: attachment.ID,
			fileName: attachment.FileName,
			bytes: attachment.FileSize,
		})),
	}));
}
