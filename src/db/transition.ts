import type { SQLWrapper } from "drizzle-orm";

import type { Outcome } from "../shipping/ports/changes.ts";
import { type AuditEntry, auditGuard } from "./audit.ts";
import { runBatch } from "./batch.ts";
import type { Database } from "./database.ts";

/**
 * The one writer of state. A change is one D1 batch: the compare-and-set, the audit entry that fails the batch when
 * it matched nothing, and whatever follows from it. On "lost" nothing was written: another writer was first, or a
 * condition in the WHERE no longer holds. A batch whose answer was lost may have been applied; the next try then
 * says "lost", and the row itself tells.
 */
export type Transition = {
	/** Must change exactly one row and raise its version by one. */
	update: SQLWrapper;
	audit: AuditEntry;
	also?: readonly SQLWrapper[];
};

export async function transition(db: Database, change: Transition): Promise<Outcome> {
	try {
		await runBatch(db, [change.update, auditGuard(change.audit), ...(change.also ?? [])]);
		return "done";
	} catch (error) {
		if (isLost(error)) {
			return "lost";
		}
		throw error;
	}
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
