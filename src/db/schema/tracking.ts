import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

import type { TrackingPace } from "../../shipping/model/tracking-paces.ts";
import type { TrackingState } from "../../shipping/model/tracking-states.ts";

/** Up to 30 numbers of one account that are looked at together. */
export const trackingGroups = sqliteTable(
	"tracking_groups",
	{
		id: text().primaryKey(),
		fedexAccountId: text().notNull(),
		/** How often its members are looked at. */
		pace: text().$type<TrackingPace>().notNull(),
		members: integer().notNull(),
		dueAt: integer(),
		leasedUntil: integer(),
		failures: integer().notNull().default(0),
		createdAt: integer().notNull(),
		updatedAt: integer().notNull(),
	},
	(table) => [
		index("tracking_groups_due")
			.on(table.fedexAccountId, table.dueAt)
			.where(sql`due_at is not null`),
	],
);

/** What happened to a package, each event once. */
export const trackingEvents = sqliteTable(
	"tracking_events",
	{
		shipmentId: text().notNull(),
		packageSequence: integer().notNull(),
		/** Instant, code and place of the scan: what makes an event the same event. */
		eventKey: text().notNull(),
		at: integer().notNull(),
		code: text().notNull(),
		exceptionCode: text(),
		state: text().$type<TrackingState>(),
		description: text().notNull(),
		location: text(),
		createdAt: integer().notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.shipmentId, table.packageSequence, table.eventKey] }),
		index("tracking_events_shipment").on(table.shipmentId, table.at),
	],
);
