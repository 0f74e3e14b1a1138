import { createRoute, z } from "@hono/zod-openapi";

import { type ApiToken, listApiTokens } from "../../db/api-tokens.ts";
import { createApiToken } from "../../shipping/operate/create-api-token.ts";
import { invalidField, requireFound } from "../../shipping/refusals.ts";
import { type Api, changeOf, newApi } from "../context.ts";
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

const tags = ["API tokens"];

const scopesSchema = z.array(z.enum(["read", "operate", "admin"]));

const inputSchema = z
	.strictObject({
		name: z.string().trim().min(1).max(100),
		scopes: scopesSchema.min(1).max(3),
		expiresAt: z.iso.datetime({ offset: true }).nullable().default(null),
	})
	.openapi("NewApiToken");

const tokenSchema = z
	.object({
		id: z.string(),
		name: z.string(),
		scopes: scopesSchema,
		createdAt: instantSchema,
		expiresAt: instantSchema.nullable(),
		revokedAt: instantSchema.nullable(),
	})
	.openapi("ApiToken");

const create = createRoute({
	method: "post",
	path: "/api-tokens",
	tags,
	summary: "Make an API token; it is shown once",
	...securedOnce("admin"),
	request: { headers: idempotencyHeader, body: body(inputSchema) },
	responses: {
		201: json(z.object({ id: z.string(), token: z.string() }), "Made."),
		...changeProblems,
	},
});

const list = createRoute({
	method: "get",
	path: "/api-tokens",
	tags,
	summary: "List API tokens",
	...secured("admin"),
	request: { query: pageQuery },
	responses: { 200: json(pageOf(tokenSchema), "A page, newest first."), ...readProblems },
});

const revoke = createRoute({
	method: "delete",
	path: "/api-tokens/{id}",
	tags,
	summary: "Revoke an API token",
	...secured("admin"),
	request: { params: idParams },
	responses: { 204: { description: "Revoked." }, ...changeProblems },
});

export function apiTokenRoutes(): Api {
	const api = newApi();
	api.openapi(create, async (c) => {
		const { name, scopes, expiresAt } = c.req.valid("json");
		const endsAt = expiresAt === null ? null : Date.parse(expiresAt);
		if (endsAt !== null && endsAt <= c.var.services.clock.now()) {
			throw invalidField({
				field: "expiresAt",
				message: "This instant is over.",
				remedy: "Give one that is still to come, or null for a token without an end.",
			});
		}
		const { apiTokens } = c.var.services.setup;
		const input = { name, scopes, expiresAt: endsAt };
		return c.json(await createApiToken(input, changeOf(c), apiTokens), 201);
	});
	api.openapi(list, async (c) => {
		const page = toPage(c.req.valid("query"));
		const rows = await listApiTokens(c.var.services.db, page);
		return c.json(
			toList(rows, page, toView, (row) => row.id),
			200,
		);
	});
	api.openapi(revoke, async (c) => {
		const { id } = c.req.valid("param");
		const isThere = await c.var.services.setup.apiTokens.revoke(id, changeOf(c));
		requireFound("api_token", id, isThere ? id : undefined);
		return c.body(null, 204);
	});
	return api;
}

function toView(token: ApiToken): z.infer<typeof tokenSchema> {
	const { id, name, scopes, createdAt, expiresAt, revokedAt } = token;
	return {
		id,
		name,
		scopes,
		createdAt: toInstant(createdAt),
		expiresAt: toInstantOrNull(expiresAt),
		revokedAt: toInstantOrNull(revokedAt),
	};
}
