import { findDocument } from "../db/find-document.ts";
import { refusal } from "../lib/errors.ts";
import { checkLink } from "../lib/signed-links.ts";
import { requireFound } from "../shipping/refusals.ts";
import { type Api, newApi } from "./context.ts";

/** The bytes of a document for whoever holds a signed link, streamed from where they are kept. */
export function labelRoutes(): Api {
	const routes = newApi();
	routes.get("/labels/:document", async (c) => {
		const id = c.req.param("document");
		const { bucket, clock, db, keys } = c.var.services;
		const verdict = await checkLink(
			keys,
			documentPath(id),
			{ expires: c.req.query("expires") ?? "", signature: c.req.query("signature") ?? "" },
			clock.now(),
		);
		if (verdict === "forged") {
			throw refusal("link.forged", "This link was not made here, or was changed.");
		}
		if (verdict === "late") {
			throw refusal("link.late", "This link has expired. Ask for a new one.");
		}
		const document = requireFound("document", id, await findDocument(db, id));
		if (document.revokedAt !== null) {
			throw refusal("document.revoked", "This document was revoked: its shipment was voided.");
		}
		const object = requireFound("document", id, (await bucket.get(document.key)) ?? undefined);
		return c.body(object.body, 200, {
			"Content-Type": document.contentType,
			"Content-Length": String(object.size),
			"Content-Disposition": `inline; filename="${document.key.split("/").at(-1) ?? id}"`,
			"Cache-Control": "private, no-store",
		});
	});
	return routes;
}

export function documentPath(id: string): string {
	return `/labels/${id}`;
}
