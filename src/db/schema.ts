import { sql } from "drizzle-orm";
import {
	check,
	index,
	integer,
	primaryKey,
	real,
	sqliteTable,
	text,
	uniqueIndex,
} from "drizzle-orm/sqlite-core";

import type { Problem } from "../lib/errors.ts";
import type { Decision, SettledDecision } from "../shipping/decision.ts";
import type { DivisionSettings } from "../shipping/division-settings.ts";
import type { Address, DivisionMode } from "../shipping/order.ts";
import type { AttemptState, ShipmentStatus } from "../shipping/shipment-states.ts";
import type { ShipmentPlan } from "../shipping/shipment.ts";
import type { TrackingState } from "../shipping/tracking-states.ts";

/**
 * Every table. Instants are UTC milliseconds, Exact's row versions are text of 20 digits, its date-only values
 * are `YYYY-MM-DD`. There are no foreign keys: a rebuilt parent table would take its children with it on D1.
 */

export const settings = sqliteTable("settings", {
	id: integer().primaryKey(),
	pausedAt: integer(),
});

export const connections = sqliteTable("connections", {
	id: text().primaryKey(),
	name: text().notNull(),
	region: text().notNull(),
	clientId: text().notNull(),
	webhookSecretSealed: text().notNull(),
	status: text().$type<"pending" | "connected" | "needs_reauthorization">().notNull(),
	userId: text(),
	userName: text(),
	grantExpiresAt: integer(),
	/** When the grant is to be refreshed although nobody needs a token. */
	keepAliveDueAt: integer(),
	version: integer().notNull().default(1),
	createdAt: integer().notNull(),
	updatedAt: integer().notNull(),
});

/** One-time values of the authorization flow: the address given to programs, and the state sent to Exact. */
export const oneTimeCodes = sqliteTable(
	"one_time_codes",
	{
		hash: text().primaryKey(),
		kind: text().$type<"authorize" | "state">().notNull(),
		connectionId: text().notNull(),
		actor: text().notNull(),
		/** Hash of the cookie of the browser that it is bound to. */
		browserHash: text(),
		expiresAt: integer().notNull(),
		usedAt: integer(),
	},
	(table) => [index("one_time_codes_expires").on(table.expiresAt)],
);

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
		settings: text({ mode: "json" }).$type<DivisionSettings>(),
		fedexAccountId: text(),
		moveMarker: text(),
		releasedAt: integer(),
		/** The next scheduled poll; null while the division is off or not mapped. */
		pollDueAt: integer(),
		/** A poll that is under way: its id and when it began. */
		pollId: text(),
		pollStartedAt: integer(),
		pollFailures: integer().notNull().default(0),
		/** Why the poll was postponed; null while it goes well. */
		pollProblem: text({ mode: "json" }).$type<Problem>(),
		/** Polls that hints asked for in the hour that began then. */
		hintHourStartedAt: integer(),
		hintPolls: integer().notNull().default(0),
		/** The local midnight after which the next poll reads the last days of the feeds again. */
		sweepDueAt: integer(),
		lastPollAt: integer(),
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

export const fedexAccounts = sqliteTable("fedex_accounts", {
	id: text().primaryKey(),
	name: text().notNull(),
	accountNumber: text().notNull(),
	environment: text().$type<"production" | "sandbox">().notNull(),
	shipCredentialsSealed: text().notNull(),
	trackCredentialsSealed: text().notNull(),
	suspendedAt: integer(),
	suspendedCode: text(),
	suspendedMessage: text(),
	/** While suspended: when one call may find out whether it is over. */
	probeAt: integer(),
	pausedAt: integer(),
	uncertainInARow: integer().notNull().default(0),
	version: integer().notNull().default(1),
	createdAt: integer().notNull(),
	updatedAt: integer().notNull(),
});

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
		address: text({ mode: "json" }).$type<Address>(),
		addressReadAt: integer(),
		state: text()
			.$type<"new" | "not_ready" | "ready" | "blocked" | "reserved" | "held_back" | "deleted">()
			.notNull(),
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
		updatedAt: integer().notNull(),
	},
	(table) => [
		uniqueIndex("orders_division_exact").on(table.divisionId, table.exactOrderId),
		index("orders_division").on(table.divisionId, table.id),
		index("orders_division_state").on(table.divisionId, table.state, table.id),
		index("orders_number").on(table.orderNumber),
		index("orders_customer").on(sql`deliver_to_name collate nocase`),
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

/** Accounts, contacts and items as last read from Exact, kept for a day. */
export const referenceRecords = sqliteTable(
	"reference_records",
	{
		divisionId: text().notNull(),
		kind: text().$type<"account" | "contact" | "item">().notNull(),
		exactId: text().notNull(),
		data: text({ mode: "json" }).$type<unknown>().notNull(),
		readAt: integer().notNull(),
	},
	(table) => [primaryKey({ columns: [table.divisionId, table.kind, table.exactId] })],
);

export const shipments = sqliteTable(
	"shipments",
	{
		id: text().primaryKey(),
		divisionId: text().notNull(),
		fedexAccountId: text().notNull(),
		orderId: text().notNull(),
		exactOrderId: text().notNull(),
		orderNumber: integer().notNull(),
		sequence: integer().notNull(),
		status: text().$type<ShipmentStatus>().notNull(),
		trackingState: text().$type<TrackingState>(),
		reason: text({ mode: "json" }).$type<Problem>(),
		decision: text({ mode: "json" }).$type<Decision>(),
		plan: text({ mode: "json" }).$type<ShipmentPlan>(),
		service: text(),
		shipDate: text(),
		attemptNumber: integer().notNull().default(0),
		reference: text(),
		masterTrackingNumber: text(),
		transactionId: text(),
		customerTransactionId: text(),
		chargeAmount: text(),
		chargeCurrency: text(),
		/** When it wants work; null when it rests. */
		dueAt: integer(),
		leasedUntil: integer(),
		/** Tries in a row that failed without an outcome. */
		failures: integer().notNull().default(0),
		version: integer().notNull().default(1),
		correlationId: text().notNull(),
		createdAt: integer().notNull(),
		labelledAt: integer(),
		updatedAt: integer().notNull(),
	},
	(table) => [
		index("shipments_due")
			.on(table.divisionId, table.dueAt)
			.where(sql`due_at is not null`),
		index("shipments_division").on(table.divisionId, table.id),
		index("shipments_division_status").on(table.divisionId, table.status, table.id),
		index("shipments_status").on(table.status, table.id),
		index("shipments_order").on(table.orderId),
		index("shipments_number").on(table.orderNumber),
		index("shipments_tracking").on(table.masterTrackingNumber),
		index("shipments_tracking_state")
			.on(table.trackingState, table.id)
			.where(sql`tracking_state is not null`),
		index("shipments_created").on(table.createdAt),
		index("shipments_decision")
			.on(table.id)
			.where(sql`decision is not null`),
	],
);

/** The reservation: one shipment for one run of an order, whoever asks first. */
export const shipmentOrders = sqliteTable(
	"shipment_orders",
	{
		divisionId: text().notNull(),
		exactOrderId: text().notNull(),
		sequence: integer().notNull(),
		orderId: text().notNull(),
		shipmentId: text().notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.divisionId, table.exactOrderId, table.sequence] }),
		index("shipment_orders_shipment").on(table.shipmentId),
		index("shipment_orders_order").on(table.orderId),
	],
);

export const shipmentLines = sqliteTable(
	"shipment_lines",
	{
		shipmentId: text().notNull(),
		orderId: text().notNull(),
		exactLineId: text().notNull(),
		lineNumber: integer().notNull(),
		itemCode: text(),
		description: text(),
		quantity: real().notNull(),
		/** What others had delivered of it when this was planned. */
		deliveredBefore: real().notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.shipmentId, table.exactLineId] }),
		index("shipment_lines_order").on(table.orderId),
	],
);

export const shipmentAttempts = sqliteTable(
	"shipment_attempts",
	{
		shipmentId: text().notNull(),
		number: integer().notNull(),
		divisionId: text().notNull(),
		fedexAccountId: text().notNull(),
		reference: text().notNull(),
		requestHash: text().notNull(),
		shipDate: text().notNull(),
		state: text().$type<AttemptState>().notNull(),
		outcomeCode: text(),
		transactionId: text(),
		startedAt: integer().notNull(),
		endedAt: integer(),
		/** When it is to be looked up at FedEx because its answer was lost; null when it rests. */
		lookDueAt: integer(),
		lookLeasedUntil: integer(),
		/** Looks that FedEx answered, and looks in a row that failed. */
		looks: integer().notNull().default(0),
		lookFailures: integer().notNull().default(0),
		/** Tracking numbers that were found under its reference. */
		trackingNumbers: text({ mode: "json" }).$type<string[]>(),
		cancelTries: integer().notNull().default(0),
		cancelledAt: integer(),
		/** How long two uncancelled labels of the shipment were at FedEx. */
		overlapMs: integer(),
	},
	(table) => [
		primaryKey({ columns: [table.shipmentId, table.number] }),
		uniqueIndex("shipment_attempts_reference").on(table.reference),
		index("shipment_attempts_rate").on(table.divisionId, table.startedAt),
		index("shipment_attempts_look_due")
			.on(table.fedexAccountId, table.lookDueAt)
			.where(sql`look_due_at is not null`),
	],
);

export const packages = sqliteTable(
	"packages",
	{
		shipmentId: text().notNull(),
		sequence: integer().notNull(),
		weightGrams: integer().notNull(),
		trackingNumber: text(),
		/** The group it is looked at with; null before the label and after the end. */
		trackingGroupId: text(),
		trackingState: text().$type<TrackingState>(),
		/** FedEx's unique id, which tells a reused number from ours. */
		trackingUniqueId: text(),
		lastEventAt: integer(),
		expectedDeliveryAt: integer(),
	},
	(table) => [
		primaryKey({ columns: [table.shipmentId, table.sequence] }),
		index("packages_tracking").on(table.trackingNumber),
		index("packages_tracking_group")
			.on(table.trackingGroupId)
			.where(sql`tracking_group_id is not null`),
	],
);

/** Up to 30 numbers of one account that are looked at together. */
export const trackingGroups = sqliteTable(
	"tracking_groups",
	{
		id: text().primaryKey(),
		fedexAccountId: text().notNull(),
		/** The state its members share: they are looked at as often as it asks for. */
		pace: text().$type<TrackingState>().notNull(),
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

/** One topic that Exact is to tell about a division. */
export const webhookSubscriptions = sqliteTable(
	"webhook_subscriptions",
	{
		divisionId: text().notNull(),
		topic: text().notNull(),
		exactSubscriptionId: text(),
		state: text().$type<"due" | "subscribed" | "refused">().notNull(),
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

export const documents = sqliteTable(
	"documents",
	{
		id: text().primaryKey(),
		shipmentId: text().notNull(),
		attemptNumber: integer().notNull(),
		packageSequence: integer().notNull(),
		kind: text().notNull(),
		contentType: text().notNull(),
		bytes: integer().notNull(),
		sha256: text().notNull(),
		key: text().notNull(),
		createdAt: integer().notNull(),
		/** From then on every link to it answers "gone". */
		revokedAt: integer(),
	},
	(table) => [
		index("documents_shipment").on(table.shipmentId),
		uniqueIndex("documents_key").on(table.key),
	],
);

export const writeBacks = sqliteTable(
	"write_backs",
	{
		id: text().primaryKey(),
		divisionId: text().notNull(),
		shipmentId: text().notNull(),
		kind: text().$type<"document">().notNull(),
		state: text().$type<"due" | "writing" | "doubtful" | "written" | "failed">().notNull(),
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
		postedAt: integer(),
		/** Exact's row version that was known before the post: a Document of ours comes after it. */
		postedAfter: text(),
		failures: integer().notNull().default(0),
		version: integer().notNull().default(1),
		correlationId: text().notNull(),
		createdAt: integer().notNull(),
		writtenAt: integer(),
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
	],
);

/**
 * What happened, append-only by trigger. `applied` is the guard of every transition: it is inserted as the number
 * of rows that the compare-and-set just changed, and anything but 1 fails the whole batch.
 */
export const auditEvents = sqliteTable(
	"audit_events",
	{
		id: text().primaryKey(),
		at: integer().notNull(),
		actor: text().notNull(),
		action: text().notNull(),
		/** `<kind>:<id>` */
		subject: text().notNull(),
		version: integer().notNull(),
		correlationId: text(),
		transactionId: text(),
		details: text({ mode: "json" }).$type<Record<string, unknown>>().notNull(),
		applied: integer().notNull(),
	},
	(table) => [
		uniqueIndex("audit_events_subject_version").on(table.subject, table.version),
		index("audit_events_at").on(table.at),
		index("audit_events_action").on(table.action, table.at),
		index("audit_events_actor").on(table.actor, table.at),
		check("audit_events_applied", sql`applied = 1`),
	],
);

export const idempotencyAnswers = sqliteTable(
	"idempotency_answers",
	{
		/** Hash of caller, route and key. */
		hash: text().primaryKey(),
		requestHash: text().notNull(),
		/** Null while the first call is under way. */
		status: integer(),
		bodySealed: text(),
		createdAt: integer().notNull(),
	},
	(table) => [index("idempotency_answers_created").on(table.createdAt)],
);

export const sessions = sqliteTable(
	"sessions",
	{
		hash: text().primaryKey(),
		actor: text().notNull(),
		createdAt: integer().notNull(),
		expiresAt: integer().notNull(),
	},
	(table) => [index("sessions_expires").on(table.expiresAt)],
);

export const apiTokens = sqliteTable("api_tokens", {
	id: text().primaryKey(),
	hash: text().notNull().unique(),
	name: text().notNull(),
	scopes: text({ mode: "json" }).$type<("read" | "operate" | "admin")[]>().notNull(),
	createdAt: integer().notNull(),
	expiresAt: integer(),
	revokedAt: integer(),
});

/** Who may drain a scope now. A lease that ran out belongs to nobody. */
export const leases = sqliteTable(
	"leases",
	{
		kind: text().notNull(),
		scope: text().notNull(),
		holder: text().notNull(),
		heldUntil: integer().notNull(),
	},
	(table) => [primaryKey({ columns: [table.kind, table.scope] })],
);

/** Counters by UTC day: labels, calls to vendors and the like. */
export const dailyCounts = sqliteTable(
	"daily_counts",
	{
		day: text().notNull(),
		scope: text().notNull(),
		name: text().notNull(),
		count: integer().notNull(),
	},
	(table) => [primaryKey({ columns: [table.day, table.scope, table.name] })],
);
