import { createRoute, z } from "@hono/zod-openapi";

import { listGroundCloses, type ListedGroundClose } from "../../db/list-day-work.ts";
import type { PageRequest } from "../../db/page.ts";
import { closeGroundDay } from "../../shipping/operate/close-ground-day.ts";
import { requireFound } from "../../shipping/refusals.ts";
import { type Api, changeOf, type HttpContext, newApi } from "../context.ts";
import {
	body,
	changeProblems,
	json,
	readProblems,
	secured,
	securedOnce,
	toInstant,
	toList,
	toPage,
} from "./route-parts.ts";
import { idParams, idempotencyHeader, instantSchema, pageOf, pageQuery } from "./schemas.ts";

const closeSchema = z
	.object({
		id: z.string(),
		divisionId: z.string(),
		fedexAccountId: z.string(),
		day: z.string(),
		state: z.enum(["asked", "closed", "refused", "unknown"]),
		shipments: z.int(),
		packages: z.int(),
		documents: z.array(
			z.object({ id: z.string(), kind: z.string(), contentType: z.string(), bytes: z.int() }),
		),
		createdAt: instantSchema,
		updatedAt: instantSchema,
	})
	.openapi("GroundClose");

export const newGroundCloseSchema = z
	.strictObject({
		fedexAccountId: z.string().trim().min(1).max(60).nullable().default(null),
		day: z.iso.date().nullable().default(null),
	})
	.openapi("NewGroundClose");

const path = "/divisions/{id}/ground-closes";
const tags = ["Divisions"];

const create = createRoute({
	method: "post",
	path,
	tags,
	summary: "Close a day at FedEx Ground",
	description:
		"For the whole FedEx account. A repeat takes what was labelled since, and answers the last close where nothing was.",
	...securedOnce("operate"),
	request: { params: idParams, headers: idempotencyHeader, body: body(newGroundCloseSchema) },
	responses: { 201: json(closeSchema, "The day is closed."), ...changeProblems },
});

const list = createRoute({
	method: "get",
	path,
	tags,
	summary: "List the days that were closed at FedEx Ground",
	...secured("read"),
	request: { params: idParams, query: pageQuery },
	responses: { 200: json(pageOf(closeSchema), "Newest first."), ...readProblems },
});

export function groundCloseRoutes(): Api {
	const api = newApi();
	api.openapi(create, async (c) =>
		c.json(await closeDay(c, c.req.valid("param").id, c.req.valid("json")), 201),
	);
	api.openapi(list, async (c) =>
		c.json(await readGroundCloses(c, c.req.valid("param").id, toPage(c.req.valid("query"))), 200),
	);
	return api;
}

export async function closeDay(
	c: HttpContext,
	divisionId: string,
	wish: z.infer<typeof newGroundCloseSchema>,
) {
	const { db, setup, objects, groundCloseDesk } = c.var.services;
	const deps = { ...setup, objects, desk: groundCloseDesk };
	const { id } = await closeGroundDay(divisionId, wish, changeOf(c), deps);
	const [made] = await listGroundCloses(db, { id }, { limit: 1, cursor: undefined });
	return toView(requireFound("ground_close", id, made));
}

export async function readGroundCloses(c: HttpContext, divisionId: string, page: PageRequest) {
	const rows = await listGroundCloses(c.var.services.db, { divisionId }, page);
	return toList(rows, page, toView, ({ id }) => id);
}

function toView({ documents, number: _number, version: _version, ...close }: ListedGroundClose) {
	return {
		...close,
		documents: documents.map(({ id, kind, contentType, bytes }) => ({
			id,
			kind,
			contentType,
			bytes,
		})),
		createdAt: toInstant(close.createdAt),
		updatedAt: toInstant(close.updatedAt),
	};
}
