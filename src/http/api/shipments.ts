import { createRoute, z } from "@hono/zod-openapi";

import { DECISION_CHOICES, type DecisionChoice } from "../../shipping/model/decision.ts";
import { SHIPMENT_STATUSES } from "../../shipping/model/shipment-states.ts";
import { TRACKING_STATES } from "../../shipping/model/tracking-states.ts";
import { fetchProof } from "../../shipping/operate/fetch-proof.ts";
import { makeReturnLabel } from "../../shipping/operate/make-return-label.ts";
import { replayShipment } from "../../shipping/operate/replay-shipment.ts";
import { settleDecision } from "../../shipping/operate/settle-decision.ts";
import { relabelShipment, voidShipment } from "../../shipping/operate/void-shipment.ts";
import { type Api, type HttpContext, changeOf, newApi } from "../context.ts";
import { readShipment, readShipments } from "./read-shipments.ts";
import {
	body,
	changeProblems,
	json,
	readProblems,
	secured,
	securedOnce,
	toPage,
} from "./route-parts.ts";
import {
	filterText,
	idParams,
	idempotencyHeader,
	instantQuery,
	pageOf,
	pageQuery,
} from "./schemas.ts";
import { shipmentSchema, shipmentSummarySchema } from "./shipment-view.ts";

const tags = ["Shipments"];

const list = createRoute({
	method: "get",
	path: "/shipments",
	tags,
	summary: "List shipments",
	...secured("read"),
	request: {
		query: pageQuery.extend({
			divisionId: filterText.optional(),
			status: z.enum(SHIPMENT_STATUSES).optional(),
			tracking: z.enum(TRACKING_STATES).optional(),
			decision: z.enum(["open"]).optional().openapi({
				description: "Only those that wait for a decision.",
			}),
			service: filterText.optional().openapi({ example: "FEDEX_PRIORITY" }),
			costCentre: filterText.optional(),
			from: instantQuery.optional(),
			to: instantQuery.optional(),
			q: filterText.optional().openapi({
				description: "Order number, tracking number, reference, or how the customer's name begins.",
			}),
		}),
	},
	responses: {
		200: json(pageOf(shipmentSummarySchema), "A page, newest first."),
		...readProblems,
	},
});

const get = createRoute({
	method: "get",
	path: "/shipments/{id}",
	tags,
	summary: "Read a shipment with everything of it",
	...secured("read"),
	request: { params: idParams },
	responses: { 200: json(shipmentSchema, "The shipment."), ...readProblems },
});

const replay = createRoute({
	method: "post",
	path: "/shipments/{id}/replay",
	tags,
	summary: "Do again what failed or is blocked",
	...securedOnce("operate"),
	request: { params: idParams, headers: idempotencyHeader },
	responses: { 202: json(shipmentSchema, "Due again."), ...changeProblems },
});

const takeBack = (verb: "void" | "relabel", summary: string) =>
	createRoute({
		method: "post",
		path: `/shipments/{id}/${verb}`,
		tags,
		summary,
		...securedOnce("operate"),
		request: { params: idParams, headers: idempotencyHeader },
		responses: {
			202: json(shipmentSchema, "Its links are worthless; FedEx is asked next."),
			...changeProblems,
		},
	});

const returnLabel = createRoute({
	method: "post",
	path: "/shipments/{id}/return-label",
	tags,
	summary: "Make a label with which the goods come back",
	...securedOnce("operate"),
	request: {
		params: idParams,
		headers: idempotencyHeader,
		body: body(
			z
				.strictObject({
					rma: z.string().trim().min(1).max(20).nullable().default(null).openapi({
						description: "Your number for the return; FedEx prints it as a barcode.",
					}),
				})
				.openapi("NewReturnLabel"),
		),
	},
	responses: { 202: json(shipmentSchema, "The return, a shipment of its own."), ...changeProblems },
});

const proof = createRoute({
	method: "post",
	path: "/shipments/{id}/proof-of-delivery",
	tags,
	summary: "Fetch FedEx's proof of delivery, and attach it in Exact",
	...securedOnce("operate"),
	request: { params: idParams, headers: idempotencyHeader },
	responses: { 200: json(shipmentSchema, "It is among the documents."), ...changeProblems },
});

const decide = createRoute({
	method: "post",
	path: "/shipments/{id}/decision",
	tags,
	summary: "Take the decision that a shipment waits for",
	...securedOnce("operate"),
	request: {
		params: idParams,
		headers: idempotencyHeader,
		body: body(
			z
				.strictObject({
					choice: z.enum(DECISION_CHOICES),
					cause: z.string().min(1).max(10_000).openapi({
						description: "The decision's own, as it was read: another one by now is a conflict.",
					}),
				})
				.openapi("DecisionAnswer"),
		),
	},
	responses: { 202: json(shipmentSchema, "Taken; the next poll acts on it."), ...changeProblems },
});

export function shipmentRoutes(): Api {
	const api = newApi();
	api.openapi(list, async (c) => {
		const { limit, cursor, decision, ...rest } = c.req.valid("query");
		const { divisionId, status, tracking, service, costCentre, from, to, q } = rest;
		const hasDecision = decision === "open";
		const filter = { divisionId, status, tracking, service, costCentre, from, to, q, hasDecision };
		return c.json(await readShipments(c, filter, toPage({ limit, cursor })), 200);
	});
	api.openapi(get, async (c) => c.json(await readShipment(c, c.req.valid("param").id), 200));
	api.openapi(replay, async (c) => {
		const { divisions, setup, wakeUps } = c.var.services;
		const { id } = c.req.valid("param");
		await replayShipment(id, changeOf(c), { replays: setup.replays, divisions, wakeUps });
		return c.json(await readShipment(c, id), 202);
	});
	api.openapi(takeBack("void", "Take a label back"), async (c) => {
		const { id } = c.req.valid("param");
		await takeLabelBack(c, id, voidShipment);
		return c.json(await readShipment(c, id), 202);
	});
	api.openapi(takeBack("relabel", "Take a label back and make another one"), async (c) => {
		const { id } = c.req.valid("param");
		await takeLabelBack(c, id, relabelShipment);
		return c.json(await readShipment(c, id), 202);
	});
	api.openapi(returnLabel, async (c) => {
		const { setup, wakeUps } = c.var.services;
		const deps = { returns: setup.returns, wakeUps };
		const { id } = c.req.valid("param");
		const returnId = await makeReturnLabel(id, c.req.valid("json"), changeOf(c), deps);
		return c.json(await readShipment(c, returnId), 202);
	});
	api.openapi(proof, async (c) => {
		const { id } = c.req.valid("param");
		await proveDelivery(c, id);
		return c.json(await readShipment(c, id), 200);
	});
	api.openapi(decide, async (c) => {
		const { id } = c.req.valid("param");
		await settle(c, id, c.req.valid("json"));
		return c.json(await readShipment(c, id), 202);
	});
	return api;
}

export async function takeLabelBack(
	c: HttpContext,
	id: string,
	how: typeof voidShipment,
): Promise<void> {
	const { log, printing, setup, wakeUps } = c.var.services;
	await how(id, changeOf(c), { voids: setup.voids, wakeUps });
	const shipment = await setup.voids.find(id);
	if (shipment?.status === "voiding") {
		try {
			await printing.withdraw({ shipmentId: id, attemptNumber: shipment.attemptNumber });
		} catch (error) {
			// No station gets it any more, and its jobs are cancelled again before FedEx is asked.
			log.error("print.not_withdrawn", error, { shipmentId: id });
		}
	}
}

export async function proveDelivery(c: HttpContext, id: string): Promise<void> {
	const { setup, ...services } = c.var.services;
	await fetchProof(id, changeOf(c), { ...services, proofs: setup.proofs });
}

export async function settle(
	c: HttpContext,
	id: string,
	answer: { choice: DecisionChoice; cause: string },
): Promise<void> {
	const { divisions, setup, wakeUps } = c.var.services;
	await settleDecision(id, answer, changeOf(c), { orders: setup.orders, divisions, wakeUps });
}
