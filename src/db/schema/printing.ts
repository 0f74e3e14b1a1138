import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

import type { PrintFormat, StationRoute } from "../../shipping/model/printing/route-print.ts";

/** Where papers come out. Their jobs live in the station's Durable Object. */
export const printStations = sqliteTable(
	"print_stations",
	{
		id: text().primaryKey(),
		name: text().notNull(),
		divisionIds: text({ mode: "json" }).$type<string[]>(),
		warehouses: text({ mode: "json" }).$type<string[]>(),
		formats: text({ mode: "json" }).$type<PrintFormat[]>().notNull(),
		prints: text().$type<StationRoute["prints"]>().notNull(),
		/** Of the code that pairs it, while there is one. */
		codeHash: text(),
		codeExpiresAt: integer(),
		/** Of the token that the paired station holds; null while none is. */
		tokenHash: text(),
		pairedAt: integer(),
		/** Papers in doubt, as the object told last: a copy for what counts on every page. */
		doubtful: integer().notNull().default(0),
		version: integer().notNull().default(1),
		createdAt: integer().notNull(),
		updatedAt: integer().notNull(),
	},
	(table) => [
		uniqueIndex("print_stations_code")
			.on(table.codeHash)
			.where(sql`code_hash is not null`),
	],
);

/** That a paper goes to a station: written with the label, brought there afterwards, kept so that it is made once. */
export const printJobs = sqliteTable(
	"print_jobs",
	{
		id: text().primaryKey(),
		divisionId: text().notNull(),
		shipmentId: text().notNull(),
		attemptNumber: integer().notNull(),
		documentId: text().notNull(),
		copy: integer().notNull(),
		/** Null until it was decided, and for good where no station takes it. */
		stationId: text(),
		/** When it is to be brought to its station; null when it was. */
		dueAt: integer(),
		failures: integer().notNull().default(0),
		version: integer().notNull().default(1),
		createdAt: integer().notNull(),
	},
	(table) => [
		uniqueIndex("print_jobs_once").on(
			table.shipmentId,
			table.attemptNumber,
			table.documentId,
			table.copy,
		),
		index("print_jobs_due")
			.on(table.divisionId, table.dueAt)
			.where(sql`due_at is not null`),
		index("print_jobs_created").on(table.createdAt),
	],
);
