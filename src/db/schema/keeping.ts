import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

import type {
	ErasureState,
	ErasureTarget,
	KeyUses,
	RotationState,
} from "../../shipping/model/keeping.ts";

/** Runs that seal anew what older keys of the ring sealed; at most one of them is open. */
export const keyRotations = sqliteTable(
	"key_rotations",
	{
		id: text().primaryKey(),
		/** The key that seals. */
		keyId: text().notNull(),
		state: text().$type<RotationState>().notNull(),
		/** Where it is: the name of a place, and how far it got there. */
		place: text(),
		cursor: text(),
		/** Sealed anew in all, and in the pass that is under way. */
		rewrapped: integer().notNull().default(0),
		rewrappedNow: integer().notNull().default(0),
		/** By place and key id, counted in the pass that is under way, and in the last one that came to its end. */
		uses: text({ mode: "json" }).$type<KeyUses>().notNull().default({}),
		lastUses: text({ mode: "json" }).$type<KeyUses>(),
		dueAt: integer(),
		failures: integer().notNull().default(0),
		version: integer().notNull().default(1),
		startedAt: integer().notNull(),
		finishedAt: integer(),
		updatedAt: integer().notNull(),
	},
	() => [
		uniqueIndex("key_rotations_open")
			.on(sql`(1)`)
			.where(sql`due_at is not null`),
	],
);

/** Persons whose data is or was destroyed, by what Exact calls them: an order or a customer's account. */
export const erasures = sqliteTable(
	"erasures",
	{
		id: text().primaryKey(),
		divisionId: text().notNull(),
		target: text().$type<ErasureTarget>().notNull(),
		/** Exact's id of the order, or of the account. */
		exactId: text().notNull(),
		state: text().$type<ErasureState>().notNull(),
		/** The last order that is done with. */
		cursor: text(),
		orders: integer().notNull().default(0),
		documentsDeleted: integer().notNull().default(0),
		/** Those that the law has the company keep. */
		documentsKept: integer().notNull().default(0),
		dueAt: integer(),
		failures: integer().notNull().default(0),
		version: integer().notNull().default(1),
		createdAt: integer().notNull(),
		doneAt: integer(),
		updatedAt: integer().notNull(),
	},
	(table) => [
		index("erasures_division").on(table.divisionId, table.id),
		index("erasures_due")
			.on(table.dueAt)
			.where(sql`due_at is not null`),
	],
);
