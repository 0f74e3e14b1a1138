import { type SQL, type SQLWrapper, sql } from "drizzle-orm";

import type { Change, Outcome } from "../shipping/ports/changes.ts";
import { type AuditEntry, auditGuard, conditionGuard } from "./audit.ts";
import { runBatch } from "./batch.ts";
import type { Database } from "./database.ts";

/**
 * The one writer of state: `transition` of one row, `transitionMany` of all that match, and beside them only what writes
 * many rows that decide nothing by themselves: pages of feeds and judgements (orders, which are judged again), new
 * shipments (reservations.ts, where the reservation's key decides) and texts of Documents (tracking-news.ts). A change is one D1 batch: the compare-and-set, the audit entry that fails the batch when
 * it matched nothing, and whatever follows from it. On "lost" nothing was written: another writer was first, or a
 * condition in the WHERE no longer holds. A batch whose answer was lost may have been applied; the next try then
 * says "lost", and the row itself tells.
 */
type Transition = {
	/** Must change exactly one row and raise its version by one. */
	update: SQLWrapper;
	audit: AuditEntry;
	also?: readonly SQLWrapper[];
};

export function transition(db: Database, change: Transition): Promise<Outcome> {
	return runGuarded(db, [change.update, auditGuard(change.audit), ...(change.also ?? [])]);
}

/** For what changes no state, and is of no use any more once the condition does not hold: all of it, or nothing. */
export function runOnlyIf(
	db: Database,
	condition: SQL,
	statements: readonly SQLWrapper[],
): Promise<Outcome> {
	return runGuarded(db, [conditionGuard(condition), ...statements]);
}

async function runGuarded(db: Database, statements: readonly SQLWrapper[]): Promise<Outcome> {
	try {
		await runBatch(db, statements);
		return "done";
	} catch (error) {
		if (isLost(error)) {
			return "lost";
		}
		throw error;
	}
}

export type ManyTransition = {
	table: "shipments" | "write_backs" | "orders";
	/** Of the table's columns, with no prefix; the same rows by the time that the others of the batch have run. */
	which: SQL;
	/** Of the columns; version and time are raised here. */
	set: SQL;
	action: string;
	change: Change;
	returning?: SQL;
};

const SUBJECTS = { shipments: "shipment:", write_backs: "write_back:", orders: "order:" } as const;

/**
 * For a batch: all rows that match are changed, and exactly those are audited, because nothing comes in between; an
 * entry that is there already fails the batch as it does for one. The second statement answers what changed.
 */
export function transitionMany(many: ManyTransition): [SQL, SQL] {
	const { change, which } = many;
	const table = sql.identifier(many.table);
	return [
		sql`
			insert into audit_events (id, at, actor, action, subject, version, correlation_id, details, applied)
			select 'aud_' || upper(hex(randomblob(11))), ${change.now}, ${change.actor}, ${many.action},
				${SUBJECTS[many.table]} || id, version + 1, ${change.correlationId}, '{}', 1
			from ${table} where ${which}`,
		sql`
			update ${table} set ${many.set}, version = version + 1, updated_at = ${change.now}
			where ${which} ${many.returning === undefined ? sql`` : sql`returning ${many.returning}`}`,
	];
}

function isLost(error: unknown): boolean {
	for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
		if (
			cause.message.includes("CHECK constraint failed: audit_events_applied") ||
			cause.message.includes("UNIQUE constraint failed: audit_events.subject, audit_events.version")
		) {
			return true;
		}
	}
	return false;
}
