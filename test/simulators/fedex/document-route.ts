import type { Hono } from "hono";

import { refuseOne, transactionIds } from "./answers.ts";
import { DOCUMENT_LIFE_MS, drawDocument, toDocumentKind } from "./labels/documents.ts";
import type { FedexTwinParts } from "./parts.ts";
import { toResponse } from "./responses.ts";

/** The addresses that a create call answers with when it was asked for `URL_ONLY`. */
export function addDocumentRoute(app: Hono, parts: FedexTwinParts): void {
	app.get("/document/v1/cache/retrieve/:shipment/:name", async (context) => {
		const { shipment: id, name } = context.req.param();
		const [trackingNumber = "", ...kindParts] = name.split("_");
		const kind = toDocumentKind(kindParts.join("_"));
		const found = parts.shipments.findPiece(trackingNumber);
		const isAlive =
			found !== undefined && parts.clock.now() < found.shipment.createdAt + DOCUMENT_LIFE_MS;
		const isFound = kind !== undefined && isAlive && found.shipment.id === id;
		parts.log.add({
			at: parts.clock.now(),
			method: "GET",
			path: context.req.path,
			operation: "document",
			scope: found?.shipment.account ?? "-",
			status: isFound ? 200 : 404,
			rule: isFound ? null : "expired-document",
		});
		if (!isFound) {
			const reason = { status: 404, rule: "expired-document", code: "NOT.FOUND.ERROR" };
			const ids = transactionIds(context.req.raw);
			return toResponse(refuseOne(ids, { ...reason, message: "There is no such document." }));
		}
		const drawn = await drawDocument(found.shipment, kind, found.piece);
		return new Response(drawn.bytes.slice(), { headers: { "content-type": drawn.mediaType } });
	});
}
