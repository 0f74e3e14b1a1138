import { and, eq, sql, type SQLWrapper } from "drizzle-orm";
import type { SQLiteUpdateSetSource } from "drizzle-orm/sqlite-core";

import { turnOf } from "../shipping/model/write-back-turn.ts";
import type { CheckedDocument, WriteBackStore } from "../shipping/ports/write-backs.ts";
import { runBatch } from "./batch.ts";
import type { Database } from "./database.ts";
import { idsParameter } from "./json-parameter.ts";
import { divisions, writeBacks } from "./schema.ts";
import { transition } from "./transition.ts";
import { resetFiles } from "./write-back-files.ts";

/** The check's own place among the cursors: the row version known when it began, and when that was. */
const FEED = "documents";

type DocumentChecks = Pick<
	WriteBackStore,
	| "beginChecks"
	| "lastCheck"
	| "endCheck"
	| "leaveCheck"
	| "listWrittenSince"
	| "putBack"
	| "adoptTwin"
	| "lookForTwins"
>;

/** What the nightly check of the Documents in Exact needs. */
export function createDocumentChecks(db: Database): DocumentChecks {
	return {
		async beginChecks(divisionId, dueAt) {
			await db.update(divisions).set({ documentsDueAt: dueAt }).where(eq(divisions.id, divisionId));
		},

		async lastCheck(divisionId) {
			return db.get<{ at: number; after: string } | undefined>(sql`
				select read_to_end_at as at, timestamp as after from sync_cursors
				where division_id = ${divisionId} and feed = ${FEED} and read_to_end_at is not null`);
		},

		async endCheck(divisionId, { now, nextAt }) {
			await runBatch(db, [
				// Exact counts row versions through all its tables: Documents written since come after this one.
				sql`
					insert into sync_cursors (division_id, feed, timestamp, read_to_end_at)
					select division_id, ${FEED}, timestamp, ${now} from sync_cursors
					where division_id = ${divisionId} and feed = 'order-headers'
					on conflict (division_id, feed) do update set timestamp = excluded.timestamp,
						read_to_end_at = excluded.read_to_end_at,
						-- The sweep of the feeds must not take it back.
						sweep_from = null, later_sweep_from = null`,
				sql`update divisions set documents_due_at = ${nextAt} where id = ${divisionId}`,
			]);
		},

		async leaveCheck(divisionId, { at, after }, nextAt) {
			await runBatch(db, [
				sql`
					update sync_cursors set timestamp = ${after}, read_to_end_at = ${at}
					where division_id = ${divisionId} and feed = ${FEED}`,
				sql`update divisions set documents_due_at = ${nextAt} where id = ${divisionId}`,
			]);
		},

		async listWrittenSince(divisionId, since, limit) {
			return db.all<CheckedDocument>(sql`
				select w.id, w.shipment_id as shipmentId, w.subject, w.exact_document_id as exactDocumentId,
					w.written_at as writtenAt, w.posts, w.put_backs as putBacks, w.version, w.correlation_id as correlationId
				from write_backs w join shipments s on s.id = w.shipment_id
				where w.division_id = ${divisionId} and w.kind = 'document' and w.state = 'written'
					and w.written_at >= ${since} and s.status = 'labelled'
				order by w.written_at limit ${limit}`);
		},

		putBack: (row, now) =>
			move(row, now, {
				set: {
					state: "due",
					exactDocumentId: null,
					writtenHash: null,
					postedAfter: null,
					putBacks: sql`put_backs + 1`,
					dueAt: now,
					turnAt: turnOf("new", now),
					failures: 0,
				},
				action: "write_back.put_back",
				also: [resetFiles(row.shipmentId, now)],
			}),

		adoptTwin: (row, exactDocumentId, now) =>
			move(row, now, {
				set: { exactDocumentId, writtenHash: null, state: "due", dueAt: now },
				action: "write_back.twin_adopted",
				also: [resetFiles(row.shipmentId, now)],
			}),

		async lookForTwins(ids, now) {
			if (ids.length > 0) {
				await db.run(sql`
					update write_backs set due_at = ${now}
					where id in ${idsParameter(ids)} and state = 'written'`);
			}
		},
	};

	function move(
		row: CheckedDocument,
		now: number,
		change: {
			set: SQLiteUpdateSetSource<typeof writeBacks>;
			action: string;
			also: readonly SQLWrapper[];
		},
	) {
		return transition(db, {
			update: db
				.update(writeBacks)
				.set({ ...change.set, version: sql`version + 1`, updatedAt: now })
				.where(
					and(
						eq(writeBacks.id, row.id),
						eq(writeBacks.version, row.version),
						eq(writeBacks.state, "written"),
					),
				),
			audit: {
				at: now,
				actor: "system",
				action: change.action,
				subject: `write_back:${row.id}`,
				version: row.version + 1,
				correlationId: row.correlationId,
				details: { exactDocumentId: row.exactDocumentId, shipmentId: row.shipmentId },
			},
			also: change.also,
		});
	}
}
