import { createRoute, z } from "@hono/zod-openapi";

import {
	type ListedOrder,
	listOrders,
	listPreviewOrders,
	listShipmentIds,
} from "../../db/list-orders.ts";
import type { Problem } from "../../lib/errors.ts";
import { requireFound } from "../../shipping/refusals.ts";
import { type Api, newApi } from "../context.ts";
import {
	json,
	readProblems,
	secured,
	toInstant,
	toInstantOrNull,
	toList,
	toPage,
} from "./route-parts.ts";
import { filterText, idParams, instantSchema, pageOf, pageQuery, reasonSchema } from "./schemas.ts";

const tags = ["Orders"];

const STATES = [
	"new",
	"not_ready",
	"ready",
	"blocked",
	"reserved",
	"held_back",
	"deleted",
] as const;

const orderSchema = z
	.object({
		id: z.string(),
		divisionId: z.string(),
		orderNumber: z.int(),
		exactOrderId: z.string(),
		customer: z.string().nullable(),
		state: z.enum(STATES),
		readiness: z.object({ ready: z.boolean(), reasons: z.array(reasonSchema) }),
		shipmentIds: z.array(z.string()),
		decision: z.string().nullable(),
		firstSeenAt: instantSchema,
		readySince: instantSchema.nullable(),
		updatedAt: instantSchema,
	})
	.openapi("Order");

const previewSchema = z
	.object({
		orderId: z.string(),
		orderNumber: z.int(),
		customer: z.string().nullable(),
		ready: z.boolean(),
		reasons: z.array(reasonSchema),
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
			state: z.enum(STATES).optional(),
			q: filterText.optional().openapi({
				description: "Order number, tracking number, or how the customer's name begins.",
			}),
		}),
	},
	responses: { 200: json(pageOf(orderSchema), "A page, newest first."), ...readProblems },
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

export function orderRoutes(): Api {
	const api = newApi();
	api.openapi(list, async (c) => {
		const { divisionId, state, q, ...query } = c.req.valid("query");
		const page = toPage(query);
		const { db } = c.var.services;
		const rows = await listOrders(db, { divisionId, state, q }, page);
		const shipmentIds = await listShipmentIds(
			db,
			rows.map((row) => row.id),
		);
		return c.json(
			toList(
				rows,
				page,
				(row) => toView(row, shipmentIds.get(row.id) ?? []),
				(row) => row.id,
			),
			200,
		);
	});
	api.openapi(preview, async (c) => {
		const { id } = c.req.valid("param");
		const page = toPage(c.req.valid("query"));
		const { db, setup } = c.var.services;
		requireFound("division", id, await setup.divisions.find(id));
		const rows = await listPreviewOrders(db, id, page);
		return c.json(
			toList(rows, page, toPreview, (row) => row.id),
			200,
		);
	});
	return api;
}

function toView(row: ListedOrder, shipmentIds: string[]): z.infer<typeof orderSchema> {
	const { reasons, firstSeenAt, readySince, updatedAt, ...rest } = row;
	return {
		...rest,
		readiness: { ready: readySince !== null, reasons },
		shipmentIds,
		firstSeenAt: toInstant(firstSeenAt),
		readySince: toInstantOrNull(readySince),
		updatedAt: toInstant(updatedAt),
	};
}

const HELD_BACK: Problem = {
	code: "order.held_back",
	field: "Release",
	message: "An earlier release left this order out.",
	remedy: "Name it in a release to ship it.",
};

function toPreview(row: ListedOrder): z.infer<typeof previewSchema> {
	const { id, orderNumber, customer, state, reasons } = row;
	return {
		orderId: id,
		orderNumber,
		customer,
		ready: state === "ready",
		reasons: state === "held_back" ? [HELD_BACK, ...reasons] : reasons,
	};
}
