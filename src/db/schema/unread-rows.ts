import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

import type { Feed } from "../../shipping/ports/erp.ts";

/** Rows of Exact's feeds that could not be read, until they can: what they are of does not ship meanwhile. */
export const unreadRows = sqliteTable(
	"unread_rows",
	{
		divisionId: text().notNull(),
		feed: text().$type<Feed>().notNull(),
		/** Exact's id of the row, or, where even that can't be read, its row version. */
		rowKey: text().notNull(),
		/** The order or delivery that it is of; null where it does not tell. */
		ownerId: text(),
		timestamp: text().notNull(),
		/** Exact's name of the first field that could not be read. */
		field: text().notNull(),
		firstSeenAt: integer().notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.divisionId, table.feed, table.rowKey] }),
		index("unread_rows_owner").on(table.divisionId, table.ownerId),
	],
);
