import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/**
 * How many rows stand in each state, kept by triggers of `shipments` and `write_backs`: whoever changes a state, in
 * whatever statement, changes the count with it. Counting them when asked would read every label ever made.
 */
export const stateCounts = sqliteTable(
	"state_counts",
	{
		kind: text().$type<"status" | "tracking" | "write-back">().notNull(),
		divisionId: text().notNull(),
		name: text().notNull(),
		count: integer().notNull(),
	},
	(table) => [primaryKey({ columns: [table.kind, table.divisionId, table.name] })],
);
