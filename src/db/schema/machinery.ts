import { sql } from "drizzle-orm";
import {
	check,
	index,
	integer,
	primaryKey,
	sqliteTable,
	text,
	uniqueIndex,
} from "drizzle-orm/sqlite-core";

export const settings = sqliteTable("settings", {
	id: integer().primaryKey(),
	pausedAt: integer(),
	/** Until when ADMIN_TOKEN opens the door although Cloudflare Access keeps it: set by `npm run admin:reset`. */
	adminTokenUntil: integer(),
});

/**
 * What happened, append-only by trigger. `applied` is the guard of every transition: it is inserted as the number
 * of rows that the compare-and-set just changed, and anything but 1 fails the whole batch.
 */
export const auditEvents = sqliteTable(
	"audit_events",
	{
		id: text().primaryKey(),
		at: integer().notNull(),
		actor: text().notNull(),
		action: text().notNull(),
		/** `<kind>:<id>` */
		subject: text().notNull(),
		version: integer().notNull(),
		correlationId: text(),
		transactionId: text(),
		details: text({ mode: "json" }).$type<Record<string, unknown>>().notNull(),
		applied: integer().notNull(),
	},
	(table) => [
		uniqueIndex("audit_events_subject_version").on(table.subject, table.version),
		index("audit_events_at").on(table.at),
		index("audit_events_action").on(table.action, table.at),
		index("audit_events_actor").on(table.actor, table.at),
		check("audit_events_applied", sql`applied = 1`),
	],
);

/** Who may drain a scope now. A lease that ran out belongs to nobody. */
export const leases = sqliteTable(
	"leases",
	{
		kind: text().notNull(),
		scope: text().notNull(),
		holder: text().notNull(),
		heldUntil: integer().notNull(),
	},
	(table) => [primaryKey({ columns: [table.kind, table.scope] })],
);

/** Counters by UTC day: labels, calls to vendors and the like. */
export const dailyCounts = sqliteTable(
	"daily_counts",
	{
		day: text().notNull(),
		scope: text().notNull(),
		name: text().notNull(),
		count: integer().notNull(),
	},
	(table) => [primaryKey({ columns: [table.day, table.scope, table.name] })],
);
