import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

import type { Role } from "../../shipping/model/roles.ts";

export const sessions = sqliteTable(
	"sessions",
	{
		hash: text().primaryKey(),
		actor: text().notNull(),
		createdAt: integer().notNull(),
		expiresAt: integer().notNull(),
		/** Null for the session that ADMIN_TOKEN opened. */
		personId: text(),
		/** What the browser says that it is, in two words. */
		browser: text(),
		/** An ended session stays until it would have expired: its Access token is not to open another one. */
		endedAt: integer(),
	},
	(table) => [
		index("sessions_expires").on(table.expiresAt),
		index("sessions_person").on(table.personId),
	],
);

export const apiTokens = sqliteTable("api_tokens", {
	id: text().primaryKey(),
	hash: text().notNull().unique(),
	name: text().notNull(),
	scopes: text({ mode: "json" }).$type<("read" | "operate" | "admin")[]>().notNull(),
	createdAt: integer().notNull(),
	expiresAt: integer(),
	revokedAt: integer(),
	createdBy: text(),
	/** The UTC day of its last call. */
	lastUsedDay: text(),
});

/** Who may enter, by the e-mail that Cloudflare Access vouches for. A removed person stays, for the audit's sake. */
export const people = sqliteTable(
	"people",
	{
		id: text().primaryKey(),
		/** In lower case. */
		email: text().notNull(),
		name: text().notNull(),
		role: text().$type<Role>().notNull(),
		addedBy: text().notNull(),
		createdAt: integer().notNull(),
		removedAt: integer(),
		version: integer().notNull(),
	},
	(table) => [
		uniqueIndex("people_email")
			.on(table.email)
			.where(sql`removed_at is null`),
	],
);

export const idempotencyAnswers = sqliteTable(
	"idempotency_answers",
	{
		/** Hash of caller, route and key. */
		hash: text().primaryKey(),
		requestHash: text().notNull(),
		/** Null while the first call is under way. */
		status: integer(),
		bodySealed: text(),
		createdAt: integer().notNull(),
	},
	(table) => [index("idempotency_answers_created").on(table.createdAt)],
);
