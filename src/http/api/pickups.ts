import { createRoute, z } from "@hono/zod-openapi";

import { listPickups } from "../../db/list-day-work.ts";
import type { PageRequest } from "../../db/page.ts";
import { timeOfDay } from "../../shipping/model/settings/parts.ts";
import { cancelPickup } from "../../shipping/operate/cancel-pickup.ts";
import { requestPickup } from "../../shipping/operate/request-pickup.ts";
import { PICKUP_CARRIERS } from "../../shipping/ports/carrier.ts";
import type { Pickup } from "../../shipping/ports/pickups.ts";
import { type Api, changeOf, type HttpContext, newApi } from "../context.ts";
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

const pickupSchema = z
	.object({
		id: z.string(),
		divisionId: z.string(),
		fedexAccountId: z.string(),
		carrier: z.enum(PICKUP_CARRIERS),
		day: z.string(),
		state: z.enum(["asked", "confirmed", "cancelled", "refused", "unknown"]),
		packages: z.int(),
		weightGrams: z.int(),
		confirmationCode: z.string().nullable(),
		location: z.string().nullable(),
	})
	.openapi("Pickup");

export const newPickupSchema = z
	.strictObject({
		carrier: z.enum(PICKUP_CARRIERS).default("express"),
		fedexAccountId: z.string().trim().min(1).max(60).nullable().default(null),
		day: z.iso.date().nullable().default(null),
		readyTime: timeOfDay,
		closeTime: timeOfDay,
		again: z.boolean().default(false).openapi({
			description: "Has another courier come although one was asked for.",
		}),
	})
	.openapi("NewPickup");

const create = createRoute({
	method: "post",
	path: "/divisions/{id}/pickups",
	tags: ["Divisions"],
	summary: "Have a courier come for the parcels of a day",
	...securedOnce("operate"),
	request: { params: idParams, headers: idempotencyHeader, body: body(newPickupSchema) },
	responses: { 201: json(pickupSchema, "FedEx confirmed it."), ...changeProblems },
});

const list = createRoute({
	method: "get",
	path: "/divisions/{id}/pickups",
	tags: ["Divisions"],
	summary: "List the couriers that were asked for",
	...secured("read"),
	request: { params: idParams, query: pageQuery },
	responses: { 200: json(pageOf(pickupSchema), "Newest first."), ...readProblems },
});

const cancel = createRoute({
	method: "post",
	path: "/pickups/{id}/cancel",
	tags: ["Divisions"],
	summary: "Have no courier come after all",
	...securedOnce("operate"),
	request: { params: idParams, headers: idempotencyHeader },
	responses: { 200: json(pickupSchema, "FedEx cancelled it."), ...changeProblems },
});

export function pickupRoutes(): Api {
	const api = newApi();
	api.openapi(list, async (c) =>
		c.json(await readPickups(c, c.req.valid("param").id, toPage(c.req.valid("query"))), 200),
	);
	api.openapi(cancel, async (c) =>
		c.json(toView(await callOffCourier(c, c.req.valid("param").id)), 200),
	);
	api.openapi(create, async (c) => {
		const made = await askForPickup(c, c.req.valid("param").id, c.req.valid("json"));
		return c.json(toView(made), 201);
	});
	return api;
}

export function askForPickup(
	c: HttpContext,
	divisionId: string,
	{ again, ...wish }: z.infer<typeof newPickupSchema>,
): Promise<Pickup> {
	const { setup, pickupDesk } = c.var.services;
	return requestPickup(divisionId, { ...wish, isAgain: again }, changeOf(c), {
		...setup,
		desk: pickupDesk,
	});
}

export async function readPickups(c: HttpContext, divisionId: string, page: PageRequest) {
	const rows = await listPickups(c.var.services.db, divisionId, page);
	return toList(rows, page, toView, ({ id }) => id);
}

export function callOffCourier(c: HttpContext, id: string): Promise<Pickup> {
	const { setup, pickupDesk } = c.var.services;
	return cancelPickup(id, changeOf(c), { ...setup, desk: pickupDesk });
}

function toView({ id, divisionId, fedexAccountId, carrier, day, state, ...rest }: Pickup) {
	const { packages, weightGrams, confirmationCode, location } = rest;
	return {
		id,
		divisionId,
		fedexAccountId,
		carrier,
		day,
		state,
		packages,
		weightGrams,
		confirmationCode,
		location,
	};
}
