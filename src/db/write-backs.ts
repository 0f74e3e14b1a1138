import { and, asc, eq, inArray, isNull, lte, or, sql, type SQLWrapper } from "drizzle-orm";
import type { SQLiteUpdateSetSource } from "drizzle-orm/sqlite-core";

import { sha256Hex } from "../lib/encoding.ts";
import { twinLookAt } from "../shipping/model/document-twins.ts";
import { LIMITS } from "../shipping/model/limits.ts";
import { turnOf } from "../shipping/model/write-back-turn.ts";
import type { DueWriteBack, WriteBackStore } from "../shipping/ports/write-backs.ts";
import type { Database } from "./database.ts";
import { createDocumentChecks } from "./document-checks.ts";
import { idsParameter } from "./json-parameter.ts";
import { addLifeCounts } from "./life-counts.ts";
import { listOvertaken } from "./overtaken-write-backs.ts";
import { listLinesToDeliver } from "./posted-deliveries.ts";
import { writeBacks } from "./schema.ts";
import { numbersOfPairs } from "./tracking-numbers.ts";
import { transition } from "./transition.ts";
import { toDueWriteBack, WRITE_BACK_COLUMNS } from "./write-back-columns.ts";
import { countsOfCall } from "./write-back-counts.ts";
import { listFileParts, resetFiles, wakeFiles, wantLabelFile } from "./write-back-files.ts";

/** Stands in `written_hash` while a row is being written, or doubtful, whose text was replaced meanwhile. */
const REPLACED = "";

export function createWriteBackStore(db: Database): WriteBackStore {
	const isDue = (divisionId: string, now: number) =>
		and(
			eq(writeBacks.divisionId, divisionId),
			lte(writeBacks.dueAt, now),
			or(isNull(writeBacks.leasedUntil), lte(writeBacks.leasedUntil, now)),
		);

	return {
		async listToLookFor(divisionId, now, limit) {
			const rows = await db
				.select(WRITE_BACK_COLUMNS)
				.from(writeBacks)
				.where(and(isDue(divisionId, now), inArray(writeBacks.state, ["doubtful", "written"])))
				.orderBy(asc(writeBacks.dueAt))
				.limit(limit);
			return rows.map(toDueWriteBack);
		},

		// In the order of their turns by its index, which the "+" keeps from being passed over for that of due_at.
		listNext: (divisionId, now, limit) =>
			db.all(sql`
				select id, turn_at as turnAt from write_backs
				where division_id = ${divisionId} and state = 'due' and +due_at <= ${now}
					and (leased_until is null or leased_until <= ${now})
				order by turn_at, id limit ${limit}`),

		async claimDue(divisionId, claim) {
			const rows = await db
				.update(writeBacks)
				.set({
					state: "writing",
					leasedUntil: claim.until,
					posts: sql`posts + (exact_document_id is null)`,
					postedAt: sql`case when exact_document_id is null then ${claim.now} else posted_at end`,
					// Kept from the first post on: the one that was not found may appear late.
					postedAfter: sql`coalesce(posted_after, (select timestamp from sync_cursors
						where division_id = ${divisionId} and feed = 'order-headers'))`,
					writtenHash: sql`nullif(written_hash, ${REPLACED})`,
					version: sql`version + 1`,
					updatedAt: claim.now,
				})
				.where(
					and(
						sql`${writeBacks.id} in ${idsParameter(claim.ids)}`,
						isDue(divisionId, claim.now),
						eq(writeBacks.state, "due"),
					),
				)
				.returning(WRITE_BACK_COLUMNS);
			return rows.map(toDueWriteBack);
		},

		async releaseOrphans(divisionId, now, lookAt) {
			await db
				.update(writeBacks)
				.set({
					state: sql`case when exact_document_id is null then 'doubtful' else 'due' end`,
					dueAt: sql`case when exact_document_id is null then ${lookAt} else ${now} end`,
					leasedUntil: null,
					version: sql`version + 1`,
					updatedAt: now,
				})
				.where(and(isDue(divisionId, now), eq(writeBacks.state, "writing")));
		},

		async written(row, exactDocumentId, now) {
			const isReplaced = sql`written_hash = ${REPLACED}`;
			return move(row, now, {
				set: {
					state: sql`case when ${isReplaced} then 'due' else 'written' end`,
					dueAt: sql`case when ${isReplaced} then ${now} else ${twinLookAt(row, now)} end`,
					writtenHash: sql`case when not coalesce(${isReplaced}, false) then ${await sha256Hex(row.body)} end`,
					exactDocumentId,
					writtenAt: now,
					// A text that came meanwhile is told by the next call.
					newsAt: sql`case when ${isReplaced} then news_at end`,
					leasedUntil: null,
					reason: null,
					failures: 0,
				},
				action: row.exactDocumentId === null ? "write_back.written" : "write_back.updated",
				details: { exactDocumentId, shipmentId: row.shipmentId },
				also: [
					...(row.kind === "document" && row.exactDocumentId === null
						? [wantLabelFile(row.shipmentId, now), wakeFiles(row.shipmentId, now)]
						: []),
					...addLifeCounts(row.divisionId, countsOfCall(row, now), now),
				],
			});
		},

		foundTwin: (row, twinId, lookAt, now) =>
			move(row, now, {
				set: { dueAt: lookAt, failures: row.failures + 1 },
				action: "write_back.twin_found",
				details: {
					exactDocumentId: row.exactDocumentId,
					twin: twinId,
					shipmentId: row.shipmentId,
				},
			}),

		async awaitTwin(row, lookAt) {
			await db
				.update(writeBacks)
				.set({ dueAt: lookAt })
				.where(
					and(
						eq(writeBacks.id, row.id),
						eq(writeBacks.version, row.version),
						eq(writeBacks.state, "written"),
					),
				);
		},

		forget: (row, now) =>
			move(row, now, {
				set: {
					state: "due",
					exactDocumentId: null,
					writtenHash: null,
					postedAfter: null,
					dueAt: now,
					turnAt: sql`min(turn_at, ${turnOf("new", now)})`,
					leasedUntil: null,
				},
				action: "write_back.document_missing",
				details: { exactDocumentId: row.exactDocumentId, shipmentId: row.shipmentId },
				also: [resetFiles(row.shipmentId, now)],
			}),

		detached: (row, now) =>
			move(row, now, {
				set: {
					state: sql`case body when '' then 'written' else 'due' end`,
					dueAt: sql`case when body <> '' then ${now} else ${lateFileAt(row, now)} end`,
					exactDocumentId: null,
					writtenHash: null,
					leasedUntil: null,
					reason: null,
				},
				action: "write_back.file_deleted",
				details: { exactDocumentId: row.exactDocumentId, shipmentId: row.shipmentId },
			}),

		notNeeded: (row, reason, now) =>
			move(row, now, {
				set: { state: "written", reason, dueAt: null, leasedUntil: null, failures: 0 },
				action: "write_back.not_needed",
				details: { code: reason.code, shipmentId: row.shipmentId },
			}),

		listFileParts: (row) => listFileParts(db, row),
		listLinesToDeliver: (shipmentIds) => listLinesToDeliver(db, shipmentIds),

		adopt: (row, first, now) =>
			move(row, now, {
				set: { ...first, state: "doubtful", dueAt: now, leasedUntil: null },
				action: "write_back.marker_found",
				details: { shipmentId: row.shipmentId },
			}),

		listOvertaken: (divisionId, ids) => listOvertaken(db, divisionId, ids),

		doubt: (row, code, lookAt, now) =>
			move(row, now, {
				set: { state: "doubtful", dueAt: lookAt, leasedUntil: null },
				action: "write_back.outcome_unknown",
				details: { code, shipmentId: row.shipmentId },
			}),

		async again(row, dueAt, failures, now) {
			await db
				.update(writeBacks)
				.set({
					state: "due",
					dueAt,
					failures,
					posts: row.posts,
					leasedUntil: null,
					version: sql`version + 1`,
					updatedAt: now,
				})
				.where(and(eq(writeBacks.id, row.id), eq(writeBacks.version, row.version)));
		},

		falter: (row, { code, dueAt }, now) =>
			move(row, now, {
				set: { state: "due", dueAt, failures: 1, leasedUntil: null },
				action: "write_back.not_written",
				details: { code, shipmentId: row.shipmentId },
			}),

		fail: (row, reason, now) =>
			move(row, now, {
				set: { state: "failed", reason, dueAt: null, leasedUntil: null },
				action: "write_back.failed",
				details: { code: reason.code, shipmentId: row.shipmentId },
			}),

		async postponeDue(divisionId, now, dueAt, kind) {
			await db
				.update(writeBacks)
				.set({ dueAt })
				.where(
					and(isDue(divisionId, now), kind === undefined ? undefined : eq(writeBacks.kind, kind)),
				);
		},

		async noteDeliveries(pairs, now) {
			await db.run(numbersOfPairs(pairs, now));
		},

		...createDocumentChecks(db),

		async awaitRoom(divisionId, now, retryAt) {
			const climb = sql`turn_at - ${LIMITS.writeBackStepMs}`;
			const { meta } = await db
				.update(writeBacks)
				.set({
					dueAt: sql`case when ${climb} > ${now} then min(${retryAt}, ${climb}) else ${retryAt} end`,
				})
				.where(isDue(divisionId, now));
			return meta.changes;
		},
	};

	function move(
		row: DueWriteBack,
		now: number,
		change: {
			set: SQLiteUpdateSetSource<typeof writeBacks>;
			action: string;
			details: Record<string, unknown>;
			also?: readonly SQLWrapper[];
		},
	) {
		return transition(db, {
			update: db
				.update(writeBacks)
				.set({ posts: row.posts, ...change.set, version: sql`version + 1`, updatedAt: now })
				.where(and(eq(writeBacks.id, row.id), eq(writeBacks.version, row.version))),
			audit: {
				at: now,
				actor: "system",
				action: change.action,
				subject: `write_back:${row.id}`,
				version: row.version + 1,
				correlationId: row.correlationId,
				details: change.details,
			},
			also: change.also ?? [],
		});
	}
}

/** A file whose post was once in doubt may appear in Exact after it was given up. */
function lateFileAt(row: DueWriteBack, now: number): number | null {
	return row.failures > 0 ? now + LIMITS.documentTwinLooksMs[0] : null;
}
