import { createRoute, z } from "@hono/zod-openapi";

import { listErasures } from "../../db/erasures.ts";
import type { PageRequest } from "../../db/page.ts";
import { askErasure } from "../../shipping/keep/erase-person.ts";
import { ERASURE_STATES, ERASURE_TARGETS } from "../../shipping/model/keeping.ts";
import type { Erasure } from "../../shipping/ports/keeping.ts";
import { requireFound } from "../../shipping/refusals.ts";
import { type Api, changeOf, type HttpContext, newApi } from "../context.ts";
import {
	body,
	changeProblems,
	json,
	readProblems,
	secured,
	toInstant,
	toInstantOrNull,
	toList,
	toPage,
} from "./route-parts.ts";
import { instantSchema, pageOf, pageQuery } from "./schemas.ts";

const tags = ["Erasures"];

export const erasureRequestSchema = z
	.strictObject({
		divisionId: z.string().trim().min(1).max(100),
		target: z.enum(ERASURE_TARGETS),
		exactId: z
			.guid()
			.openapi({ description: "Exact's id of the order, or of the customer's account." }),
	})
	.openapi("ErasureRequest");

const erasureSchema = z
	.object({
		id: z.string(),
		divisionId: z.string(),
		target: z.enum(ERASURE_TARGETS),
		exactId: z.string(),
		state: z.enum(ERASURE_STATES),
		orders: z.int().openapi({ description: "Orders whose person was forgotten so far." }),
		documentsDeleted: z.int(),
		documentsKept: z
			.int()
			.openapi({ description: "Papers of customs, which the law has you keep." }),
		createdAt: instantSchema,
		doneAt: instantSchema.nullable(),
	})
	.openapi("Erasure");

const list = createRoute({
	method: "get",
	path: "/erasures",
	tags,
	summary: "Persons whose data was destroyed here; Exact and FedEx hold their own",
	...secured("admin"),
	request: { query: pageQuery },
	responses: { 200: json(pageOf(erasureSchema), "A page, newest first."), ...readProblems },
});

const ask = createRoute({
	method: "post",
	path: "/erasures",
	tags,
	summary:
		"Destroy the personal data of an order's receiver, or of a customer in all settled orders",
	...secured("admin"),
	request: { body: body(erasureRequestSchema) },
	responses: { 202: json(erasureSchema, "It has begun, and can't be undone."), ...changeProblems },
});

export function erasureRoutes(): Api {
	const api = newApi();
	api.openapi(list, async (c) => c.json(await readErasures(c, toPage(c.req.valid("query"))), 200));
	api.openapi(ask, async (c) => c.json(view(await erase(c, c.req.valid("json"))), 202));
	return api;
}

/** @throws AppError `division.not_found`, `erasure.nothing_there`, `erasure.not_settled` */
export async function erase(
	c: HttpContext,
	request: z.output<typeof erasureRequestSchema>,
): Promise<Erasure> {
	const { services } = c.var;
	const { divisionId } = request;
	requireFound("division", divisionId, await services.divisions.find(divisionId));
	return askErasure(request, changeOf(c), services);
}

export async function readErasures(c: HttpContext, page: PageRequest) {
	const rows = await listErasures(c.var.services.db, page);
	return toList(rows, page, view, (row) => row.id);
}

function view(row: Erasure): z.infer<typeof erasureSchema> {
	const { id, divisionId, target, exactId, state, orders, documentsDeleted, documentsKept } = row;
	return {
		id,
		divisionId,
		target,
		exactId,
		state,
		orders,
		documentsDeleted,
		documentsKept,
		createdAt: toInstant(row.createdAt),
		doneAt: toInstantOrNull(row.doneAt),
	};
}
