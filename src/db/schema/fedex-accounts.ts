import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const fedexAccounts = sqliteTable("fedex_accounts", {
	id: text().primaryKey(),
	name: text().notNull(),
	accountNumber: text().notNull(),
	environment: text().$type<"production" | "sandbox">().notNull(),
	shipCredentialsSealed: text().notNull(),
	trackCredentialsSealed: text().notNull(),
	/** Null where it has no credentials of FedEx Freight. */
	freightCredentialsSealed: text(),
	/** The security token of FedEx's push; null where the account has none. */
	pushTokenSealed: text(),
	/** When push told something last, to the hour: while it does, polling is only the safety net. */
	pushHeardAt: integer(),
	suspendedAt: integer(),
	suspendedCode: text(),
	suspendedMessage: text(),
	/** While suspended: when one call may find out whether it is over. */
	probeAt: integer(),
	pausedAt: integer(),
	uncertainInARow: integer().notNull().default(0),
	version: integer().notNull().default(1),
	createdAt: integer().notNull(),
	updatedAt: integer().notNull(),
});
