import { createRoute, z } from "@hono/zod-openapi";

import { listActorNames } from "../../db/people.ts";
import { listOpenSessions } from "../../db/sessions.ts";
import type { Actor } from "../../shipping/ports/changes.ts";
import { requireFound } from "../../shipping/refusals.ts";
import { type Api, changeOf, type HttpContext, newApi } from "../context.ts";
import { changeProblems, json, readProblems, secured, toInstant } from "./route-parts.ts";
import { idParams, instantSchema } from "./schemas.ts";

const tags = ["People"];

const sessionSchema = z
	.object({
		id: z.string(),
		actor: z.string(),
		name: z.string(),
		browser: z.string().nullable(),
		createdAt: instantSchema,
		expiresAt: instantSchema,
	})
	.openapi("Session");

const list = createRoute({
	method: "get",
	path: "/sessions",
	tags,
	summary: "Who is logged in to the console",
	...secured("admin"),
	responses: {
		200: json(z.object({ items: z.array(sessionSchema) }), "The open ones, newest first."),
		...readProblems,
	},
});

const end = createRoute({
	method: "delete",
	path: "/sessions/{id}",
	tags,
	summary: "End a session",
	...secured("admin"),
	request: { params: idParams },
	responses: { 204: { description: "Ended." }, ...changeProblems },
});

export function sessionRoutes(): Api {
	const api = newApi();
	api.openapi(list, async (c) => c.json({ items: await readSessions(c) }, 200));
	api.openapi(end, async (c) => {
		await endSession(c, c.req.valid("param").id);
		return c.body(null, 204);
	});
	return api;
}

/** All open ones, or those of one person. */
export async function readSessions(c: HttpContext, actor?: Actor) {
	const { db, clock } = c.var.services;
	const sessions = await listOpenSessions(db, clock.now(), actor);
	const names = await listActorNames(
		db,
		sessions.map((session) => session.actor),
	);
	return sessions.map(({ id, actor: who, browser, createdAt, expiresAt }) => ({
		id,
		actor: who,
		name: names.get(who) ?? "administrator's token",
		browser,
		createdAt: toInstant(createdAt),
		expiresAt: toInstant(expiresAt),
	}));
}

/**
 * Ends an open session; only one's own where an actor is given.
 * @throws AppError `session.not_found`
 */
export async function endSession(c: HttpContext, id: string, actor?: Actor): Promise<void> {
	const { db, clock, setup } = c.var.services;
	const open = await listOpenSessions(db, clock.now(), actor);
	requireFound(
		"session",
		id,
		open.find((session) => session.id === id),
	);
	await setup.sessions.close(id, changeOf(c));
}
