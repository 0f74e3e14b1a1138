import { sql } from "drizzle-orm";
import {
	index,
	integer,
	primaryKey,
	real,
	sqliteTable,
	text,
	uniqueIndex,
} from "drizzle-orm/sqlite-core";

import type { Problem } from "../../lib/errors.ts";
import type { Decision, SettledDecision } from "../../shipping/model/decision.ts";
import type { EnteredPackages } from "../../shipping/model/entered-packages.ts";
import type { OrderState } from "../../shipping/model/order-states.ts";
import type { Address, AddressCheck } from "../../shipping/model/order.ts";

export const orders = sqliteTable(
	"orders",
	{
		id: text().primaryKey(),
		divisionId: text().notNull(),
		exactOrderId: text().notNull(),
		orderNumber: integer().notNull(),
		timestamp: text().notNull(),
		status: integer().notNull(),
		deliveryStatus: integer().notNull(),
		approvalStatus: integer().notNull(),
		currency: text(),
		deliveryDate: text(),
		orderedById: text(),
		deliverToId: text(),
		deliverToName: text(),
		deliverToContactId: text(),
		deliveryAddressId: text(),
		shippingMethodId: text(),
		shippingMethodCode: text(),
		warehouseCode: text(),
		yourRef: text(),
		description: text(),
		incoterm: text(),
		address: text({ mode: "json" }).$type<Address>(),
		addressReadAt: integer(),
		addressCheck: text({ mode: "json" }).$type<AddressCheck>(),
		/** Entered by a person for its next shipment. */
		packages: text({ mode: "json" }).$type<EnteredPackages>(),
		/** The shipment, by its sequence, that was packed at the bench; null where none was. */
		packedSequence: integer(),
		state: text().$type<OrderState>().notNull(),
		reasons: text({ mode: "json" }).$type<Problem[]>().notNull(),
		decision: text({ mode: "json" }).$type<Decision>(),
		settledDecisions: text({ mode: "json" }).$type<SettledDecision[]>().notNull().default([]),
		/** Counts what a person did about it, and the decisions that came up: the audit's version. */
		version: integer().notNull().default(0),
		firstSeenAt: integer().notNull(),
		/** First time that it was found ready; decides what a release ships by itself. */
		firstReadyAt: integer(),
		readySince: integer(),
		/** A release ticked it. */
		releasedAt: integer(),
		/** A release left it out: a person must ship it. */
		heldBackAt: integer(),
		deletedAt: integer(),
		/** Set when something about it changed and it has to be judged again. */
		judgeDueAt: integer(),
		correlationId: text().notNull(),
		/** When its person's data was destroyed; a trigger keeps it from coming back with what is read later. */
		erasedAt: integer(),
		updatedAt: integer().notNull(),
	},
	(table) => [
		uniqueIndex("orders_division_exact").on(table.divisionId, table.exactOrderId),
		index("orders_division").on(table.divisionId, table.id),
		index("orders_division_state").on(table.divisionId, table.state, table.id),
		index("orders_state").on(table.state, table.id),
		index("orders_number").on(table.orderNumber),
		// With the id, so that a search reads the index alone.
		index("orders_customer").on(sql`deliver_to_name collate nocase`, table.id),
		index("orders_first_seen").on(table.firstSeenAt),
		index("orders_decision")
			.on(table.id)
			.where(sql`decision is not null`),
		index("orders_judge_due")
			.on(table.divisionId, table.judgeDueAt)
			.where(sql`judge_due_at is not null`),
	],
);

export const orderLines = sqliteTable(
	"order_lines",
	{
		divisionId: text().notNull(),
		exactLineId: text().notNull(),
		exactOrderId: text().notNull(),
		timestamp: text().notNull(),
		lineNumber: integer().notNull(),
		itemId: text(),
		itemCode: text(),
		description: text(),
		quantity: real().notNull(),
		quantityDelivered: real().notNull(),
		unitCode: text(),
		netPrice: text(),
		costCentre: text(),
		deliveryDate: text(),
		isDropShipped: integer({ mode: "boolean" }).notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.divisionId, table.exactLineId] }),
		index("order_lines_order").on(table.divisionId, table.exactOrderId),
	],
);

/** Accounts, contacts, items and where those come from, as last read from Exact, kept for a day. */
export const referenceRecords = sqliteTable(
	"reference_records",
	{
		divisionId: text().notNull(),
		kind: text().$type<"account" | "contact" | "item" | "origin">().notNull(),
		exactId: text().notNull(),
		data: text({ mode: "json" }).$type<unknown>().notNull(),
		readAt: integer().notNull(),
	},
	(table) => [primaryKey({ columns: [table.divisionId, table.kind, table.exactId] })],
);
