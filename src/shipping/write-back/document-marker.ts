import { AppError } from "../../lib/errors.ts";
import type { ObjectStore } from "../ports/platform.ts";
import type { DueWriteBack } from "../ports/write-backs.ts";

/**
 * Each post of a shipment's Document leaves a write-once object beside the database, so that one which was put back in
 * time, or names its shipments anew, finds the Document that may stand in Exact already.
 */
export type DocumentMarker = { subject: string; postedAfter: string | null };

/** Undefined where this post is the row's own; else what was posted in a past that the database does not know. */
export async function takeDocumentMarker(
	row: DueWriteBack,
	objects: ObjectStore,
): Promise<DocumentMarker | undefined> {
	const { subject, postedAfter } = row;
	const key = `written/${row.exactOrderId}/${row.exactDeliveryId ?? row.sequence}/${row.posts}`;
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
	return JSON.parse(new TextDecoder().decode(bytes)) as DocumentMarker;
}
