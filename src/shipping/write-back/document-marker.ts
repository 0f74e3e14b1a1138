import { AppError } from "../../lib/errors.ts";
import type { ObjectStore } from "../ports/platform.ts";
import type { DueWriteBack } from "../ports/write-backs.ts";

/**
 * What was posted first for a shipment of an order: a write-once object beside the database, so that one which was put
 * back in time, and names its shipments anew, finds the Document that stands in Exact already.
 */
export type DocumentMarker = { subject: string; postedAfter: string | null };

/** Undefined where the row's own subject is the first, or was; else what another one was posted with. */
export async function takeDocumentMarker(
	row: DueWriteBack,
	objects: ObjectStore,
): Promise<DocumentMarker | undefined> {
	const { subject, postedAfter } = row;
	const key = `written/${row.exactOrderId}/${row.exactDeliveryId ?? row.sequence}`;
	const marker: DocumentMarker = { subject, postedAfter };
	if ((await objects.putOnce(key, JSON.stringify(marker), "application/json")) === "stored") {
		return undefined;
	}
	const bytes = await objects.read(key);
	if (bytes === undefined) {
		throw new AppError({
			code: "write_back.marker_unreadable",
			disposition: "retry",
			message: "The marker of the Document is there but can't be read.",
		});
	}
	const first = JSON.parse(new TextDecoder().decode(bytes)) as DocumentMarker;
	return first.subject === subject ? undefined : first;
}
