import { and, eq, isNotNull, sql } from "drizzle-orm";

import type { Change } from "../shipping/ports/changes.ts";
import type { OrderSetupStore } from "../shipping/ports/orders.ts";
import type { AuditEntry } from "./audit.ts";
import type { Database } from "./database.ts";
import { orders, shipments } from "./schema.ts";
import { transition } from "./transition.ts";

export function createOrderSetupStore(db: Database): OrderSetupStore {
	return {
		async find(id) {
			return db.query.orders.findFirst({
				columns: {
					id: true,
					divisionId: true,
					exactOrderId: true,
					orderNumber: true,
					state: true,
					heldBackAt: true,
					packedSequence: true,
					reasons: true,
					version: true,
				},
				where: eq(orders.id, id),
			});
		},

		letGo: (order, change) =>
			transition(db, {
				update: db
					.update(orders)
					.set({
						state: sql`case ${orders.state} when 'reserved' then ${orders.state} else 'ready' end`,
						releasedAt: change.now,
						heldBackAt: null,
						judgeDueAt: dueNow(change),
						version: sql`version + 1`,
						updatedAt: change.now,
					})
					.where(
						and(
							eq(orders.id, order.id),
							eq(orders.version, order.version),
							isNotNull(orders.heldBackAt),
						),
					),
				audit: auditOf("order", order, "order.let_go", change),
			}),

		markPacked: (order, change) =>
			transition(db, {
				update: db
					.update(orders)
					.set({
						packedSequence: FIRST,
						judgeDueAt: dueNow(change),
						version: sql`version + 1`,
						updatedAt: change.now,
					})
					.where(and(eq(orders.id, order.id), eq(orders.version, order.version))),
				audit: auditOf("order", order, "order.packed", change),
			}),

		savePackages: (order, entered, { isRemoved, ...change }) =>
			transition(db, {
				update: db
					.update(orders)
					.set({
						packages: isRemoved ? null : entered,
						judgeDueAt: dueNow(change),
						version: sql`version + 1`,
						updatedAt: change.now,
					})
					.where(
						and(
							eq(orders.id, order.id),
							eq(orders.version, order.version),
							// What went to the carrier went with the packages that it had.
							sql`not exists (select 1 from shipments s where s.order_id = ${orders.id}
								and s.sequence = ${entered.sequence}
								and s.status not in ('planned', 'blocked', 'failed'))`,
						),
					),
				audit: auditOf(
					"order",
					order,
					isRemoved ? "order.packages_removed" : "order.packages_entered",
					change,
					{
						sequence: entered.sequence,
						weightsGrams: entered.packages.map((piece) => piece.weightGrams),
					},
				),
			}),

		async findDecision(shipmentId) {
			const [row] = await db
				.select({
					divisionId: shipments.divisionId,
					own: shipments.decision,
					version: shipments.version,
					orderId: orders.id,
					ofOrder: orders.decision,
					orderVersion: orders.version,
				})
				.from(shipments)
				.leftJoin(orders, eq(orders.id, shipments.orderId))
				.where(eq(shipments.id, shipmentId));
			if (row === undefined) {
				return undefined;
			}
			const { divisionId, own, ofOrder, orderId, orderVersion } = row;
			if (own !== null) {
				return { on: "shipment", id: shipmentId, version: row.version, divisionId, decision: own };
			}
			return orderId === null || orderVersion === null || ofOrder === null
				? "none"
				: { on: "order", id: orderId, version: orderVersion, divisionId, decision: ofOrder };
		},

		async settle(open, choice, change) {
			const { cause, code } = open.decision;
			const audit = auditOf(open.on, open, `${open.on}.decision_settled`, change, { code, choice });
			if (open.on === "shipment") {
				return transition(db, {
					update: db
						.update(shipments)
						.set({ decision: null, version: sql`version + 1`, updatedAt: change.now })
						.where(and(eq(shipments.id, open.id), eq(shipments.version, open.version))),
					audit,
				});
			}
			return transition(db, {
				update: db
					.update(orders)
					.set({
						decision: null,
						settledDecisions: sql`json_insert(${orders.settledDecisions}, '$[#]',
							json(${JSON.stringify({ cause, choice })}))`,
						judgeDueAt: dueNow(change),
						version: sql`version + 1`,
						updatedAt: change.now,
					})
					.where(and(eq(orders.id, open.id), eq(orders.version, open.version))),
				audit,
			});
		},
	};
}

/** What is left after it is a person's to decide, so only the first one waits. */
const FIRST = 1;

/** Another flag than the one that stands: a judgement that is being made does not take it for its own. */
function dueNow({ now }: Change) {
	return sql`case when judge_due_at = ${now} then ${now - 1} else ${now} end`;
}

function auditOf(
	on: "order" | "shipment",
	row: { id: string; version: number },
	action: string,
	change: Change,
	details: Record<string, unknown> = {},
): AuditEntry {
	return {
		at: change.now,
		actor: change.actor,
		action,
		subject: `${on}:${row.id}`,
		version: row.version + 1,
		correlationId: change.correlationId,
		details,
	};
}
