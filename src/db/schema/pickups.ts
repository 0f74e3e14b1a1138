import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

import type { PickupCarrier } from "../../shipping/ports/carrier.ts";
import type { PickupState } from "../../shipping/ports/pickups.ts";

/** Couriers that were asked for: one a day unless a person asks again. */
export const pickups = sqliteTable(
	"pickups",
	{
		id: text().primaryKey(),
		divisionId: text().notNull(),
		fedexAccountId: text().notNull(),
		carrier: text().$type<PickupCarrier>().notNull(),
		/** `YYYY-MM-DD`, where the goods are. */
		day: text().notNull(),
		number: integer().notNull(),
		state: text().$type<PickupState>().notNull(),
		packages: integer().notNull(),
		weightGrams: integer().notNull(),
		confirmationCode: text(),
		location: text(),
		version: integer().notNull().default(1),
		createdAt: integer().notNull(),
		updatedAt: integer().notNull(),
	},
	(table) => [
		uniqueIndex("pickups_day").on(
			table.divisionId,
			table.fedexAccountId,
			table.carrier,
			table.day,
			table.number,
		),
		index("pickups_division").on(table.divisionId, table.id),
	],
);
