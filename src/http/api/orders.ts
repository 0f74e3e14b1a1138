import { createRoute, z } from "@hono/zod-openapi";

import { listOpenDeliveries } from "../../db/list-open-deliveries.ts";
import {
	findOrder,
	type ListedOrder,
	listOrders,
	listPreviewOrders,
	listShipmentIds,
	type OrderFilter,
} from "../../db/list-orders.ts";
import type { PageRequest } from "../../db/page.ts";
import type { Problem } from "../../lib/errors.ts";
import type { Outlook } from "../../shipping/judge/plan-orders.ts";
import { ORDER_STATES } from "../../shipping/model/order-states.ts";
import { markPacked } from "../../shipping/operate/mark-packed.ts";
import { shipHeldBackOrder } from "../../shipping/operate/ship-held-back-order.ts";
import { requireFound } from "../../shipping/refusals.ts";
import { type Api, changeOf, type HttpContext, newApi } from "../context.ts";
import { planSummarySchema, toPlanSummary } from "./plan-view.ts";
import { readOutlooks } from "./plans.ts";
import {
	changeProblems,
	json,
	readProblems,
	secured,
	securedOnce,
	toInstant,
	toAddressCheck,
	toDecision,
	toInstantOrNull,
	toList,
	toPage,
} from "./route-parts.ts";
import {
	addressCheckSchema,
	decisionSchema,
	filterText,
	idempotencyHeader,
	idParams,
	instantQuery,
	instantSchema,
	pageOf,
	pageQuery,
	reasonSchema,
} from "./schemas.ts";

const tags = ["Orders"];

const packageSchema = z
	.object({
		weightGrams: z.int(),
		type: z.string().nullable(),
		dimensions: z.object({ lengthCm: z.int(), widthCm: z.int(), heightCm: z.int() }).nullable(),
		contents: z.array(z.object({ exactLineId: z.string(), quantity: z.number() })).nullable(),
	})
	.openapi("PackedByHand");

export const orderSchema = z
	.object({
		id: z.string(),
		divisionId: z.string(),
		orderNumber: z.int(),
		exactOrderId: z.string(),
		customer: z.string().nullable(),
		state: z.enum(ORDER_STATES),
		readiness: z.object({ ready: z.boolean(), reasons: z.array(reasonSchema) }),
		shipmentIds: z.array(z.string()),
		plan: planSummarySchema.nullable().openapi({
			description: "What a ready order would become; null for others.",
		}),
		decision: decisionSchema.nullable(),
		packages: z.array(packageSchema).nullable(),
		addressCheck: addressCheckSchema.nullable(),
		firstSeenAt: instantSchema,
		readySince: instantSchema.nullable(),
		updatedAt: instantSchema,
	})
	.openapi("Order");

export const previewSchema = z
	.object({
		orderId: z.string(),
		orderNumber: z.int(),
		customer: z.string().nullable(),
		ready: z.boolean(),
		reasons: z.array(reasonSchema),
		deliveries: z.array(z.int()).openapi({
			description:
				"Numbers of the goods deliveries that wait for a shipment each, where those are what ships.",
		}),
		plan: planSummarySchema.nullable(),
	})
	.openapi("PreviewedOrder");

const list = createRoute({
	method: "get",
	path: "/orders",
	tags,
	summary: "List orders",
	...secured("read"),
	request: {
		query: pageQuery.extend({
			divisionId: filterText.optional(),
			state: z.enum(ORDER_STATES).optional(),
			from: instantQuery.optional().openapi({ description: "Seen first from then on." }),
			to: instantQuery.optional().openapi({ description: "Seen first before then." }),
			q: filterText.optional().openapi({
				description: "Order number, tracking number, or how the customer's name begins.",
			}),
		}),
	},
	responses: { 200: json(pageOf(orderSchema), "A page, newest first."), ...readProblems },
});

const get = createRoute({
	method: "get",
	path: "/orders/{id}",
	tags,
	summary: "Read an order",
	...secured("read"),
	request: { params: idParams },
	responses: { 200: json(orderSchema, "The order."), ...readProblems },
});

const preview = createRoute({
	method: "get",
	path: "/divisions/{id}/preview",
	tags: ["Divisions"],
	summary: "What a release would ship, and why the rest would not go",
	...secured("read"),
	request: { params: idParams, query: pageQuery },
	responses: { 200: json(pageOf(previewSchema), "A page, newest first."), ...readProblems },
});

const ship = createRoute({
	method: "post",
	path: "/orders/{id}/ship",
	tags,
	summary: "Ship an order that a release left out",
	...securedOnce("operate"),
	request: { params: idParams, headers: idempotencyHeader },
	responses: { 202: json(orderSchema, "It ships with the next poll."), ...changeProblems },
});

const packed = createRoute({
	method: "post",
	path: "/orders/{id}/packed",
	tags,
	summary: "Say that an order stands packed, where its division waits for that before the label",
	...securedOnce("operate"),
	request: { params: idParams, headers: idempotencyHeader },
	responses: { 202: json(orderSchema, "Its label is made with the next poll."), ...changeProblems },
});

export function orderRoutes(): Api {
	const api = newApi();
	api.openapi(packed, async (c) => {
		const { id } = c.req.valid("param");
		await notePacked(c, id);
		return c.json(await readOrder(c, id), 202);
	});
	api.openapi(ship, async (c) => {
		const { id } = c.req.valid("param");
		await letGo(c, id);
		return c.json(await readOrder(c, id), 202);
	});
	api.openapi(list, async (c) => {
		const { limit, cursor, divisionId, state, q, from, to } = c.req.valid("query");
		const filter = {
			divisionId,
			state,
			q,
			...(from === undefined ? {} : { from }),
			...(to === undefined ? {} : { to }),
		};
		return c.json(await readOrders(c, filter, toPage({ limit, cursor })), 200);
	});
	api.openapi(get, async (c) => c.json(await readOrder(c, c.req.valid("param").id), 200));
	api.openapi(preview, async (c) => {
		const { id } = c.req.valid("param");
		return c.json(await readPreview(c, id, toPage(c.req.valid("query"))), 200);
	});
	return api;
}

export async function readOrders(c: HttpContext, filter: OrderFilter, page: PageRequest) {
	const { db } = c.var.services;
	const rows = await listOrders(db, filter, page);
	const shipmentIds = await listShipmentIds(
		db,
		rows.map((row) => row.id),
	);
	const outlooks = await readOutlooks(c, rows);
	return toList(
		rows,
		page,
		(row) => toView(row, shipmentIds.get(row.id) ?? [], outlooks.get(row.id)),
		(row) => row.id,
	);
}

export async function letGo(c: HttpContext, id: string): Promise<void> {
	const { divisions, setup, wakeUps } = c.var.services;
	await shipHeldBackOrder(id, changeOf(c), { orders: setup.orders, divisions, wakeUps });
}

export async function notePacked(c: HttpContext, id: string): Promise<void> {
	const { divisions, setup, wakeUps } = c.var.services;
	await markPacked(id, changeOf(c), { orders: setup.orders, divisions, wakeUps });
}

export async function readOrder(c: HttpContext, id: string) {
	const { db } = c.var.services;
	const row = requireFound("order", id, await findOrder(db, id));
	const shipmentIds = await listShipmentIds(db, [id]);
	return toView(row, shipmentIds.get(id) ?? [], (await readOutlooks(c, [row])).get(id));
}

export async function readPreview(c: HttpContext, divisionId: string, page: PageRequest) {
	const { db, setup } = c.var.services;
	const found = await setup.divisions.find(divisionId);
	const { settings } = requireFound("division", divisionId, found);
	const rows = await listPreviewOrders(db, divisionId, page);
	const deliveries =
		settings?.trigger === "goods-delivery"
			? await listOpenDeliveries(
					db,
					divisionId,
					rows.map((row) => row.orderNumber),
				)
			: new Map<number, number[]>();
	const outlooks = await readOutlooks(c, rows);
	return toList(
		rows,
		page,
		(row) => toPreview(row, deliveries.get(row.orderNumber) ?? [], outlooks.get(row.id)),
		(row) => row.id,
	);
}

function toView(
	row: ListedOrder,
	shipmentIds: string[],
	outlook: Outlook | undefined,
): z.infer<typeof orderSchema> {
	const { reasons, decision, packages, addressCheck, firstSeenAt, readySince, updatedAt, ...rest } =
		row;
	return {
		...rest,
		decision: toDecision(decision),
		readiness: { ready: readySince !== null, reasons },
		shipmentIds,
		packages: packages?.packages ?? null,
		addressCheck: toAddressCheck(addressCheck),
		plan: toSummary(outlook),
		firstSeenAt: toInstant(firstSeenAt),
		readySince: toInstantOrNull(readySince),
		updatedAt: toInstant(updatedAt),
	};
}

function toSummary(outlook: Outlook | undefined) {
	return toPlanSummary(outlook?.plans ?? []);
}

const HELD_BACK: Problem = {
	code: "order.held_back",
	field: "Release",
	message: "An earlier release left this order out.",
	remedy: "Name it in a release, or have it shipped by itself: POST /api/v1/orders/<id>/ship.",
};

function toPreview(
	row: ListedOrder,
	deliveries: number[],
	outlook: Outlook | undefined,
): z.infer<typeof previewSchema> {
	const { id, orderNumber, customer, state, reasons } = row;
	return {
		orderId: id,
		orderNumber,
		customer,
		deliveries,
		ready: state === "ready" || (state === "reserved" && reasons.length === 0),
		reasons: state === "held_back" ? [HELD_BACK, ...reasons] : reasons,
		plan: toSummary(outlook),
	};
}
