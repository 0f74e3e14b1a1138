import type { Hono } from "hono";
import { z } from "zod";

import { addControlRoutes } from "./control-routes.ts";
import { drawLabelPdf } from "./labels/label-pdf.ts";
import type { FedexTwinParts } from "./parts.ts";
import { readJson } from "./read-json.ts";
import { toShipmentView } from "./shipment-view.ts";

const travelSchema = z.strictObject({
	travel: z.enum(["usual", "smooth", "exception", "returned", "never-picked-up"]).optional(),
	/** A courier takes it now. */
	isPickedUp: z.literal(true).optional(),
	/** Its day is closed, so it can't be cancelled, although no courier has it. */
	isDayClosed: z.literal(true).optional(),
});

/** What the twin tells about itself, and what a person or a test sets; no credentials needed. */
export function addTwinRoutes(app: Hono, parts: FedexTwinParts): void {
	addShipmentRoutes(app, parts);
	addControlRoutes(app, parts);
	app.get("/_twin/log", (context) => {
		const { rule, summary } = context.req.query();
		if (rule !== undefined) {
			return context.json({ calls: parts.log.callsThatBroke(rule) });
		}
		return context.json(
			summary === undefined
				? { calls: parts.log.calls(), ...parts.log.summary() }
				: parts.log.summary(),
		);
	});
	app.delete("/_twin/log", (context) => {
		parts.log.clear();
		return context.body(null, 204);
	});
	app.get("/_twin/clock", (context) =>
		context.json({
			now: new Date(parts.clock.now()).toISOString(),
			offsetMs: parts.clock.offsetMs(),
		}),
	);
	app.get("/_twin/inflight", (context) =>
		context.json({
			create: parts.inFlight.running(),
			calls: parts.inFlight.calls().map((call) => ({
				...call,
				startedAt: new Date(call.startedAt).toISOString(),
				endedAt: call.endedAt === null ? null : new Date(call.endedAt).toISOString(),
			})),
		}),
	);
}

function addShipmentRoutes(app: Hono, parts: FedexTwinParts): void {
	app.get("/_twin/shipments", (context) => {
		const { account, reference, tracking } = context.req.query();
		const shipments = parts.shipments
			.list()
			.filter((shipment) => account === undefined || shipment.account === account)
			.filter(
				(shipment) =>
					reference === undefined || shipment.references.some((each) => each.value === reference),
			)
			.filter(
				(shipment) =>
					tracking === undefined ||
					shipment.pieces.some((piece) => piece.trackingNumber === tracking),
			);
		return context.json({
			shipments: shipments.map((shipment) => toShipmentView(parts, shipment)),
		});
	});
	app.get("/_twin/shipments/:id/label", async (context) => {
		const shipment = parts.shipments.find(context.req.param("id"));
		if (shipment === undefined) {
			return context.json({ error: "There is no such shipment." }, 404);
		}
		const bytes = await drawLabelPdf(shipment, shipment.pieces);
		return context.body(bytes.slice().buffer, 200, { "content-type": "application/pdf" });
	});
	app.put("/_twin/shipments/:id", async (context) => {
		const shipment = parts.shipments.find(context.req.param("id"));
		const change = travelSchema.safeParse(await readJson(context.req.raw));
		if (shipment === undefined || !change.success) {
			return context.json({ error: "There is no such shipment or travel." }, 400);
		}
		const { travel = shipment.travel, isPickedUp, isDayClosed } = change.data;
		shipment.travel = travel;
		if (isPickedUp === true) {
			shipment.pickedUpAt ??= parts.clock.now();
		}
		if (isDayClosed === true) {
			shipment.closedAs ??= `closed-${shipment.id}`;
		}
		parts.shipments.save(shipment);
		return context.json(toShipmentView(parts, shipment));
	});
}
