import { createRoute, z } from "@hono/zod-openapi";

import { listFedexAccounts } from "../../db/fedex-accounts.ts";
import type { PageRequest } from "../../db/page.ts";
import { PUSH_TOKEN_FORM } from "../../fedex/push.ts";
import { addFedexAccount } from "../../shipping/connect/add-fedex-account.ts";
import { checkFedexAccount } from "../../shipping/connect/check-fedex-account.ts";
import { pauseFedexAccount } from "../../shipping/operate/pause.ts";
import { setPushToken } from "../../shipping/operate/set-push-token.ts";
import type { FedexAccount } from "../../shipping/ports/fedex-accounts.ts";
import { requireFound } from "../../shipping/refusals.ts";
import { type Api, changeOf, type HttpContext, newApi } from "../context.ts";
import {
	body,
	changeProblems,
	json,
	readProblems,
	secured,
	securedOnce,
	toInstantOrNull,
	toInstant,
	toList,
	toPage,
} from "./route-parts.ts";
import { idParams, idempotencyHeader, instantSchema, pageOf, pageQuery } from "./schemas.ts";

const tags = ["FedEx accounts"];

const credentialsSchema = z.strictObject({
	clientId: z.string().trim().min(1).max(200),
	clientSecret: z.string().trim().min(1).max(500),
});

export const newFedexAccountSchema = z
	.strictObject({
		name: z.string().trim().min(1).max(100),
		accountNumber: z
			.string()
			.trim()
			.regex(/^\d{9}$/, { error: "is a FedEx account number of nine digits" }),
		environment: z.enum(["production", "sandbox"]),
		ship: credentialsSchema,
		track: credentialsSchema,
		/** Of FedEx Freight, which has a project of its own. */
		freight: credentialsSchema.nullable().default(null),
	})
	.openapi("NewFedexAccount");

const accountSchema = z
	.object({
		id: z.string(),
		name: z.string(),
		accountNumber: z.string(),
		environment: z.enum(["production", "sandbox"]),
		suspended: z
			.object({
				at: instantSchema,
				code: z.string().nullable(),
				message: z.string().nullable(),
				probeAt: instantSchema.nullable(),
			})
			.nullable(),
		pausedAt: instantSchema.nullable(),
		push: z
			.object({ heardAt: instantSchema.nullable() })
			.nullable()
			.openapi({ description: "FedEx's push, where the account has it; heard to the hour." }),
	})
	.openapi("FedexAccount");

export const pushSchema = z
	.strictObject({
		securityToken: z.string().regex(PUSH_TOKEN_FORM, {
			error: "has 26 to 100 characters, with a capital, a small letter and a digit",
		}),
	})
	.openapi("FedexPush");

const checkSchema = z.object({ ok: z.boolean(), problem: z.string().nullable() });

const create = createRoute({
	method: "post",
	path: "/fedex-accounts",
	tags,
	summary: "Add a FedEx account",
	...securedOnce("admin"),
	request: { headers: idempotencyHeader, body: body(newFedexAccountSchema) },
	responses: { 201: json(accountSchema, "Added."), ...changeProblems },
});

const list = createRoute({
	method: "get",
	path: "/fedex-accounts",
	tags,
	summary: "List FedEx accounts",
	...secured("read"),
	request: { query: pageQuery },
	responses: { 200: json(pageOf(accountSchema), "A page, newest first."), ...readProblems },
});

const get = createRoute({
	method: "get",
	path: "/fedex-accounts/{id}",
	tags,
	summary: "Read a FedEx account",
	...secured("read"),
	request: { params: idParams },
	responses: { 200: json(accountSchema, "The account."), ...readProblems },
});

const check = createRoute({
	method: "post",
	path: "/fedex-accounts/{id}/check",
	tags,
	summary: "Ask FedEx whether it accepts the credentials",
	...secured("admin"),
	request: { params: idParams },
	responses: {
		200: json(
			z.object({ ship: checkSchema, track: checkSchema, freight: checkSchema.optional() }),
			"What FedEx said.",
		),
		...changeProblems,
	},
});

const setPush = createRoute({
	method: "put",
	path: "/fedex-accounts/{id}/push",
	tags,
	summary: "Hear what FedEx pushes, signed with that security token",
	...secured("admin"),
	request: { params: idParams, body: body(pushSchema) },
	responses: { 200: json(accountSchema, "The account."), ...changeProblems },
});

const endPush = createRoute({
	method: "delete",
	path: "/fedex-accounts/{id}/push",
	tags,
	summary: "Hear FedEx's push no more; polling goes on",
	...secured("admin"),
	request: { params: idParams },
	responses: { 200: json(accountSchema, "The account."), ...changeProblems },
});

const pausing = (verb: "pause" | "resume") =>
	createRoute({
		method: "post",
		path: `/fedex-accounts/{id}/${verb}`,
		tags,
		summary: verb === "pause" ? "Ship nothing on this account" : "Ship on this account again",
		...secured("admin"),
		request: { params: idParams },
		responses: { 200: json(accountSchema, "The account."), ...changeProblems },
	});

export function fedexAccountRoutes(): Api {
	const api = newApi();
	api.openapi(create, async (c) => {
		const { setup } = c.var.services;
		const account = await addFedexAccount(c.req.valid("json"), changeOf(c), setup.accounts);
		return c.json(toAccountView(account), 201);
	});
	api.openapi(list, async (c) => {
		return c.json(await readFedexAccounts(c, toPage(c.req.valid("query"))), 200);
	});
	api.openapi(get, async (c) => {
		const { id } = c.req.valid("param");
		const found = await c.var.services.setup.accounts.find(id);
		return c.json(toAccountView(requireFound("fedex_account", id, found)), 200);
	});
	api.openapi(check, async (c) => {
		const { setup, carrier } = c.var.services;
		const result = await checkFedexAccount(c.req.valid("param").id, {
			accounts: setup.accounts,
			carrier,
		});
		return c.json(result, 200);
	});
	const push = async (c: HttpContext, id: string, token: string | null) => {
		const { accounts } = c.var.services.setup;
		await setPushToken(id, token, changeOf(c), accounts);
		return toAccountView(requireFound("fedex_account", id, await accounts.find(id)));
	};
	api.openapi(setPush, async (c) => {
		const { securityToken } = c.req.valid("json");
		return c.json(await push(c, c.req.valid("param").id, securityToken), 200);
	});
	api.openapi(endPush, async (c) => c.json(await push(c, c.req.valid("param").id, null), 200));
	for (const verb of ["pause", "resume"] as const) {
		api.openapi(pausing(verb), async (c) => {
			const { id } = c.req.valid("param");
			const { accounts } = c.var.services.setup;
			const account = await pauseFedexAccount(id, verb === "pause", changeOf(c), accounts);
			return c.json(toAccountView(account), 200);
		});
	}
	return api;
}

export async function readFedexAccounts(c: HttpContext, page: PageRequest) {
	const rows = await listFedexAccounts(c.var.services.db, page);
	return toList(rows, page, toAccountView, (row) => row.id);
}

export function toAccountView(account: FedexAccount): z.infer<typeof accountSchema> {
	const { id, name, accountNumber, environment, suspendedAt, probeAt } = account;
	return {
		id,
		name,
		accountNumber,
		environment,
		suspended:
			suspendedAt === null
				? null
				: {
						at: toInstant(suspendedAt),
						code: account.suspendedCode,
						message: account.suspendedMessage,
						probeAt: toInstantOrNull(probeAt),
					},
		pausedAt: toInstantOrNull(account.pausedAt),
		push: account.hasPush ? { heardAt: toInstantOrNull(account.pushHeardAt) } : null,
	};
}
