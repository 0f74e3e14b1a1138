import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

import type { Problem } from "../../lib/errors.ts";
import type { AlertSettings } from "../../shipping/model/alerts.ts";
import type { MailKind, MailState } from "../../shipping/model/customer-mails.ts";
import type { DeliveryState, EndpointState } from "../../shipping/model/endpoint-states.ts";
import type { EventFacts, EventKind } from "../../shipping/model/told-events.ts";

/**
 * What happened that others are to be told: the outbox of webhooks and mails. Triggers of `shipments` and `orders`
 * write it, in the statement that changes them, while there is anybody to tell. Ids sort by time.
 */
export const toldEvents = sqliteTable(
	"told_events",
	{
		id: text().primaryKey(),
		at: integer().notNull(),
		kind: text().$type<EventKind>().notNull(),
		divisionId: text().notNull(),
		orderId: text().notNull(),
		orderNumber: integer().notNull(),
		shipmentId: text(),
		facts: text({ mode: "json" }).$type<EventFacts>().notNull(),
		/** When it was given to all that want it; null until then. */
		spreadAt: integer(),
	},
	(table) => [
		index("told_events_unspread")
			.on(table.id)
			.where(sql`spread_at is null`),
	],
);

/** Other programs' addresses that are told of events. */
export const webhookEndpoints = sqliteTable("webhook_endpoints", {
	id: text().primaryKey(),
	name: text().notNull(),
	url: text().notNull(),
	kinds: text({ mode: "json" }).$type<EventKind[]>().notNull(),
	secretSealed: text().notNull(),
	state: text().$type<EndpointState>().notNull(),
	/** Since when nothing it was sent was taken; null while it takes what it is sent. */
	failingSince: integer(),
	/** Runs in a row that it took nothing of, and until when it is left alone for that. */
	failures: integer().notNull().default(0),
	restUntil: integer().notNull().default(0),
	lastCode: text(),
	lastTakenAt: integer(),
	disabledAt: integer(),
	version: integer().notNull().default(1),
	createdAt: integer().notNull(),
	updatedAt: integer().notNull(),
});

/** One event for one endpoint. */
export const webhookDeliveries = sqliteTable(
	"webhook_deliveries",
	{
		endpointId: text().notNull(),
		eventId: text().notNull(),
		/** The name under which it is told. */
		name: text().$type<EventKind>().notNull(),
		state: text().$type<DeliveryState>().notNull(),
		dueAt: integer(),
		leasedUntil: integer(),
		/** Sendings since it became due, and when the first of them was. */
		attempts: integer().notNull().default(0),
		firstTriedAt: integer(),
		lastCode: text(),
		takenAt: integer(),
		updatedAt: integer().notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.endpointId, table.eventId] }),
		index("webhook_deliveries_due")
			.on(table.endpointId, table.dueAt)
			.where(sql`due_at is not null`),
		index("webhook_deliveries_event").on(table.eventId),
	],
);

/**
 * Mails to customers, one for a shipment and a kind for ever. Neither address nor text is kept: both are made of the
 * shipment when it is sent.
 */
export const customerMails = sqliteTable(
	"customer_mails",
	{
		shipmentId: text().notNull(),
		kind: text().$type<MailKind>().notNull(),
		divisionId: text().notNull(),
		state: text().$type<MailState>().notNull(),
		dueAt: integer(),
		leasedUntil: integer(),
		attempts: integer().notNull().default(0),
		code: text(),
		messageId: text(),
		createdAt: integer().notNull(),
		updatedAt: integer().notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.shipmentId, table.kind] }),
		index("customer_mails_due")
			.on(table.dueAt)
			.where(sql`due_at is not null`),
		index("customer_mails_created").on(table.createdAt),
		index("customer_mails_unsent")
			.on(table.updatedAt)
			.where(sql`state in ('unknown', 'refused')`),
	],
);

/** Who wants no mails of a division any more: a hash, because the address itself is nobody's business here. */
export const mailOptOuts = sqliteTable(
	"mail_opt_outs",
	{
		divisionId: text().notNull(),
		addressHash: text().notNull(),
		at: integer().notNull(),
	},
	(table) => [primaryKey({ columns: [table.divisionId, table.addressHash] })],
);

/** What the operator is told of: one row for a cause, which stays when it is over. */
export const alerts = sqliteTable(
	"alerts",
	{
		/** `<kind>:<scope>` */
		key: text().primaryKey(),
		problem: text({ mode: "json" }).$type<Problem>().notNull(),
		/** Null once it is over. */
		since: integer(),
		updatedAt: integer().notNull(),
	},
	(table) => [
		index("alerts_open")
			.on(table.key)
			.where(sql`since is not null`),
	],
);

/** One thing said about an alert over one channel. */
export const alertMessages = sqliteTable(
	"alert_messages",
	{
		id: text().primaryKey(),
		alertKey: text().notNull(),
		phase: text().$type<"began" | "over">().notNull(),
		channel: text().$type<"mail" | "chat">().notNull(),
		subject: text().notNull(),
		body: text().notNull(),
		state: text().$type<MailState>().notNull(),
		dueAt: integer(),
		leasedUntil: integer(),
		attempts: integer().notNull().default(0),
		code: text(),
		createdAt: integer().notNull(),
		updatedAt: integer().notNull(),
	},
	(table) => [
		index("alert_messages_due")
			.on(table.dueAt)
			.where(sql`due_at is not null`),
	],
);

/** The company's settings of telling: one row, from the first time that they are saved. */
export const tellingSettings = sqliteTable("telling_settings", {
	id: integer().primaryKey(),
	alerts: text({ mode: "json" }).$type<AlertSettings>().notNull(),
	/** The address of the chat is a secret: whoever has it may write there. */
	chatUrlSealed: text(),
	watchDueAt: integer().notNull(),
	version: integer().notNull().default(1),
	updatedAt: integer().notNull(),
});
