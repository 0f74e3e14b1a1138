import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

import type { ConnectionState } from "../../shipping/model/connection-states.ts";

export const connections = sqliteTable("connections", {
	id: text().primaryKey(),
	name: text().notNull(),
	region: text().notNull(),
	clientId: text().notNull(),
	webhookSecretSealed: text().notNull(),
	status: text().$type<ConnectionState>().notNull(),
	userId: text(),
	userName: text(),
	grantExpiresAt: integer(),
	/** When the grant is to be refreshed although nobody needs a token. */
	keepAliveDueAt: integer(),
	version: integer().notNull().default(1),
	createdAt: integer().notNull(),
	updatedAt: integer().notNull(),
});

/** One-time values of the authorization flow: the address given to programs, and the state sent to Exact. */
export const oneTimeCodes = sqliteTable(
	"one_time_codes",
	{
		hash: text().primaryKey(),
		kind: text().$type<"authorize" | "state">().notNull(),
		connectionId: text().notNull(),
		actor: text().notNull(),
		/** Hash of the cookie of the browser that it is bound to. */
		browserHash: text(),
		expiresAt: integer().notNull(),
		usedAt: integer(),
	},
	(table) => [index("one_time_codes_expires").on(table.expiresAt)],
);
