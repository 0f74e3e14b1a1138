import { createRoute, z } from "@hono/zod-openapi";

import { tryBlockedAgain } from "../../shipping/operate/try-blocked-again.ts";
import type { BlockedFilter } from "../../shipping/ports/blocked-work.ts";
import { type Api, changeOf, type HttpContext, newApi } from "../context.ts";
import { body, changeProblems, json, securedOnce } from "./route-parts.ts";
import { filterText, idempotencyHeader } from "./schemas.ts";

const IDS_MAX = 500;
const kind = z.enum(["order", "shipment"]);

const tryAgainSchema = z
	.union(
		[
			z.strictObject({
				kind,
				ids: z.array(filterText).min(1).max(IDS_MAX),
			}),
			z.strictObject({
				kind,
				code: filterText.openapi({
					description: "The reason's code, such as address.no_street: all that it blocks.",
				}),
			}),
		],
		{ error: 'is {"kind": "order" or "shipment", "ids": [1 to 500 ids]} or {"kind", "code"}' },
	)
	.openapi("BlockedWork");

const tryAgain = createRoute({
	method: "post",
	path: "/blocked-work/try-again",
	tags: ["Failed work"],
	summary: "Read and judge again what was blocked and is mended; what is not blocked is left alone",
	...securedOnce("operate"),
	request: { headers: idempotencyHeader, body: body(tryAgainSchema) },
	responses: {
		202: json(
			z.object({
				asked: z.int(),
				hasMore: z.boolean().openapi({ description: "Whether some are left for another call." }),
			}),
			"How many are read again with the next poll, which is on its way.",
		),
		...changeProblems,
	},
});

export function blockedWorkRoutes(): Api {
	const api = newApi();
	api.openapi(tryAgain, async (c) => c.json(await askAgain(c, c.req.valid("json")), 202));
	return api;
}

export function askAgain(c: HttpContext, which: BlockedFilter) {
	const { divisions, setup, wakeUps } = c.var.services;
	const deps = { blockedWork: setup.blockedWork, divisions, wakeUps };
	return tryBlockedAgain(which, changeOf(c), deps);
}
