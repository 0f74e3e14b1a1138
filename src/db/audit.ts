import { type SQL, sql } from "drizzle-orm";

import { newId } from "../lib/ids.ts";
import type { Actor } from "../shipping/ports/changes.ts";

/** One thing that happened. `details` holds ids, codes, amounts and hashes, never names or addresses. */
export type AuditEntry = {
	at: number;
	actor: Actor;
	/** `<area>.<verb>`, for instance `shipment.claimed`. */
	action: string;
	/** `<kind>:<id>` */
	subject: string;
	/** The subject's version after the change. */
	version: number;
	correlationId?: string | null | undefined;
	transactionId?: string | null | undefined;
	details?: Record<string, unknown>;
};

/**
 * Right behind a compare-and-set in the same batch: writes the entry and fails the whole batch unless the
 * statement before changed exactly one row.
 */
export function auditGuard(entry: AuditEntry): SQL {
	return sql`
		insert into audit_events
			(id, at, actor, action, subject, version, correlation_id, transaction_id, details, applied)
		values (${newId("aud", entry.at)}, ${entry.at}, ${entry.actor}, ${entry.action}, ${entry.subject},
			${entry.version}, ${entry.correlationId ?? null}, ${entry.transactionId ?? null},
			${JSON.stringify(entry.details ?? {})}, changes())`;
}

/** First in a batch: fails the whole batch unless the condition holds, and writes nothing. */
export function conditionGuard(condition: SQL): SQL {
	return sql`
		insert into audit_events (id, at, actor, action, subject, version, details, applied)
		select '', 0, '', '', '', 0, '', 0 where not (${condition})`;
}

/**
 * Writes many entries in one statement; for rows that were just created, so there is nothing to compare. `onlyIf`
 * may look at `value`, the entry.
 */
export function auditMany(entries: readonly AuditEntry[], onlyIf: SQL = sql`true`): SQL {
	const rows = entries.map((entry) => ({
		...entry,
		id: newId("aud", entry.at),
		details: JSON.stringify(entry.details ?? {}),
	}));
	return sql`
		insert into audit_events
			(id, at, actor, action, subject, version, correlation_id, transaction_id, details, applied)
		select value ->> 'id', value ->> 'at', value ->> 'actor', value ->> 'action', value ->> 'subject',
			value ->> 'version', value ->> 'correlationId', value ->> 'transactionId', value ->> 'details', 1
		from json_each(${JSON.stringify(rows)})
		where ${onlyIf}
		on conflict (subject, version) do nothing`;
}
