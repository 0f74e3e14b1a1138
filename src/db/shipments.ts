import { and, eq, inArray, isNull, lte, or, type SQLWrapper, sql } from "drizzle-orm";

import { LIMITS } from "../shipping/model/limits.ts";
import { PLANNED_AGAIN } from "../shipping/model/next-attempt.ts";
import { canMove, type ShipmentStatus } from "../shipping/model/shipment-states.ts";
import type { Outcome } from "../shipping/ports/changes.ts";
import type { DueShipment, ShipmentStore } from "../shipping/ports/shipments.ts";
import { claimShipment, confirmShipment } from "./booking.ts";
import type { Database } from "./database.ts";
import { idsParameter } from "./json-parameter.ts";
import { createQuoteStore } from "./quotes.ts";
import { orders, packages, shipmentAttempts, shipmentLines, shipments } from "./schema.ts";
import { SHIPMENT_COLUMNS } from "./shipment-columns.ts";
import { readGate } from "./shipping-gate.ts";
import { transition } from "./transition.ts";
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
				// What was refused may be mended where no feed tells, so the polls look at it.
				also: [
					db
						.update(orders)
						.set({ judgeDueAt: now + LIMITS.day, reasons: [reason] })
						.where(eq(orders.id, shipment.orderId)),
				],
			}),

		giveBack: (shipment, end) =>
			move(shipment, "planned", end.now, {
				set: { dueAt: end.dueAt, leasedUntil: null, failures: end.failures, reason: null },
				action: "shipment.given_back",
				details: { code: end.code, attempt: end.attempt },
				attempt: { state: end.attempt, outcomeCode: end.code, endedAt: end.now },
			}),

		lose: (shipment, code, now) =>
			move(shipment, "unknown", now, {
				set: {
					dueAt: null,
					leasedUntil: null,
					reason: {
						code,
						field: "",
						message: "FedEx's answer was lost, so it is not known whether a label was made.",
						remedy:
							"Nothing yet: the reference is looked up at FedEx after one and after five minutes, and a label that is found is cancelled before another is made.",
					},
				},
				action: "shipment.outcome_unknown",
				details: { code },
				attempt: {
					state: "lost",
					outcomeCode: code,
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

		async replan(shipment, outcome, change) {
			const plan = "plan" in outcome ? outcome.plan : null;
			const reason = "reason" in outcome ? outcome.reason : null;
			const status = plan === null ? "blocked" : "planned";
			if (!canMove(shipment.status, status)) {
				return "lost";
			}
			return transition(db, {
				update: db
					.update(shipments)
					.set({
						status,
						reason,
						...(plan === null
							? {}
							: {
									plan,
									service: plan.service,
									costCentre: plan.costCentre,
									billedTo: plan.transport.by,
								}),
						// The division, or its cost centre, may have been mapped to another account since.
						fedexAccountId: sql`coalesce(${plan?.fedexAccountId ?? null}, (select d.fedex_account_id from divisions d
							where d.id = ${shipments.divisionId}), ${shipments.fedexAccountId})`,
						dueAt: plan === null ? null : change.now,
						failures: 0,
						version: sql`version + 1`,
						updatedAt: change.now,
					})
					.where(
						and(
							eq(shipments.id, shipment.id),
							eq(shipments.version, shipment.version),
							eq(shipments.status, shipment.status),
							// What went to the carrier keeps the plan it went with, whoever asks.
							inArray(shipments.status, ["planned", "blocked", "failed"]),
							mayBePlannedAgain(),
						),
					),
				audit: {
					at: change.now,
					actor: change.actor,
					action: plan === null ? "shipment.blocked" : "shipment.planned",
					subject: `shipment:${shipment.id}`,
					version: shipment.version + 1,
					details: reason === null ? {} : { code: reason.code },
				},
				also:
					plan === null
						? []
						: [
								db.delete(shipmentLines).where(eq(shipmentLines.shipmentId, shipment.id)),
								sql`
									insert into shipment_lines (shipment_id, order_id, exact_line_id, line_number,
										item_code, description, quantity, delivered_before)
									select ${shipment.id}, (select order_id from shipments where id = ${shipment.id}),
										value ->> 'exactLineId', value ->> 'lineNumber', value ->> 'itemCode',
										value ->> 'description', value ->> 'quantity', value ->> 'deliveredBefore'
									from json_each(${JSON.stringify(plan.lines)})`,
								db.delete(packages).where(eq(packages.shipmentId, shipment.id)),
								sql`
									insert into packages (shipment_id, sequence, weight_grams)
									select ${shipment.id}, value ->> 'sequence', value ->> 'weightGrams'
									from json_each(${JSON.stringify(plan.packages)})`,
							],
			});
		},

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

	/** A move of a running attempt, fenced on shipment, version and status. */
	function move(
		shipment: DueShipment,
		to: ShipmentStatus,
		now: number,
		change: {
			from?: "planned";
			set: Partial<typeof shipments.$inferInsert>;
			action: string;
			details: Record<string, unknown>;
			attempt?: Partial<typeof shipmentAttempts.$inferInsert>;
			also?: SQLWrapper[];
		},
	) {
		const from = change.from ?? "creating";
		if (!canMove(from, to)) {
			return Promise.resolve<Outcome>("lost");
		}
		return transition(db, {
			update: db
				.update(shipments)
				.set({ ...change.set, status: to, version: sql`version + 1`, updatedAt: now })
				.where(
					and(
						eq(shipments.id, shipment.id),
						eq(shipments.version, shipment.version),
						eq(shipments.status, from),
					),
				),
			audit: {
				at: now,
				actor: "system",
				action: change.action,
				subject: `shipment:${shipment.id}`,
				version: shipment.version + 1,
				correlationId: shipment.correlationId,
				details: change.details,
			},
			also: [
				...(change.also ?? []),
				...(change.attempt === undefined
					? []
					: [
							db
								.update(shipmentAttempts)
								.set(change.attempt)
								.where(
									and(
										eq(shipmentAttempts.shipmentId, shipment.id),
										eq(shipmentAttempts.number, shipment.attemptNumber),
									),
								),
						]),
			],
		});
	}
}

/**
 * A label that may be at the carrier blocks its shipment whatever changes in the order: until a person asked for a
 * replay, which takes the plan away, or until the label is seen cancelled.
 */
function mayBePlannedAgain() {
	const code = sql`${shipments.reason} ->> 'code'`;
	const when = (means: "after-replay" | "never") =>
		JSON.stringify(Object.keys(PLANNED_AGAIN).filter((reason) => PLANNED_AGAIN[reason] === means));
	return sql`(${shipments.status} <> 'blocked' or ${code} is null
		or (${code} not in (select value from json_each(${when("never")}))
			and (${shipments.plan} is null
				or ${code} not in (select value from json_each(${when("after-replay")})))))`;
}
