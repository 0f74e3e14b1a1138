import { sql } from "drizzle-orm";
import {
	customType,
	index,
	integer,
	primaryKey,
	sqliteTable,
	text,
	uniqueIndex,
} from "drizzle-orm/sqlite-core";

import type { Problem } from "../../lib/errors.ts";
import { completeSettings, type DivisionSettings } from "../../shipping/model/division-settings.ts";
import type { DivisionMode } from "../../shipping/model/order.ts";

/** Settings that were saved before some of today's existed are read with the defaults of those. */
const storedSettings = customType<{ data: DivisionSettings; driverData: string }>({
	dataType: () => "text",
	toDriver: (settings) => JSON.stringify(settings),
	fromDriver: (stored) => completeSettings(JSON.parse(stored)),
});

export const divisions = sqliteTable(
	"divisions",
	{
		id: text().primaryKey(),
		connectionId: text().notNull(),
		region: text().notNull(),
		code: integer().notNull(),
		name: text().notNull(),
		country: text().notNull(),
		currency: text().notNull(),
		mode: text().$type<DivisionMode>().notNull(),
		pausedAt: integer(),
		settings: storedSettings(),
		fedexAccountId: text(),
		moveMarker: text(),
		releasedAt: integer(),
		/** The next scheduled poll; null while the division is off or not mapped. */
		pollDueAt: integer(),
		/** A poll that is under way: its id and when it began. */
		pollId: text(),
		pollStartedAt: integer(),
		/** When another poll was asked for while one is under way: it begins as soon as that one ends. */
		pollAgainAt: integer(),
		pollFailures: integer().notNull().default(0),
		/** Why the poll was postponed; null while it goes well. */
		pollProblem: text({ mode: "json" }).$type<Problem>(),
		/** Polls that hints asked for in the hour that began then. */
		hintHourStartedAt: integer(),
		hintPolls: integer().notNull().default(0),
		/** The local midnight after which the next poll reads the last days of the feeds again. */
		sweepDueAt: integer(),
		lastPollAt: integer(),
		/** When its Documents in Exact are checked next; null until the first one is written. */
		documentsDueAt: integer(),
		version: integer().notNull().default(1),
		createdAt: integer().notNull(),
		updatedAt: integer().notNull(),
	},
	(table) => [
		// One row for an administration, whichever connection reaches it: two would ship its orders twice.
		uniqueIndex("divisions_region_code").on(table.region, table.code),
		index("divisions_connection").on(table.connectionId),
		index("divisions_poll_due")
			.on(table.pollDueAt)
			.where(sql`poll_due_at is not null`),
	],
);

export const syncCursors = sqliteTable(
	"sync_cursors",
	{
		divisionId: text().notNull(),
		feed: text().notNull(),
		/** Everything up to this row version is stored. */
		timestamp: text().notNull(),
		/** When the feed was last read to its end. */
		readToEndAt: integer(),
		/** From here the next sweep reads again: where it stood when the sweep before the last began. */
		sweepFrom: text(),
		/** From here the sweep after that one reads again: where it stood when the last one began. */
		laterSweepFrom: text(),
	},
	(table) => [primaryKey({ columns: [table.divisionId, table.feed] })],
);
