import { and, asc, eq, inArray, isNull, lte, or, sql } from "drizzle-orm";

import type { DueWriteBack, WriteBackStore } from "../shipping/stores.ts";
import type { Database } from "./database.ts";
import { writeBacks } from "./schema.ts";
import { transition } from "./transition.ts";

const COLUMNS = {
	id: writeBacks.id,
	divisionId: writeBacks.divisionId,
	shipmentId: writeBacks.shipmentId,
	state: writeBacks.state,
	subject: writeBacks.subject,
	body: writeBacks.body,
	accountId: writeBacks.accountId,
	orderNumber: writeBacks.orderNumber,
	postedAt: writeBacks.postedAt,
	postedAfter: writeBacks.postedAfter,
	failures: writeBacks.failures,
	version: writeBacks.version,
	correlationId: writeBacks.correlationId,
};

export function createWriteBackStore(db: Database): WriteBackStore {
	const isDue = (divisionId: string, now: number) =>
		and(
			eq(writeBacks.divisionId, divisionId),
			lte(writeBacks.dueAt, now),
			or(isNull(writeBacks.leasedUntil), lte(writeBacks.leasedUntil, now)),
		);

	return {
		async listDoubtful(divisionId, now, limit) {
			const rows = await db
				.select(COLUMNS)
				.from(writeBacks)
				.where(and(isDue(divisionId, now), eq(writeBacks.state, "doubtful")))
				.orderBy(asc(writeBacks.dueAt))
				.limit(limit);
			return rows.map(toDue);
		},

		async countDue(divisionId, now) {
			return db.$count(writeBacks, isDue(divisionId, now));
		},

		async claimDue(divisionId, claim) {
			const due = db
				.select({ id: writeBacks.id })
				.from(writeBacks)
				.where(and(isDue(divisionId, claim.now), eq(writeBacks.state, "due")))
				.orderBy(asc(writeBacks.dueAt), asc(writeBacks.id))
				.limit(claim.limit);
			const rows = await db
				.update(writeBacks)
				.set({
					state: "writing",
					leasedUntil: claim.until,
					postedAt: claim.now,
					postedAfter: sql`(select timestamp from sync_cursors
						where division_id = ${divisionId} and feed = 'order-headers')`,
					version: sql`version + 1`,
					updatedAt: claim.now,
				})
				.where(inArray(writeBacks.id, due))
				.returning(COLUMNS);
			return rows.map(toDue);
		},

		async releaseOrphans(divisionId, now, lookAt) {
			await db
				.update(writeBacks)
				.set({
					state: "doubtful",
					dueAt: lookAt,
					leasedUntil: null,
					version: sql`version + 1`,
					updatedAt: now,
				})
				.where(and(isDue(divisionId, now), eq(writeBacks.state, "writing")));
		},

		written: (row, exactDocumentId, now) =>
			move(row, now, {
				set: {
					state: "written",
					exactDocumentId,
					writtenAt: now,
					dueAt: null,
					leasedUntil: null,
					reason: null,
					failures: 0,
				},
				action: "write_back.written",
				details: { exactDocumentId, shipmentId: row.shipmentId },
			}),

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
					leasedUntil: null,
					version: sql`version + 1`,
					updatedAt: now,
				})
				.where(and(eq(writeBacks.id, row.id), eq(writeBacks.version, row.version)));
		},

		fail: (row, reason, now) =>
			move(row, now, {
				set: { state: "failed", reason, dueAt: null, leasedUntil: null },
				action: "write_back.failed",
				details: { code: reason.code, shipmentId: row.shipmentId },
			}),

		async postponeDue(divisionId, now, dueAt) {
			await db.update(writeBacks).set({ dueAt }).where(isDue(divisionId, now));
		},
	};

	function move(
		row: DueWriteBack,
		now: number,
		change: {
			set: Partial<typeof writeBacks.$inferInsert>;
			action: string;
			details: Record<string, unknown>;
		},
	) {
		return transition(db, {
			update: db
				.update(writeBacks)
				.set({ ...change.set, version: sql`version + 1`, updatedAt: now })
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
		});
	}
}

function toDue(row: { [Key in keyof typeof COLUMNS]: unknown }): DueWriteBack {
	return row as DueWriteBack;
}
