import { createRoute, z } from "@hono/zod-openapi";

import { findDocument } from "../../db/find-document.ts";
import { refusal } from "../../lib/errors.ts";
import { signLink } from "../../lib/signed-links.ts";
import { LIMITS } from "../../shipping/model/limits.ts";
import { requireFound } from "../../shipping/refusals.ts";
import { type Api, type HttpContext, newApi } from "../context.ts";
import { documentPath } from "../labels.ts";
import { publicUrl } from "../public-url.ts";
import { changeProblems, json, secured, toInstant } from "./route-parts.ts";
import { idParams, instantSchema } from "./schemas.ts";

const link = createRoute({
	method: "post",
	path: "/documents/{id}/link",
	tags: ["Documents"],
	summary: "Get an address that opens a document for a while",
	...secured("operate"),
	request: {
		params: idParams,
		body: {
			required: false,
			content: {
				"application/json": {
					schema: z
						.strictObject({
							expiresInSeconds: z
								.int()
								.min(LIMITS.linkMinSeconds)
								.max(LIMITS.linkMaxSeconds)
								.default(LIMITS.linkDefaultSeconds),
						})
						.openapi("NewLink"),
				},
			},
		},
	},
	responses: {
		200: json(z.object({ url: z.string(), expiresAt: instantSchema }), "The address."),
		...changeProblems,
	},
});

export function documentRoutes(): Api {
	const api = newApi();
	api.openapi(link, async (c) => {
		const { id } = c.req.valid("param");
		// Without a body nothing was validated, so the default has not been filled in.
		const asked: { expiresInSeconds?: number } = c.req.valid("json");
		const seconds = asked.expiresInSeconds ?? LIMITS.linkDefaultSeconds;
		return c.json(await linkDocument(c, id, seconds), 200);
	});
	return api;
}

/** An address that opens the document for whoever has it, until then. */
export async function linkDocument(c: HttpContext, id: string, expiresInSeconds: number) {
	const { clock, db, keys } = c.var.services;
	const document = requireFound("document", id, await findDocument(db, id));
	if (document.revokedAt !== null) {
		throw refusal("document.revoked", "This document was revoked: its shipment was voided.");
	}
	// Links carry whole seconds: what is answered is what is signed.
	const expiresAt = (Math.floor(clock.now() / 1_000) + expiresInSeconds) * 1_000;
	const url = await signLink(keys, publicUrl(c), documentPath(id), expiresAt);
	return { url, expiresAt: toInstant(expiresAt) };
}
