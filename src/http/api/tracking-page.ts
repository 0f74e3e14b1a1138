import { createRoute, z } from "@hono/zod-openapi";

import { renewTrackingLink } from "../../shipping/operate/renew-tracking-link.ts";
import {
	LOGO_MAX_BYTES,
	removeDivisionLogo,
	saveDivisionLogo,
} from "../../shipping/operate/save-division-logo.ts";
import { requireFound } from "../../shipping/refusals.ts";
import { type Api, changeOf, type HttpContext, newApi } from "../context.ts";
import { toDivisionView } from "./division-view.ts";
import { divisionSchema } from "./division-view.ts";
import { readShipment } from "./read-shipments.ts";
import { changeProblems, json, secured, securedOnce } from "./route-parts.ts";
import { idempotencyHeader, idParams } from "./schemas.ts";
import { shipmentSchema } from "./shipment-view.ts";

const renew = createRoute({
	method: "post",
	path: "/shipments/{id}/tracking-page/renew",
	tags: ["Shipments"],
	summary: "Withdraw the customer's link to a shipment; another one takes its place",
	...securedOnce("operate"),
	request: { params: idParams, headers: idempotencyHeader },
	responses: { 202: json(shipmentSchema, "The shipment with its new link."), ...changeProblems },
});

const picture = z.string().openapi({ format: "binary" });

const saveLogo = createRoute({
	method: "put",
	path: "/divisions/{id}/logo",
	tags: ["Divisions"],
	summary: `Keep the logo of a division's tracking pages, at most ${LOGO_MAX_BYTES} bytes`,
	...secured("admin"),
	request: {
		params: idParams,
		body: {
			content: {
				"image/png": { schema: picture },
				"image/jpeg": { schema: picture },
				"image/webp": { schema: picture },
			},
		},
	},
	responses: { 200: json(divisionSchema, "The division."), ...changeProblems },
});

const removeLogo = createRoute({
	method: "delete",
	path: "/divisions/{id}/logo",
	tags: ["Divisions"],
	summary: "Show the company's name in place of a logo",
	...secured("admin"),
	request: { params: idParams },
	responses: { 200: json(divisionSchema, "The division."), ...changeProblems },
});

export function trackingPageRoutes(): Api {
	const api = newApi();
	api.openapi(renew, async (c) => {
		const { id } = c.req.valid("param");
		const { trackingLinks } = c.var.services.setup;
		await renewTrackingLink(id, changeOf(c), { trackingLinks });
		return c.json(await readShipment(c, id), 202);
	});
	api.openapi(saveLogo, async (c) => {
		const { id } = c.req.valid("param");
		await keepLogo(c, id, new Uint8Array(await c.req.arrayBuffer()));
		return c.json(await readDivision(c, id), 200);
	});
	api.openapi(removeLogo, async (c) => {
		const { id } = c.req.valid("param");
		await dropLogo(c, id);
		return c.json(await readDivision(c, id), 200);
	});
	return api;
}

export async function keepLogo(
	c: HttpContext,
	divisionId: string,
	bytes: Uint8Array<ArrayBuffer>,
): Promise<void> {
	const { objects, setup } = c.var.services;
	await saveDivisionLogo(divisionId, bytes, changeOf(c), { ...setup, objects });
}

export async function dropLogo(c: HttpContext, divisionId: string): Promise<void> {
	await removeDivisionLogo(divisionId, changeOf(c), c.var.services.setup);
}

async function readDivision(c: HttpContext, id: string) {
	const found = await c.var.services.setup.divisions.find(id);
	return toDivisionView(c, requireFound("division", id, found));
}
