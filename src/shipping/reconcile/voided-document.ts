import { sha256Hex } from "../../lib/encoding.ts";
import type { DocumentNews, LostAttempt } from "../ports/reconciles.ts";
import { voidedBody } from "../write-back/document-text.ts";

/** What is told beside the order once a label is void. */
export async function voidedDocument(
	{ id, plan, orderNumber }: LostAttempt["shipment"],
	trackingNumbers: readonly string[],
): Promise<DocumentNews> {
	const body = voidedBody({ shipmentId: id, orderNumber, plan, trackingNumbers });
	return { body, bodyHash: await sha256Hex(body) };
}
