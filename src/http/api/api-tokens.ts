import { createRoute, z } from "@hono/zod-openapi";

import { type ApiToken, listApiTokens } from "../../db/api-tokens.ts";
import type { PageRequest } from "../../db/page.ts";
import { listActorNames } from "../../db/people.ts";
import { createApiToken } from "../../shipping/operate/create-api-token.ts";
import { invalidField, requireFound } from "../../shipping/refusals.ts";
import { type Api, changeOf, type HttpContext, newApi } from "../context.ts";
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

export const newApiTokenSchema = z
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
		createdBy: z.string().nullable(),
		lastUsedDay: z.iso.date().nullable(),
	})
	.openapi("ApiToken");

const create = createRoute({
	method: "post",
	path: "/api-tokens",
	tags,
	summary: "Make an API token; it is shown once",
	...securedOnce("admin"),
	request: { headers: idempotencyHeader, body: body(newApiTokenSchema) },
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
		return c.json(await makeApiToken(c, c.req.valid("json")), 201);
	});
	api.openapi(list, async (c) => {
		return c.json(await readApiTokens(c, toPage(c.req.valid("query"))), 200);
	});
	api.openapi(revoke, async (c) => {
		await revokeApiToken(c, c.req.valid("param").id);
		return c.body(null, 204);
	});
	return api;
}

/** @throws AppError `request.invalid` for an end that is over */
export async function makeApiToken(c: HttpContext, input: z.output<typeof newApiTokenSchema>) {
	const { name, scopes, expiresAt } = input;
	const endsAt = expiresAt === null ? null : Date.parse(expiresAt);
	if (endsAt !== null && endsAt <= c.var.services.clock.now()) {
		throw invalidField({
			field: "expiresAt",
			message: "This instant is over.",
			remedy: "Give one that is still to come, or null for a token without an end.",
		});
	}
	const { apiTokens } = c.var.services.setup;
	return createApiToken({ name, scopes, expiresAt: endsAt }, changeOf(c), apiTokens);
}

export async function readApiTokens(c: HttpContext, page: PageRequest) {
	const { db } = c.var.services;
	const rows = await listApiTokens(db, page);
	const names = await listActorNames(
		db,
		rows.flatMap(({ createdBy }) => createdBy ?? []),
	);
	return toList(
		rows,
		page,
		(row) => toView(row, names),
		(row) => row.id,
	);
}

/** @throws AppError `api_token.not_found` */
export async function revokeApiToken(c: HttpContext, id: string): Promise<void> {
	const isThere = await c.var.services.setup.apiTokens.revoke(id, changeOf(c));
	requireFound("api_token", id, isThere ? id : undefined);
}

function toView(token: ApiToken, names: ReadonlyMap<string, string>): z.infer<typeof tokenSchema> {
	const { id, name, scopes, createdAt, expiresAt, revokedAt, createdBy, lastUsedDay } = token;
	return {
		id,
		name,
		scopes,
		createdAt: toInstant(createdAt),
		expiresAt: toInstantOrNull(expiresAt),
		revokedAt: toInstantOrNull(revokedAt),
		createdBy: createdBy === null ? null : (names.get(createdBy) ?? createdBy),
		lastUsedDay,
	};
}
