import type { Log } from "../../lib/log.ts";
import { isFile } from "../model/write-back-states.ts";
import {
	type ErpDivision,
	type FeedPage,
	FIRST_ROW_VERSION,
	type MarkedDelivery,
} from "../ports/erp.ts";
import type { DueWriteBack } from "../ports/write-backs.ts";
import { readDocumentFeed } from "./read-document-feed.ts";
import { soundPage } from "./sound-page.ts";

type Rows = readonly DueWriteBack[];

/**
 * What stands in Exact of each row, by row, the oldest first: Documents by their subject and deliveries by our mark or
 * tracking number, each kind with one reading of its feed, files by their name among those of their Document.
 */
export async function findInExact(
	erp: ErpDivision,
	rows: Rows,
	log: Log,
): Promise<Map<string, string[]>> {
	const found = new Map<string, string[]>();
	const documents = rows.filter(({ kind }) => kind === "document");
	if (documents.length > 0) {
		const bySubject = await readDocumentFeed(erp, documents, log);
		for (const { id, subject } of documents) {
			found.set(id, bySubject.get(subject) ?? []);
		}
	}
	for (const row of rows.filter(({ kind }) => isFile(kind))) {
		const files = row.parentId === null ? [] : await erp.listAttachments(row.parentId);
		const mine = files.filter(({ fileName }) => fileName === row.subject);
		found.set(
			row.id,
			mine.map(({ id }) => id),
		);
	}
	await findDeliveries(
		erp,
		rows.filter(({ kind }) => kind === "goods-delivery"),
		found,
		log,
	);
	return found;
}

async function findDeliveries(
	erp: ErpDivision,
	rows: Rows,
	found: Map<string, string[]>,
	log: Log,
): Promise<void> {
	if (rows.length === 0) {
		return;
	}
	let after: string | null = rows
		.map((row) => row.postedAfter ?? FIRST_ROW_VERSION)
		.reduce((lowest, version) => (version < lowest ? version : lowest));
	while (after !== null) {
		const page: FeedPage<MarkedDelivery> = soundPage(
			await erp.readMarkedDeliveries(after),
			"goods deliveries",
			log,
		);
		for (const { id, trackingNumber, remarks } of page.items) {
			for (const row of rows.filter(
				({ subject, body }) => remarks === subject || trackingNumber === body,
			)) {
				const ids = found.get(row.id) ?? [];
				found.set(row.id, ids.includes(id) ? ids : [...ids, id]);
			}
		}
		after = page.isEnd ? null : page.lastTimestamp;
	}
}
