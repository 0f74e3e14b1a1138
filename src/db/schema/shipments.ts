import { sql } from "drizzle-orm";
import {
	customType,
	index,
	integer,
	primaryKey,
	real,
	sqliteTable,
	text,
	uniqueIndex,
} from "drizzle-orm/sqlite-core";

import type { Problem } from "../../lib/errors.ts";
import type { Decision } from "../../shipping/model/decision.ts";
import { completePlan, type Payor, type ShipmentPlan } from "../../shipping/model/shipment-plan.ts";
import type { ShipmentStatus, AttemptState } from "../../shipping/model/shipment-states.ts";
import type { TrackingState } from "../../shipping/model/tracking-states.ts";
import type { ShipmentKind } from "../../shipping/ports/returns.ts";

/** Plans of labels that were made before some of today's fields existed are read with what those meant then. */
const storedPlan = customType<{ data: ShipmentPlan; driverData: string }>({
	dataType: () => "text",
	toDriver: (plan) => JSON.stringify(plan),
	fromDriver: (stored) => completePlan(JSON.parse(stored) as ShipmentPlan),
});

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
		/** The goods delivery in Exact that it is made of; null where it is made of the order itself. */
		exactDeliveryId: text(),
		/** `return`: for goods that come back; it takes no lines of its order. */
		kind: text().$type<ShipmentKind>().notNull().default("outbound"),
		/** Which shipment comes back with it. */
		returnOf: text(),
		status: text().$type<ShipmentStatus>().notNull(),
		trackingState: text().$type<TrackingState>(),
		reason: text({ mode: "json" }).$type<Problem>(),
		decision: text({ mode: "json" }).$type<Decision>(),
		plan: storedPlan(),
		service: text(),
		shipDate: text(),
		attemptNumber: integer().notNull().default(0),
		reference: text(),
		masterTrackingNumber: text(),
		transactionId: text(),
		customerTransactionId: text(),
		chargeAmount: text(),
		chargeCurrency: text(),
		/** Which bears it; set with the reservation, so that a blocked shipment has one too. */
		costCentre: text(),
		/** Whose FedEx account is charged: `sender` is ours. Null until it is planned. */
		billedTo: text().$type<Payor["by"]>(),
		/** When it wants work; null when it rests. */
		dueAt: integer(),
		leasedUntil: integer(),
		/** Tries in a row that failed without an outcome. */
		failures: integer().notNull().default(0),
		version: integer().notNull().default(1),
		correlationId: text().notNull(),
		createdAt: integer().notNull(),
		labelledAt: integer(),
		/** While its label is being voided: whether another one is wanted then. */
		isRelabelWanted: integer({ mode: "boolean" }).notNull().default(false),
		/** Which of its links for the customer is the one that opens; those before it were withdrawn. */
		trackingLink: integer().notNull().default(1),
		updatedAt: integer().notNull(),
	},
	(table) => [
		index("shipments_due")
			.on(table.divisionId, table.dueAt)
			.where(sql`due_at is not null`),
		index("shipments_division").on(table.divisionId, table.id),
		index("shipments_division_status").on(table.divisionId, table.status, table.id),
		index("shipments_status").on(table.status, table.id),
		index("shipments_order").on(table.orderId, table.id),
		index("shipments_number").on(table.orderNumber),
		index("shipments_tracking").on(table.masterTrackingNumber),
		index("shipments_tracking_state")
			.on(table.trackingState, table.id)
			.where(sql`tracking_state is not null`),
		index("shipments_division_tracking")
			.on(table.divisionId, table.trackingState, table.id)
			.where(sql`tracking_state is not null`),
		// With the status, so that a day's shipments are counted from the index alone.
		index("shipments_created").on(table.createdAt, table.status),
		index("shipments_delivery")
			.on(table.exactDeliveryId)
			.where(sql`exact_delivery_id is not null`),
		// What a period cost is read from the index alone.
		index("shipments_charges")
			.on(
				table.labelledAt,
				table.divisionId,
				table.status,
				table.costCentre,
				table.fedexAccountId,
				table.billedTo,
				table.chargeCurrency,
				table.chargeAmount,
			)
			.where(sql`labelled_at is not null`),
		index("shipments_service")
			.on(table.service, table.id)
			.where(sql`service is not null`),
		index("shipments_cost_centre")
			.on(table.costCentre, table.id)
			.where(sql`cost_centre is not null`),
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
		exactDeliveryId: text(),
	},
	(table) => [
		primaryKey({ columns: [table.divisionId, table.exactOrderId, table.sequence] }),
		uniqueIndex("shipment_orders_delivery").on(
			table.divisionId,
			table.exactOrderId,
			table.exactDeliveryId,
		),
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
		/** When the day of that begins at the destination. */
		expectedDayAt: integer(),
		/** Of the scans that are stored, so that a look that tells nothing new need not read them. */
		scansPrint: text(),
	},
	(table) => [
		primaryKey({ columns: [table.shipmentId, table.sequence] }),
		index("packages_tracking").on(table.trackingNumber),
		index("packages_tracking_group")
			.on(table.trackingGroupId)
			.where(sql`tracking_group_id is not null`),
	],
);

export const documents = sqliteTable(
	"documents",
	{
		id: text().primaryKey(),
		/** Or of the close of a day at FedEx Ground that it tells of. */
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
		/** When its bytes were deleted. */
		deletedAt: integer(),
	},
	(table) => [
		index("documents_shipment").on(table.shipmentId),
		uniqueIndex("documents_key").on(table.key),
	],
);
