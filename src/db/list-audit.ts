import { and, desc, eq, gte, lt } from "drizzle-orm";

import type { Database } from "./database.ts";
import type { PageRequest } from "./page.ts";
import { auditEvents } from "./schema.ts";

export type AuditFilter = {
	subject: string | undefined;
	actor: string | undefined;
	action: string | undefined;
	from: number | undefined;
};

export async function listAudit(db: Database, filter: AuditFilter, page: PageRequest) {
	const { subject, actor, action, from } = filter;
	return db
		.select()
		.from(auditEvents)
		.where(
			and(
				subject === undefined ? undefined : eq(auditEvents.subject, subject),
				actor === undefined ? undefined : eq(auditEvents.actor, actor),
				action === undefined ? undefined : eq(auditEvents.action, action),
				from === undefined ? undefined : gte(auditEvents.at, from),
				page.cursor === undefined ? undefined : lt(auditEvents.id, page.cursor),
			),
		)
		.orderBy(desc(auditEvents.id))
		.limit(page.limit + 1);
}
