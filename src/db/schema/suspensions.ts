import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

import type { Work } from "../../shipping/ports/suspensions.ts";

/** Work that the other side refuses as a whole. A row stays when it is over, for the version that the audit counts by. */
export const suspensions = sqliteTable(
	"suspensions",
	{
		kind: text().$type<Work["kind"]>().notNull(),
		scope: text().notNull(),
		code: text().notNull(),
		message: text().notNull(),
		/** Null while the work goes on. */
		since: integer(),
		probeAt: integer().notNull(),
		version: integer().notNull().default(1),
	},
	(table) => [primaryKey({ columns: [table.kind, table.scope] })],
);
