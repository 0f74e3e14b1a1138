import { findDocument } from "../db/find-document.ts";
import { refusal } from "../lib/errors.ts";
import { checkLink } from "../lib/signed-links.ts";
import { cleanZpl } from "../shipping/labels/clean-zpl.ts";
import { LIMITS } from "../shipping/model/limits.ts";
import { recallLabel } from "../shipping/recall-label.ts";
import { requireFound } from "../shipping/refusals.ts";
import { type Api, newApi } from "./context.ts";

/**
 * The bytes of a document for whoever holds a signed link, streamed from where they are kept. Where R2's own keys are
 * set it sends on to R2 after the same checks, with an address that nobody can check any more: it lives so short that
 * a label is not cancelled at FedEx, and no other one made, before it ended.
 */
export function labelRoutes(): Api {
	const routes = newApi();
	routes.get("/labels/:document", async (c) => {
		const id = c.req.param("document");
		const { bucket, clock, db, directLinks, keys } = c.var.services;
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
		const isChanged = document.contentType === ZPL && c.req.query("verbatim") !== "true";
		if (directLinks !== undefined && !isChanged && c.req.method === "GET") {
			requireFound("document", id, (await bucket.head(document.key)) ?? undefined);
			const left = Number(c.req.query("expires")) - Math.floor(clock.now() / 1_000);
			const url = await directLinks.sign(document.key, {
				contentType: document.contentType,
				fileName: fileNameOf(document),
				seconds: Math.max(1, Math.min(LIMITS.directLinkSeconds, left)),
				nowMs: clock.now(),
			});
			c.header("Cache-Control", "private, no-store");
			c.header("Referrer-Policy", "no-referrer");
			return c.redirect(url, 302);
		}
		const object = requireFound("document", id, (await bucket.get(document.key)) ?? undefined);
		const headers = {
			"Content-Type": document.contentType,
			"Content-Disposition": `inline; filename="${fileNameOf(document)}"`,
			"Cache-Control": "private, no-store",
		};
		if (isChanged) {
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

function fileNameOf({ id, key }: { id: string; key: string }): string {
	return key.split("/").at(-1) ?? id;
}

/** Names the printer commands that a served label lacks; `verbatim=true` on the link serves it as FedEx made it. */
const REMOVED_HEADER = "X-Printer-Commands-Removed";

export function documentPath(id: string): string {
	return `/labels/${id}`;
}
