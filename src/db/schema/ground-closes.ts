import {
	index,
	integer,
	primaryKey,
	sqliteTable,
	text,
	uniqueIndex,
} from "drizzle-orm/sqlite-core";

import type { GroundCloseState } from "../../shipping/ports/ground-closes.ts";

/** Days that were closed at FedEx Ground: another one only for parcels that came after the last. */
export const groundCloses = sqliteTable(
	"ground_closes",
	{
		id: text().primaryKey(),
		divisionId: text().notNull(),
		fedexAccountId: text().notNull(),
		/** `YYYY-MM-DD`, where the goods are. */
		day: text().notNull(),
		number: integer().notNull(),
		state: text().$type<GroundCloseState>().notNull(),
		shipments: integer().notNull(),
		packages: integer().notNull(),
		version: integer().notNull().default(1),
		createdAt: integer().notNull(),
		updatedAt: integer().notNull(),
	},
	(table) => [
		uniqueIndex("ground_closes_day").on(table.fedexAccountId, table.day, table.number),
		index("ground_closes_division").on(table.divisionId, table.id),
	],
);

/** What each close was to take. */
export const groundCloseShipments = sqliteTable(
	"ground_close_shipments",
	{ shipmentId: text().notNull(), closeId: text().notNull() },
	(table) => [
		primaryKey({ columns: [table.shipmentId, table.closeId] }),
		index("ground_close_shipments_close").on(table.closeId),
	],
);
