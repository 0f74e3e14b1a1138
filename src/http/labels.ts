import { findDocument } from "../db/find-document.ts";
import { refusal } from "../lib/errors.ts";
import { checkLink } from "../lib/signed-links.ts";
import { cleanZpl } from "../shipping/labels/clean-zpl.ts";
import { recallLabel } from "../shipping/recall-label.ts";
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
		if (document.revokedAt !== null || (await recallLabel(document, c.var.services))) {
			throw refusal("document.revoked", "This document was revoked: its shipment was voided.");
		}
		const object = requireFound("document", id, (await bucket.get(document.key)) ?? undefined);
		const headers = {
			"Content-Type": document.contentType,
			"Content-Disposition": `inline; filename="${document.key.split("/").at(-1) ?? id}"`,
			"Cache-Control": "private, no-store",
		};
		if (document.contentType === ZPL && c.req.query("verbatim") !== "true") {
			const { bytes, removed } = cleanZpl(new Uint8Array(await object.arrayBuffer()));
			return c.body(bytes, 200, {
				...headers,
				"Content-Length": String(bytes.length),
				...(removed.length === 0 ? {} : { [REMOVED_HEADER]: removed.join(" ") }),
			});
		}
		return c.body(object.body, 200, { ...headers, "Content-Length": String(object.size) });
	});
	return routes;
}

const ZPL = "application/zpl";

/** Names the printer commands that a served label lacks; `verbatim=true` on the link serves it as FedEx made it. */
const REMOVED_HEADER = "X-Printer-Commands-Removed";

export function documentPath(id: string): string {
	return `/labels/${id}`;
}
