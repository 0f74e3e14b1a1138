import { createRoute, z } from "@hono/zod-openapi";

import { listOpenReturns, listPrintable } from "../../db/list-labels.ts";
import { forEachLimited } from "../../lib/concurrency.ts";
import { chooseLabels, MAX_MERGED_SHIPMENTS } from "../../shipping/labels/choose-labels.ts";
import { mergePdf } from "../../shipping/merge-pdf.ts";
import { LIMITS } from "../../shipping/model/limits.ts";
import { recallLabel } from "../../shipping/recall-label.ts";
import { requireFound } from "../../shipping/refusals.ts";
import { type Api, type HttpContext, newApi } from "../context.ts";
import { body, changeProblems, secured } from "./route-parts.ts";

type Merge = { shipmentIds: string[]; documents: "labels" | "all"; returns?: boolean };

const merge = createRoute({
	method: "post",
	path: "/labels/merge",
	tags: ["Documents"],
	summary: "Get the labels of several shipments as one PDF, in the order given",
	...secured("operate"),
	request: {
		body: body(
			z
				.strictObject({
					shipmentIds: z
						.array(z.string().min(1).max(60))
						.min(1)
						.max(MAX_MERGED_SHIPMENTS)
						.refine((ids) => new Set(ids).size === ids.length, {
							error: "names a shipment twice, whose label would be printed twice",
						})
						.openapi({ description: "In pick order: the pages come in this order." }),
					documents: z.enum(["labels", "all"]).default("labels"),
					returns: z.boolean().default(false).openapi({
						description: "Each label for the way back behind its shipment's, where there is one.",
					}),
				})
				.openapi("LabelMerge"),
		),
	},
	responses: {
		200: {
			description: "The PDF. It is not kept: a label that is voided later is in no second place.",
			content: { "application/pdf": { schema: z.string().openapi({ format: "binary" }) } },
		},
		...changeProblems,
	},
});

export function labelMergeRoutes(): Api {
	const api = newApi();
	api.openapi(merge, (c) => answerMerged(c, c.req.valid("json")));
	return api;
}

/** @throws AppError `labels.not_printable`, `labels.too_many`, `labels.unreadable` */
export async function answerMerged(c: HttpContext, merging: Merge) {
	const { bucket, db } = c.var.services;
	const shipmentIds =
		merging.returns === true ? await withReturns(c, merging.shipmentIds) : merging.shipmentIds;
	const found = await listPrintable(db, shipmentIds);
	await forEachLimited([...found.values()], LIMITS.callsAtOnce, async (shipment) => {
		const isRecalled = await recallLabel({ shipmentId: shipment.id }, c.var.services);
		shipment.status = isRecalled ? "voiding" : shipment.status;
	});
	const chosen = chooseLabels(shipmentIds, found, merging.documents);
	const parts: { name: string; bytes: Uint8Array }[] = [];
	await forEachLimited([...chosen.entries()], LIMITS.callsAtOnce, async ([at, { name, key }]) => {
		const object = requireFound("document", key, (await bucket.get(key)) ?? undefined);
		parts[at] = { name, bytes: new Uint8Array(await object.arrayBuffer()) };
	});
	const bytes = await mergePdf(parts);
	return c.body(bytes, 200, {
		"Content-Type": "application/pdf",
		"Content-Length": String(bytes.length),
		"Content-Disposition": 'inline; filename="labels.pdf"',
		"Cache-Control": "private, no-store",
	});
}

/** One that is still being made stops the print as any other label would; one that FedEx refused does not. */
async function withReturns(c: HttpContext, shipmentIds: readonly string[]): Promise<string[]> {
	const returns = await listOpenReturns(c.var.services.db, shipmentIds);
	return [...new Set(shipmentIds.flatMap((id) => [id, ...(returns.get(id) ?? [])]))];
}
