import { createRoute, z } from "@hono/zod-openapi";

import { type AuditFilter, listAudit } from "../../db/list-audit.ts";
import type { PageRequest } from "../../db/page.ts";
import { listActorNames } from "../../db/people.ts";
import { type Api, type HttpContext, newApi } from "../context.ts";
import { json, readProblems, secured, toInstant, toList, toPage } from "./route-parts.ts";
import { filterText, instantQuery, instantSchema, pageOf, pageQuery } from "./schemas.ts";

const auditSchema = z
	.object({
		id: z.string(),
		at: instantSchema,
		actor: z.string(),
		actorName: z
			.string()
			.nullable()
			.openapi({ description: "A person's address, a token's name; null for all others." }),
		action: z.string(),
		subject: z.string(),
		version: z.int(),
		correlationId: z.string().nullable(),
		transactionId: z.string().nullable(),
		details: z.record(z.string(), z.unknown()),
	})
	.openapi("AuditEvent");

const list = createRoute({
	method: "get",
	path: "/audit",
	tags: ["Audit"],
	summary: "What happened, and who did it",
	...secured("read"),
	request: {
		query: pageQuery.extend({
			subject: filterText.optional().openapi({ example: "shipment:shp_…" }),
			actor: filterText.optional(),
			action: filterText.optional(),
			from: instantQuery.optional(),
		}),
	},
	responses: { 200: json(pageOf(auditSchema), "A page, newest first."), ...readProblems },
});

export function auditRoutes(): Api {
	const api = newApi();
	api.openapi(list, async (c) => {
		const { limit, cursor, subject, actor, action, from } = c.req.valid("query");
		const filter = { subject, actor, action, from };
		return c.json(await readAudit(c, filter, toPage({ limit, cursor })), 200);
	});
	return api;
}

export async function readAudit(c: HttpContext, filter: AuditFilter, page: PageRequest) {
	const { db } = c.var.services;
	const rows = await listAudit(db, filter, page);
	// The audit can't be changed, so it holds ids; what somebody is called is looked up when it is read.
	const names = await listActorNames(
		db,
		rows.map(({ actor }) => actor),
	);
	return toList(
		rows,
		page,
		({ applied: _applied, cursor: _cursor, at, ...entry }) => ({
			...entry,
			actorName: names.get(entry.actor) ?? null,
			at: toInstant(at),
		}),
		(row) => row.cursor,
	);
}
