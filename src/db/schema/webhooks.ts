import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

import type { Problem } from "../../lib/errors.ts";
import type { SubscriptionState } from "../../shipping/model/subscription-states.ts";

/** One topic that Exact is to tell about a division. */
export const webhookSubscriptions = sqliteTable(
	"webhook_subscriptions",
	{
		divisionId: text().notNull(),
		topic: text().notNull(),
		exactSubscriptionId: text(),
		state: text().$type<SubscriptionState>().notNull(),
		reason: text({ mode: "json" }).$type<Problem>(),
		/** When it is to be made, or to be looked at again. */
		dueAt: integer(),
		failures: integer().notNull().default(0),
		updatedAt: integer().notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.divisionId, table.topic] }),
		index("webhook_subscriptions_due")
			.on(table.dueAt)
			.where(sql`due_at is not null`),
	],
);

/** Hints as they came, kept for a while to look at. */
export const webhookReceipts = sqliteTable(
	"webhook_receipts",
	{
		id: text().primaryKey(),
		connectionId: text().notNull(),
		divisionId: text().notNull(),
		topic: text().notNull(),
		action: text().notNull(),
		exactKey: text().notNull(),
		receivedAt: integer().notNull(),
	},
	(table) => [index("webhook_receipts_received").on(table.receivedAt)],
);
