import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

import type { Problem } from "../../lib/errors.ts";
import type { WriteBackKind, WriteBackState } from "../../shipping/model/write-back-states.ts";

export const writeBacks = sqliteTable(
	"write_backs",
	{
		id: text().primaryKey(),
		divisionId: text().notNull(),
		shipmentId: text().notNull(),
		kind: text().$type<WriteBackKind>().notNull(),
		state: text().$type<WriteBackState>().notNull(),
		/** Of a tracking number: the goods delivery that it goes to; of a file: the attachment. */
		exactDocumentId: text(),
		/** Finds the Document again after a doubtful post. */
		subject: text().notNull(),
		body: text().notNull(),
		accountId: text(),
		orderNumber: integer().notNull(),
		/**
		 * Hash of the body that stands in Exact; another one than the body's means that it is to be updated. Empty
		 * when the body was replaced while the one before was being written.
		 */
		writtenHash: text(),
		reason: text({ mode: "json" }).$type<Problem>(),
		dueAt: integer(),
		/** Its place among those that wait: when it became due, later the less urgent it is. */
		turnAt: integer().notNull().default(0),
		leasedUntil: integer(),
		/** How often a post was about to go out; more than once means that there may be two Documents. */
		posts: integer().notNull().default(0),
		/** When the last of them was. */
		postedAt: integer(),
		/** Exact's row version that was known before the first post: a Document of ours comes after it. */
		postedAfter: text(),
		failures: integer().notNull().default(0),
		/** How often the nightly check found that it was gone from Exact and had it posted again. */
		putBacks: integer().notNull().default(0),
		version: integer().notNull().default(1),
		correlationId: text().notNull(),
		createdAt: integer().notNull(),
		writtenAt: integer(),
		/** When the scan was that its body tells next, the first of several; null where Exact knows it. */
		newsAt: integer(),
		updatedAt: integer().notNull(),
	},
	(table) => [
		uniqueIndex("write_backs_shipment_kind").on(table.shipmentId, table.kind),
		index("write_backs_due")
			.on(table.divisionId, table.dueAt)
			.where(sql`due_at is not null`),
		index("write_backs_turn")
			.on(table.divisionId, table.turnAt, table.id)
			.where(sql`state = 'due'`),
		index("write_backs_state").on(table.state, table.id),
		index("write_backs_delivery")
			.on(table.exactDocumentId)
			.where(sql`kind = 'tracking-number'`),
		index("write_backs_booked")
			.on(table.exactDocumentId)
			.where(sql`kind = 'goods-delivery'`),
		index("write_backs_written")
			.on(table.divisionId, table.writtenAt)
			.where(sql`kind = 'document' and state = 'written'`),
	],
);
