import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const sessions = sqliteTable(
	"sessions",
	{
		hash: text().primaryKey(),
		actor: text().notNull(),
		createdAt: integer().notNull(),
		expiresAt: integer().notNull(),
	},
	(table) => [index("sessions_expires").on(table.expiresAt)],
);

export const apiTokens = sqliteTable("api_tokens", {
	id: text().primaryKey(),
	hash: text().notNull().unique(),
	name: text().notNull(),
	scopes: text({ mode: "json" }).$type<("read" | "operate" | "admin")[]>().notNull(),
	createdAt: integer().notNull(),
	expiresAt: integer(),
	revokedAt: integer(),
});

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
