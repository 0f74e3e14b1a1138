import { createRoute, z } from "@hono/zod-openapi";

import {
	findWebhookEndpoint,
	listDeliveriesOf,
	listWebhookEndpoints,
} from "../../db/webhook-endpoints.ts";
import { EVENT_KINDS } from "../../shipping/model/told-events.ts";
import { createWebhookEndpoint, newSecret } from "../../shipping/operate/webhook-endpoints.ts";
import { requireFound } from "../../shipping/refusals.ts";
import { type Api, changeOf, type HttpContext, newApi } from "../context.ts";
import {
	deliverySchema,
	deliveryView,
	endpointSchema,
	endpointView,
} from "./outgoing-webhook-view.ts";
import {
	body,
	changeProblems,
	json,
	readProblems,
	secured,
	securedOnce,
	toList,
	toPage,
} from "./route-parts.ts";
import { idParams, idempotencyHeader, pageOf, pageQuery } from "./schemas.ts";

const tags = ["Outgoing webhooks"];
const BASE = "/outgoing-webhooks";

const kindsSchema = z.array(z.enum(EVENT_KINDS)).min(1).max(EVENT_KINDS.length);

export const newEndpointSchema = z
	.strictObject({
		name: z.string().trim().min(1).max(100),
		url: z.url().max(500),
		kinds: kindsSchema,
	})
	.openapi("NewOutgoingWebhook");

export const endpointChangeSchema = newEndpointSchema.partial().openapi("OutgoingWebhookChange");

export const replaySchema = z
	.union([
		z.strictObject({ eventId: z.string().min(1).max(100) }),
		z.strictObject({ since: z.iso.datetime({ offset: true }) }),
	])
	.openapi("OutgoingWebhookReplay");

const secretSchema = z.object({ id: z.string(), secret: z.string() });

const create = createRoute({
	method: "post",
	path: BASE,
	tags,
	summary: "Add a webhook; its secret is shown once",
	...securedOnce("admin"),
	request: { headers: idempotencyHeader, body: body(newEndpointSchema) },
	responses: { 201: json(secretSchema, "Added."), ...changeProblems },
});

const list = createRoute({
	method: "get",
	path: BASE,
	tags,
	summary: "List the webhooks",
	...secured("read"),
	responses: {
		200: json(z.object({ items: z.array(endpointSchema) }), "All; 20 at most."),
		...readProblems,
	},
});

const get = createRoute({
	method: "get",
	path: `${BASE}/{id}`,
	tags,
	summary: "Read a webhook",
	...secured("read"),
	request: { params: idParams },
	responses: { 200: json(endpointSchema, "The webhook."), ...readProblems },
});

const change = createRoute({
	method: "patch",
	path: `${BASE}/{id}`,
	tags,
	summary: "Change a webhook's name, address or events",
	...secured("admin"),
	request: { params: idParams, body: body(endpointChangeSchema) },
	responses: { 200: json(endpointSchema, "Changed."), ...changeProblems },
});

const remove = createRoute({
	method: "delete",
	path: `${BASE}/{id}`,
	tags,
	summary: "Delete a webhook, with what it was not told yet",
	...secured("admin"),
	request: { params: idParams },
	responses: { 204: { description: "Deleted." }, ...changeProblems },
});

const act = (name: "enable" | "disable", summary: string) =>
	createRoute({
		method: "post",
		path: `${BASE}/{id}/${name}`,
		tags,
		summary,
		...secured("admin"),
		request: { params: idParams },
		responses: { 200: json(endpointSchema, "The webhook."), ...changeProblems },
	});

const enable = act("enable", "Enable a webhook; what it missed goes out");
const disable = act("disable", "Disable a webhook; nothing is sent until it is enabled");

const renewSecret = createRoute({
	method: "post",
	path: `${BASE}/{id}/secret`,
	tags,
	summary: "Make a new secret; the one before signs nothing from then on",
	...secured("admin"),
	request: { params: idParams },
	responses: { 200: json(secretSchema, "The new secret, shown once."), ...changeProblems },
});

const deliveries = createRoute({
	method: "get",
	path: `${BASE}/{id}/deliveries`,
	tags,
	summary: "List what a webhook was told",
	...secured("read"),
	request: { params: idParams, query: pageQuery },
	responses: {
		200: json(pageOf(deliverySchema), "A page, the newest event first."),
		...readProblems,
	},
});

const replay = createRoute({
	method: "post",
	path: `${BASE}/{id}/replay`,
	tags,
	summary: "Send one event again, or all since an instant (30 days at most)",
	...secured("operate"),
	request: { params: idParams, body: body(replaySchema) },
	responses: { 202: json(z.object({ replayed: z.int() }), "Due again."), ...changeProblems },
});

export function outgoingWebhookRoutes(): Api {
	const api = newApi();
	api.openapi(create, async (c) => c.json(await addEndpoint(c, c.req.valid("json")), 201));
	api.openapi(list, async (c) => c.json({ items: await readEndpoints(c) }, 200));
	api.openapi(get, async (c) => c.json(await readEndpoint(c, c.req.valid("param").id), 200));
	api.openapi(change, async (c) => {
		const { id } = c.req.valid("param");
		await changeEndpoint(c, id, c.req.valid("json"));
		return c.json(await readEndpoint(c, id), 200);
	});
	api.openapi(remove, async (c) => {
		await removeEndpoint(c, c.req.valid("param").id);
		return c.body(null, 204);
	});
	for (const [route, isEnabled] of [
		[enable, true],
		[disable, false],
	] as const) {
		api.openapi(route, async (c) => {
			const { id } = c.req.valid("param");
			await setEnabled(c, id, isEnabled);
			return c.json(await readEndpoint(c, id), 200);
		});
	}
	api.openapi(renewSecret, async (c) =>
		c.json(await renewEndpointSecret(c, c.req.valid("param").id), 200),
	);
	api.openapi(deliveries, async (c) => {
		const page = toPage(c.req.valid("query"));
		return c.json(await readDeliveries(c, c.req.valid("param").id, page), 200);
	});
	api.openapi(replay, async (c) => {
		const replayed = await replayTo(c, c.req.valid("param").id, c.req.valid("json"));
		return c.json({ replayed }, 202);
	});
	return api;
}

/** @throws AppError `webhook.target_refused`, `webhook_endpoint.too_many` */
export function addEndpoint(c: HttpContext, input: z.output<typeof newEndpointSchema>) {
	const { outbound, setup } = c.var.services;
	return createWebhookEndpoint(input, changeOf(c), { endpoints: setup.endpoints, outbound });
}

export async function readEndpoints(c: HttpContext) {
	return (await listWebhookEndpoints(c.var.services.db)).map(endpointView);
}

/** @throws AppError `webhook_endpoint.not_found` */
export async function readEndpoint(c: HttpContext, id: string) {
	const found = await findWebhookEndpoint(c.var.services.db, id);
	return endpointView(requireFound("webhook_endpoint", id, found));
}

/** @throws AppError `webhook.target_refused`, `webhook_endpoint.not_found` */
export async function changeEndpoint(
	c: HttpContext,
	id: string,
	{ name, url, kinds }: z.output<typeof endpointChangeSchema>,
): Promise<void> {
	const { outbound, setup } = c.var.services;
	if (url !== undefined) {
		outbound.checkTarget(url);
	}
	const set = {
		...(name === undefined ? {} : { name }),
		...(url === undefined ? {} : { url }),
		...(kinds === undefined ? {} : { kinds }),
	};
	requireThere(id, await setup.endpoints.change(id, set, changeOf(c)));
}

export async function removeEndpoint(c: HttpContext, id: string): Promise<void> {
	requireThere(id, await c.var.services.setup.endpoints.remove(id, changeOf(c)));
}

export async function setEnabled(c: HttpContext, id: string, isEnabled: boolean): Promise<void> {
	const { setup, wakeUps } = c.var.services;
	const isThere = isEnabled
		? await setup.endpoints.enable(id, changeOf(c))
		: await setup.endpoints.disable(id, changeOf(c));
	requireThere(id, isThere);
	if (isEnabled) {
		await wakeUps.send("webhooks", id);
	}
}

export async function renewEndpointSecret(c: HttpContext, id: string) {
	const secret = newSecret();
	requireThere(id, await c.var.services.setup.endpoints.change(id, { secret }, changeOf(c)));
	return { id, secret };
}

export async function readDeliveries(
	c: HttpContext,
	id: string,
	page: { limit: number; cursor: string | undefined },
) {
	const { db } = c.var.services;
	await readEndpoint(c, id);
	const rows = await listDeliveriesOf(db, id, page);
	return toList(rows, page, deliveryView, ({ eventId }) => eventId);
}

/** Answers how many go out by that. */
export async function replayTo(
	c: HttpContext,
	id: string,
	which: z.output<typeof replaySchema>,
): Promise<number> {
	const { setup, wakeUps } = c.var.services;
	await readEndpoint(c, id);
	const replayed = await setup.endpoints.replay(
		id,
		"eventId" in which ? which : { since: Date.parse(which.since) },
		changeOf(c),
	);
	await wakeUps.send("webhooks", id);
	return replayed;
}

function requireThere(id: string, isThere: boolean): void {
	requireFound("webhook_endpoint", id, isThere ? id : undefined);
}
