import { createRoute, z } from "@hono/zod-openapi";

import { listConnections } from "../../db/connections.ts";
import type { PageRequest } from "../../db/page.ts";
import { authorizeConnection } from "../../shipping/connect/authorize-connection.ts";
import { createConnection } from "../../shipping/connect/create-connection.ts";
import { deleteConnection } from "../../shipping/connect/delete-connection.ts";
import { renewClientSecret } from "../../shipping/connect/renew-client-secret.ts";
import { CONNECTION_STATES } from "../../shipping/model/connection-states.ts";
import type { Connection } from "../../shipping/ports/connections.ts";
import { requireFound } from "../../shipping/refusals.ts";
import { type Api, type HttpContext, changeOf, newApi } from "../context.ts";
import { publicUrl, redirectUri } from "../public-url.ts";
import {
	body,
	changeProblems,
	json,
	readProblems,
	secured,
	securedOnce,
	toInstant,
	toInstantOrNull,
	toList,
	toPage,
} from "./route-parts.ts";
import { idParams, idempotencyHeader, instantSchema, pageOf, pageQuery } from "./schemas.ts";

const tags = ["Exact connections"];

export const newConnectionSchema = z
	.strictObject({
		name: z.string().trim().min(1).max(100),
		region: z.enum(["nl", "be", "de", "fr", "es", "co.uk", "com"]),
		clientId: z.string().trim().min(1).max(200),
		clientSecret: z.string().trim().min(1).max(500),
		webhookSecret: z.string().trim().min(1).max(500),
	})
	.openapi("NewExactConnection");

const connectionSchema = z
	.object({
		id: z.string(),
		name: z.string(),
		region: z.string(),
		status: z.enum(CONNECTION_STATES),
		authorizeUrl: z.string(),
		redirectUri: z.string(),
		webhookUrl: z.string(),
		user: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
		grantExpiresAt: instantSchema.nullable(),
	})
	.openapi("ExactConnection");

const create = createRoute({
	method: "post",
	path: "/exact-connections",
	tags,
	summary: "Register an app of a country site",
	...securedOnce("admin"),
	request: { headers: idempotencyHeader, body: body(newConnectionSchema) },
	responses: { 201: json(connectionSchema, "Registered, not connected yet."), ...changeProblems },
});

const list = createRoute({
	method: "get",
	path: "/exact-connections",
	tags,
	summary: "List connections",
	...secured("read"),
	request: { query: pageQuery },
	responses: { 200: json(pageOf(connectionSchema), "A page, newest first."), ...readProblems },
});

const get = createRoute({
	method: "get",
	path: "/exact-connections/{id}",
	tags,
	summary: "Read a connection",
	...secured("read"),
	request: { params: idParams },
	responses: { 200: json(connectionSchema, "The connection."), ...readProblems },
});

const remove = createRoute({
	method: "delete",
	path: "/exact-connections/{id}",
	tags,
	summary: "Delete a connection whose divisions are all off",
	...secured("admin"),
	request: { params: idParams },
	responses: { 204: { description: "Deleted, with its grant." }, ...changeProblems },
});

export const clientSecretSchema = z
	.strictObject({ clientSecret: newConnectionSchema.shape.clientSecret })
	.openapi("ClientSecret");

const putSecret = createRoute({
	method: "put",
	path: "/exact-connections/{id}/client-secret",
	tags,
	summary: "Give the app's client secret anew: after a restore, or when Exact made another one",
	...secured("admin"),
	request: { params: idParams, body: body(clientSecretSchema) },
	responses: { 200: json(connectionSchema, "It is kept."), ...changeProblems },
});

const authorize = createRoute({
	method: "post",
	path: "/exact-connections/{id}/authorize",
	tags,
	summary: "Get an address that opens Exact's consent once",
	...secured("admin"),
	request: { params: idParams },
	responses: {
		200: json(z.object({ url: z.string(), expiresAt: instantSchema }), "The address."),
		...changeProblems,
	},
});

export function exactConnectionRoutes(): Api {
	const api = newApi();
	api.openapi(create, async (c) => {
		const input = { ...c.req.valid("json"), redirectUri: redirectUri(c) };
		const created = await createConnection(input, changeOf(c), c.var.services.setup);
		return c.json(toConnectionView(c, created), 201);
	});
	api.openapi(list, async (c) => {
		return c.json(await readConnections(c, toPage(c.req.valid("query"))), 200);
	});
	api.openapi(get, async (c) => {
		const { id } = c.req.valid("param");
		const found = await c.var.services.setup.connections.find(id);
		return c.json(toConnectionView(c, requireFound("connection", id, found)), 200);
	});
	api.openapi(remove, async (c) => {
		await deleteConnection(c.req.valid("param").id, changeOf(c), c.var.services.setup);
		return c.body(null, 204);
	});
	api.openapi(putSecret, async (c) => {
		const { id } = c.req.valid("param");
		const kept = await keepClientSecret(c, id, c.req.valid("json").clientSecret);
		return c.json(toConnectionView(c, kept), 200);
	});
	api.openapi(authorize, async (c) => {
		const { id } = c.req.valid("param");
		const start = startUrl(c, id);
		const { code, expiresAt } = await authorizeConnection(id, changeOf(c), c.var.services.setup);
		return c.json({ url: `${start}&code=${code}`, expiresAt: toInstant(expiresAt) }, 200);
	});
	return api;
}

export function keepClientSecret(
	c: HttpContext,
	id: string,
	clientSecret: string,
): Promise<Connection> {
	const secret = { id, clientSecret, redirectUri: redirectUri(c) };
	return renewClientSecret(secret, changeOf(c), c.var.services.setup);
}

export async function readConnections(c: HttpContext, page: PageRequest) {
	const rows = await listConnections(c.var.services.db, page);
	return toList(
		rows,
		page,
		(row) => toConnectionView(c, row),
		(row) => row.id,
	);
}

function startUrl(c: HttpContext, id: string): string {
	return `${publicUrl(c)}/oauth/exact/start?connection=${id}`;
}

export function toConnectionView(
	c: HttpContext,
	connection: Connection,
): z.infer<typeof connectionSchema> {
	const { id, name, region, status, userId, userName, grantExpiresAt } = connection;
	return {
		id,
		name,
		region,
		status,
		authorizeUrl: startUrl(c, id),
		redirectUri: redirectUri(c),
		webhookUrl: `${publicUrl(c)}/webhooks/exact/${id}`,
		user: userId === null ? null : { id: userId, name: userName },
		grantExpiresAt: toInstantOrNull(grantExpiresAt),
	};
}
