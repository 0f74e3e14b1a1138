import { and, eq, inArray, isNull, lte, or, sql } from "drizzle-orm";

import { LIMITS } from "../shipping/model/limits.ts";
import type { ShipmentStatus } from "../shipping/model/shipment-states.ts";
import type { DueShipment, ShipmentStore } from "../shipping/ports/shipments.ts";
import { claimShipment } from "./claim-shipment.ts";
import { confirmShipment } from "./confirm-shipment.ts";
import type { Database } from "./database.ts";
import { idsParameter } from "./json-parameter.ts";
import { showRefusal } from "./judge-again.ts";
import { moveShipment, setAttempt, type ShipmentMove } from "./move-shipment.ts";
import { createQuoteStore } from "./quotes.ts";
import { replanShipment } from "./replan-shipment.ts";
import { orders, type shipmentAttempts, shipments } from "./schema.ts";
import { SHIPMENT_COLUMNS } from "./shipment-columns.ts";
import { readGate } from "./shipping-gate.ts";
import { withdrawShipment } from "./withdrawals.ts";

export function createShipmentStore(db: Database): ShipmentStore {
	return {
		gate: (divisionId, fedexAccountId, asked) => readGate(db, divisionId, fedexAccountId, asked),

		async find(id) {
			const rows = await db.select(SHIPMENT_COLUMNS).from(shipments).where(eq(shipments.id, id));
			return rows[0];
		},

		async leaseDue(divisionId, lease) {
			const due = db
				.select({ id: shipments.id })
				.from(shipments)
				.where(
					and(
						eq(shipments.divisionId, divisionId),
						lte(shipments.dueAt, lease.now),
						or(isNull(shipments.leasedUntil), lte(shipments.leasedUntil, lease.now)),
					),
				)
				.orderBy(shipments.dueAt)
				.limit(lease.limit);
			const rows = await db
				.update(shipments)
				.set({ leasedUntil: lease.until })
				.where(inArray(shipments.id, due))
				.returning(SHIPMENT_COLUMNS);
			return rows satisfies DueShipment[];
		},

		async listOrderFreshness(orderIds) {
			const rows = await db
				.select({ id: orders.id, addressReadAt: orders.addressReadAt, flag: orders.judgeDueAt })
				.from(orders)
				.where(sql`${orders.id} in ${idsParameter(orderIds)}`);
			return new Map(
				rows.map((row) => [
					row.id,
					{ addressReadAt: row.addressReadAt, isFlagged: row.flag !== null },
				]),
			);
		},

		...createQuoteStore(db),
		claim: (claim) => claimShipment(db, claim),
		confirm: (confirmation) => confirmShipment(db, confirmation),

		adoptReference: (shipment, { reference, shipDate }, now) =>
			move(shipment, "creating", now, {
				set: { reference, shipDate },
				action: "shipment.marker_found",
				details: { reference, number: shipment.attemptNumber },
				attempt: { reference, shipDate },
			}),

		refuse: (shipment, reason, now) =>
			move(shipment, "blocked", now, {
				set: { reason, dueAt: null, leasedUntil: null, failures: 0 },
				action: "shipment.refused",
				details: { code: reason.code },
				attempt: { state: "refused", outcomeCode: reason.code, endedAt: now },
				also: [showRefusal(shipment.id, reason, now)],
			}),

		giveBack: (shipment, end) =>
			move(shipment, "planned", end.now, {
				set: { dueAt: end.dueAt, leasedUntil: null, failures: end.failures, reason: null },
				action: "shipment.given_back",
				details: { code: end.code, attempt: end.attempt },
				attempt: { state: end.attempt, outcomeCode: end.code, endedAt: end.now },
			}),

		lose: (shipment, reason, now) =>
			move(shipment, "unknown", now, {
				set: { reason, dueAt: null, leasedUntil: null },
				action: "shipment.outcome_unknown",
				details: { code: reason.code },
				attempt: {
					state: "lost",
					outcomeCode: reason.code,
					endedAt: now,
					lookDueAt: now + LIMITS.reconcileLooksMs[0],
				},
			}),

		withdraw: (shipment, reason, change) => withdrawShipment(db, shipment, reason, change),
		leaveToPerson: (shipment, code, reason, now) =>
			move(shipment, "blocked", now, {
				set: { reason, dueAt: null, leasedUntil: null, failures: 0 },
				action: "shipment.outcome_unknown",
				details: { code },
				attempt: { state: "lost", outcomeCode: code, endedAt: now, lookDueAt: null },
			}),

		fail: (shipment, reason, now) =>
			move(shipment, "failed", now, {
				from: "planned",
				set: { reason, dueAt: null, leasedUntil: null },
				action: "shipment.failed",
				details: { code: reason.code },
			}),

		async postpone(id, version, dueAt, failures) {
			await db
				.update(shipments)
				.set({ dueAt, failures, leasedUntil: null })
				.where(and(eq(shipments.id, id), eq(shipments.version, version)));
		},

		async postponeAll(ids, dueAt) {
			await db
				.update(shipments)
				.set({ dueAt, leasedUntil: null })
				.where(
					and(
						sql`${shipments.id} in ${idsParameter(ids)}`,
						// Another run may have claimed one meanwhile; its lease is not ours to end.
						eq(shipments.status, "planned"),
					),
				);
		},

		async postponeBacklog(divisionId, now, dueAt) {
			await db
				.update(shipments)
				.set({ dueAt })
				.where(
					and(
						eq(shipments.divisionId, divisionId),
						eq(shipments.status, "planned"),
						lte(shipments.dueAt, now),
						or(isNull(shipments.leasedUntil), lte(shipments.leasedUntil, now)),
					),
				);
		},

		replan: (shipment, outcome, change) => replanShipment(db, shipment, outcome, change),

		async hasLabelled(ids) {
			const labelled = await db.$count(
				shipments,
				and(sql`${shipments.id} in ${idsParameter(ids)}`, eq(shipments.status, "labelled")),
			);
			return labelled > 0;
		},

		async countDue(divisionId, now) {
			return db.$count(
				shipments,
				and(eq(shipments.divisionId, divisionId), lte(shipments.dueAt, now)),
			);
		},
	};

	/** A move of a running attempt. */
	function move(
		shipment: DueShipment,
		to: ShipmentStatus,
		now: number,
		change: Omit<ShipmentMove, "to" | "now"> & {
			from?: "planned";
			attempt?: Partial<typeof shipmentAttempts.$inferInsert>;
		},
	) {
		const { from = "creating", attempt, also = [], ...rest } = change;
		return moveShipment(
			db,
			{ ...shipment, status: from },
			{
				...rest,
				to,
				now,
				also: [...also, ...(attempt === undefined ? [] : [setAttempt(db, shipment, attempt)])],
			},
		);
	}
}
