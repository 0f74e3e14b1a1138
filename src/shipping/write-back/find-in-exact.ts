import { isAppError } from "../../lib/errors.ts";
import type { Log } from "../../lib/log.ts";
import { isFile } from "../model/write-back-states.ts";
import {
	type ErpDivision,
	type FeedPage,
	FIRST_ROW_VERSION,
	type MarkedDelivery,
} from "../ports/erp.ts";
import type { DueWriteBack } from "../ports/write-backs.ts";
import { stopsAll } from "../row-policy.ts";
import { readDocumentFeed } from "./read-document-feed.ts";
import { soundPage } from "./sound-page.ts";

type Rows = readonly DueWriteBack[];

/** Ids by row, the oldest first, and the rows of which Exact did not say anything. */
type Looked = {
	found: ReadonlyMap<string, readonly string[]>;
	failed: readonly { rows: Rows; error: unknown }[];
};

type Part = { rows: Rows; look: (found: Map<string, string[]>) => Promise<void> };

/**
 * What stands in Exact of each row: Documents by their subject and deliveries by our mark or tracking number, each kind
 * with one reading of its feed, files by their name among those of their Document. What one of these calls fails with
 * keeps its own rows waiting and no others; what stops all calls is not asked for again.
 */
export async function findInExact(erp: ErpDivision, rows: Rows, log: Log): Promise<Looked> {
	const documents = rows.filter(({ kind }) => kind === "document");
	const deliveries = rows.filter(({ kind }) => kind === "goods-delivery");
	const parts: Part[] = [
		{ rows: documents, look: (found) => findTexts(erp, documents, found, log) },
		...rows
			.filter(({ kind }) => isFile(kind))
			.map((row): Part => ({ rows: [row], look: (found) => findFile(erp, row, found) })),
		{ rows: deliveries, look: (found) => findDeliveries(erp, deliveries, found, log) },
	];
	const found = new Map<string, string[]>();
	const failed: { rows: Rows; error: unknown }[] = [];
	let stoppedBy: { error: unknown } | undefined;
	for (const part of parts.filter((one) => one.rows.length > 0)) {
		if (stoppedBy !== undefined) {
			failed.push({ rows: part.rows, ...stoppedBy });
			continue;
		}
		try {
			await part.look(found);
		} catch (error) {
			failed.push({ rows: part.rows, error });
			stoppedBy = stopsAll(error) && !isAboutRights(error) ? { error } : undefined;
		}
	}
	return { found, failed };
}

/** Who may not read deliveries may read Documents all the same. */
function isAboutRights(error: unknown): boolean {
	return isAppError(error) && error.disposition === "suspend";
}

async function findTexts(
	erp: ErpDivision,
	documents: Rows,
	found: Map<string, string[]>,
	log: Log,
): Promise<void> {
	const bySubject = await readDocumentFeed(erp, documents, log);
	for (const { id, subject } of documents) {
		found.set(id, bySubject.get(subject) ?? []);
	}
}

async function findFile(
	erp: ErpDivision,
	row: DueWriteBack,
	found: Map<string, string[]>,
): Promise<void> {
	const files = row.parentId === null ? [] : await erp.listAttachments(row.parentId);
	const mine = files.filter(({ fileName }) => fileName === row.subject);
	found.set(
		row.id,
		mine.map(({ id }) => id),
	);
}

async function findDeliveries(
	erp: ErpDivision,
	rows: Rows,
	found: Map<string, string[]>,
	log: Log,
): Promise<void> {
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
