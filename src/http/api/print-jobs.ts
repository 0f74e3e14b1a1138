import { createRoute, z } from "@hono/zod-openapi";

import { findForPrinting } from "../../db/print-jobs.ts";
import {
	choicesFor,
	PRINT_DECISIONS,
	PRINT_JOB_STATES,
} from "../../shipping/model/printing/print-job.ts";
import type { PrintJob } from "../../shipping/ports/printing.ts";
import { decidePrint } from "../../shipping/print/decide-print.ts";
import { reprintDocument } from "../../shipping/print/reprint-document.ts";
import { requireFound } from "../../shipping/refusals.ts";
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

const tags = ["Printing"];

const jobSchema = z
	.object({
		id: z.string(),
		title: z.string(),
		documentId: z.string(),
		shipmentId: z.string(),
		state: z.enum(PRINT_JOB_STATES),
		run: z.int().openapi({ description: "Raised with every print that a person asked for again." }),
		doubt: z.enum(["cut", "unknown"]).nullable().openapi({
			description:
				"cut: the connection ended before it was acknowledged. unknown: the station began and can't tell how it ended.",
		}),
		mayBeOut: z.boolean().openapi({
			description: "Cancelled after it was sent: a paper may lie there that must not be used.",
		}),
		choices: z.array(z.enum(PRINT_DECISIONS)),
		sentAt: instantSchema.nullable(),
		settledAt: instantSchema.nullable(),
		settledBy: z.string().nullable(),
		expiresAt: instantSchema,
		createdAt: instantSchema,
	})
	.openapi("PrintJob");

const list = createRoute({
	method: "get",
	path: "/print-stations/{id}/jobs",
	tags,
	summary: "List the papers of a station",
	...secured("read"),
	request: {
		params: idParams,
		query: pageQuery.extend({ state: z.enum(PRINT_JOB_STATES).optional() }),
	},
	responses: { 200: json(pageOf(jobSchema), "A page, newest first."), ...readProblems },
});

const print = createRoute({
	method: "post",
	path: "/print-stations/{id}/jobs",
	tags,
	summary: "Print a document once more at a station",
	...securedOnce("operate"),
	request: {
		params: idParams,
		headers: idempotencyHeader,
		body: body(
			z
				.strictObject({
					documentId: z.string().min(1).max(60),
					copies: z.int().min(1).max(20).default(1),
				})
				.openapi("NewPrint"),
		),
	},
	responses: { 202: { description: "It is on its way to the station." }, ...changeProblems },
});

const decide = createRoute({
	method: "post",
	path: "/print-stations/{id}/jobs/{job}/decide",
	tags,
	summary: "Say what became of a paper that is in doubt, or what is to become of it",
	...securedOnce("operate"),
	request: {
		params: idParams.extend({
			job: z.string().openapi({ param: { name: "job", in: "path" } }),
		}),
		headers: idempotencyHeader,
		body: body(
			z
				.strictObject({
					decision: z.enum(PRINT_DECISIONS),
					run: z.int().min(1).optional().openapi({
						description: "As it was read, so that an answer to an older question is refused.",
					}),
				})
				.openapi("PrintDecision"),
		),
	},
	responses: { 200: json(jobSchema, "The paper."), ...changeProblems },
});

export function printJobRoutes(): Api {
	const api = newApi();
	api.openapi(list, async (c) => {
		const { state, ...query } = c.req.valid("query");
		const page = toPage(query);
		const rows = await listJobs(c, c.req.valid("param").id, {
			states: state === undefined ? null : [state],
			before: page.cursor ?? null,
			limit: page.limit + 1,
		});
		return c.json(
			toList(rows, page, toJobView, ({ id }) => id),
			200,
		);
	});
	api.openapi(print, async (c) => {
		await printAgain(c, { stationId: c.req.valid("param").id, ...c.req.valid("json") });
		return c.body(null, 202);
	});
	api.openapi(decide, async (c) => {
		const { id, job } = c.req.valid("param");
		const wish = { stationId: id, jobId: job, ...c.req.valid("json") };
		return c.json(toJobView(await decidePrint(wish, changeOf(c), c.var.services)), 200);
	});
	return api;
}

type Which = Parameters<ReturnType<HttpContext["var"]["services"]["stationDesk"]>["list"]>[0];

export async function listJobs(c: HttpContext, stationId: string, which: Which) {
	const { stations, stationDesk } = c.var.services;
	requireFound("print_station", stationId, await stations.find(stationId));
	return stationDesk(stationId).list(which);
}

export async function printAgain(
	c: HttpContext,
	wish: { stationId: string; documentId: string; copies: number },
): Promise<void> {
	const { documentId, stationId, copies } = wish;
	const { db } = c.var.services;
	const document = requireFound("document", documentId, await findForPrinting(db, documentId));
	await reprintDocument(document, { stationId, copies }, changeOf(c), c.var.services);
}

export type JobView = z.infer<typeof jobSchema>;

export function toJobView(job: PrintJob): JobView {
	const { id, title, documentId, shipmentId, state, run, doubt, mayBeOut, settledBy } = job;
	return {
		id,
		title,
		documentId,
		shipmentId,
		state,
		run,
		doubt,
		mayBeOut,
		choices: [...choicesFor(state)],
		sentAt: toInstantOrNull(job.sentAt),
		settledAt: toInstantOrNull(job.settledAt),
		settledBy,
		expiresAt: toInstant(job.expiresAt),
		createdAt: toInstant(job.createdAt),
	};
}
