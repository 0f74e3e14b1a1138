import type { Log } from "../../lib/log.ts";
import { type ErpDivision, type FeedPage, FIRST_ROW_VERSION } from "../ports/erp.ts";
import type { DueWriteBack } from "../ports/write-backs.ts";
import { soundPage } from "./sound-page.ts";

/**
 * The Documents in Exact that bear the subjects of these rows, by subject, in the order of their row versions. The feed
 * is read once for all of them, from a row version that was known before the oldest post: Exact counts them through
 * all its tables, so the Documents since come after it.
 */
export async function readDocumentFeed(
	erp: ErpDivision,
	rows: readonly Pick<DueWriteBack, "subject" | "postedAfter">[],
	log: Log,
): Promise<Map<string, string[]>> {
	const found = new Map<string, string[]>(rows.map(({ subject }) => [subject, []]));
	let after: string | null = rows
		.map((row) => row.postedAfter ?? FIRST_ROW_VERSION)
		.reduce((lowest, version) => (version < lowest ? version : lowest));
	while (after !== null) {
		const page: FeedPage<{ id: string; subject: string }> = soundPage(
			await erp.readDocuments(after),
			"Documents",
			log,
		);
		for (const { id, subject } of page.items) {
			const ids = found.get(subject);
			// A Document that was changed between two pages is on both.
			if (ids?.includes(id) === false) {
				ids.push(id);
			}
		}
		after = page.isEnd ? null : page.lastTimestamp;
	}
	return found;
}
