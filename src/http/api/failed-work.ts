import { createRoute, z } from "@hono/zod-openapi";

import { type FailedWork, listFailedWork } from "../../db/list-failed-work.ts";
import type { PageRequest } from "../../db/page.ts";
import { replayFailedWork } from "../../shipping/operate/replay-failed-work.ts";
import { type Api, changeOf, type HttpContext, newApi } from "../context.ts";
import {
	body,
	changeProblems,
	json,
	readProblems,
	secured,
	securedOnce,
	toInstant,
	toList,
	toPage,
} from "./route-parts.ts";
import {
	filterText,
	idempotencyHeader,
	instantQuery,
	instantSchema,
	pageOf,
	pageQuery,
} from "./schemas.ts";

const tags = ["Failed work"];

const failedWorkSchema = z
	.object({
		id: z.string(),
		kind: z.enum(["shipment", "write-back"]),
		subject: z.string(),
		code: z.string(),
		message: z.string(),
		failedAt: instantSchema,
	})
	.openapi("FailedWork");

const list = createRoute({
	method: "get",
	path: "/failed-work",
	tags,
	summary: "Work that has used up its tries",
	...secured("read"),
	request: { query: pageQuery },
	responses: { 200: json(pageOf(failedWorkSchema), "A page, newest first."), ...readProblems },
});

const replaySchema = z
	.union(
		[
			z.strictObject({ ids: z.array(z.string().min(1).max(60)).min(1).max(500) }),
			z.strictObject({
				filter: z.strictObject({
					code: filterText.optional(),
					divisionId: filterText.optional(),
					from: instantQuery.optional(),
					to: instantQuery.optional(),
				}),
			}),
		],
		{ error: 'is {"ids": [1 to 500 ids]} or {"filter": {code, divisionId, from, to}}' },
	)
	.openapi("FailedWorkReplay");

const replay = createRoute({
	method: "post",
	path: "/failed-work/replay",
	tags,
	summary: "Make failed work due again; what is not failed any more is left alone",
	...securedOnce("operate"),
	request: { headers: idempotencyHeader, body: body(replaySchema) },
	responses: {
		202: json(z.object({ replayed: z.int() }), "How much is due again."),
		...changeProblems,
	},
});

export function failedWorkRoutes(): Api {
	const api = newApi();
	api.openapi(list, async (c) => {
		return c.json(await readFailedWork(c, toPage(c.req.valid("query"))), 200);
	});
	api.openapi(replay, async (c) => {
		const { divisions, setup, wakeUps } = c.var.services;
		const deps = { replays: setup.replays, divisions, wakeUps };
		const replayed = await replayFailedWork(c.req.valid("json"), changeOf(c), deps);
		return c.json({ replayed }, 202);
	});
	return api;
}

export async function readFailedWork(c: HttpContext, page: PageRequest) {
	const rows = await listFailedWork(c.var.services.db, page);
	return toList(rows, page, toView, (row) => row.cursor);
}

function toView(row: FailedWork): z.infer<typeof failedWorkSchema> {
	const { id, kind, code, message, failedAt } = row;
	return {
		id,
		kind,
		subject: `${kind === "shipment" ? "shipment" : "write_back"}:${id}`,
		code: code ?? "internal.unexpected",
		message: message ?? "",
		failedAt: toInstant(failedAt),
	};
}
