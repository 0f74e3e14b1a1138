import { and, desc, eq, gte, sql } from "drizzle-orm";

import type { Database } from "./database.ts";
import type { PageRequest } from "./page.ts";
import { auditEvents } from "./schema.ts";

export type AuditFilter = {
	subject: string | undefined;
	actor: string | undefined;
	action: string | undefined;
	from: number | undefined;
};

/** With its place in the list. */
export type AuditRow = typeof auditEvents.$inferSelect & { cursor: string };

/** Newest first. The instant leads, as it does in the indexes: one actor alone may have millions of entries. */
export async function listAudit(
	db: Database,
	filter: AuditFilter,
	page: PageRequest,
): Promise<AuditRow[]> {
	const { subject, actor, action, from } = filter;
	const rows = await db
		.select()
		.from(auditEvents)
		.where(
			and(
				subject === undefined ? undefined : eq(auditEvents.subject, subject),
				actor === undefined ? undefined : eq(auditEvents.actor, actor),
				action === undefined ? undefined : eq(auditEvents.action, action),
				from === undefined ? undefined : gte(auditEvents.at, from),
				page.cursor === undefined ? undefined : isAfter(page.cursor),
			),
		)
		.orderBy(desc(auditEvents.at), desc(auditEvents.id))
		.limit(page.limit + 1);
	return rows.map((row) => ({ ...row, cursor: `${row.at}.${row.id}` }));
}

function isAfter(cursor: string) {
	const [at = "", id = ""] = cursor.split(".");
	return sql`(${auditEvents.at}, ${auditEvents.id}) < (${Number(at) || 0}, ${id})`;
}
