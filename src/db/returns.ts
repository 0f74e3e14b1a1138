import { eq, type SQL, sql } from "drizzle-orm";

import type { Change } from "../shipping/ports/changes.ts";
import type { ReturnableShipment, ReturnStore } from "../shipping/ports/returns.ts";
import type { ReturnDraft } from "../shipping/ports/shipments.ts";
import { auditMany } from "./audit.ts";
import type { Database } from "./database.ts";
import { packages, shipments } from "./schema.ts";
import { transition } from "./transition.ts";

/** Far above the sequences of an order's own shipments, so that neither ever stands in the other's way. */
export const FIRST_RETURN_SEQUENCE = 1_001;

/**
 * Statements that reserve a return in the batch that makes its shipment labelled, as if it had been asked for at
 * once. Where the shipment has one (of a label before this one) they do nothing.
 */
export function reserveWithLabel(
	shipmentId: string,
	{ id, plan }: ReturnDraft,
	now: number,
): SQL[] {
	const isMade = sql`exists (select 1 from shipments r where r.id = ${id})`;
	return [
		sql`
			insert into shipments (id, division_id, fedex_account_id, order_id, exact_order_id,
				order_number, sequence, kind, return_of, status, plan, service, cost_centre, billed_to,
				due_at, correlation_id, created_at, updated_at)
			select ${id}, o.division_id, o.fedex_account_id, o.order_id, o.exact_order_id, o.order_number,
				${FIRST_RETURN_SEQUENCE} + (select count(*) from shipments r
					where r.order_id = o.order_id and r.kind = 'return'),
				'return', o.id, 'planned', ${JSON.stringify(plan)}, ${plan.service}, o.cost_centre,
				${plan.transport.by}, ${now}, o.correlation_id, ${now}, ${now}
			from shipments o
			where o.id = ${shipmentId} and not exists (select 1 from shipments r
				where r.order_id = o.order_id and r.return_of = o.id
					and r.status not in ('voided', 'blocked'))`,
		auditMany(
			[
				{
					at: now,
					actor: "system",
					action: "shipment.return_asked",
					subject: `shipment:${id}`,
					version: 1,
					details: { returnOf: shipmentId },
				},
			],
			isMade,
		),
		sql`insert into shipment_orders (division_id, exact_order_id, sequence, order_id, shipment_id)
			select division_id, exact_order_id, sequence, order_id, id from shipments where id = ${id}`,
		sql`insert into packages (shipment_id, sequence, weight_grams)
			select ${id}, value ->> 'sequence', value ->> 'weightGrams'
			from json_each(${JSON.stringify(plan.packages)}) where ${isMade}`,
	];
}

/** A label for the way back that was not bought yet is none for a parcel that does not leave. */
export function withdrawUnsentReturns(shipmentId: string, change: Change): SQL[] {
	const unsent = sql`select id from shipments
		where order_id = (select order_id from shipments where id = ${shipmentId})
			and return_of = ${shipmentId} and attempt_number = 0 and status in ('planned', 'blocked')`;
	return [
		sql`
			insert into audit_events (id, at, actor, action, subject, version, correlation_id, details, applied)
			select 'aud_' || upper(hex(randomblob(11))), ${change.now}, ${change.actor}, 'shipment.withdrawn',
				'shipment:' || id, version + 1, ${change.correlationId}, '{}', 1
			from shipments where id in (${unsent})`,
		sql`
			update shipments set status = 'voided', due_at = null, leased_until = null,
				version = version + 1, updated_at = ${change.now}
			where id in (${unsent})`,
	];
}

export function createReturnStore(db: Database): ReturnStore {
	return {
		async find(id) {
			const rows = await db
				.select({
					id: shipments.id,
					divisionId: shipments.divisionId,
					fedexAccountId: shipments.fedexAccountId,
					orderId: shipments.orderId,
					exactOrderId: shipments.exactOrderId,
					orderNumber: shipments.orderNumber,
					status: shipments.status,
					kind: shipments.kind,
					plan: shipments.plan,
					costCentre: shipments.costCentre,
					returns: sql<number>`(select count(*) from shipments r
						where r.order_id = shipments.order_id and r.kind = 'return')`,
				})
				.from(shipments)
				.where(eq(shipments.id, id));
			return rows[0] satisfies ReturnableShipment | undefined;
		},

		async reserve(of, { id, plan }, change) {
			const sequence = FIRST_RETURN_SEQUENCE + of.returns;
			return transition(db, {
				update: sql`
					insert into shipments (id, division_id, fedex_account_id, order_id, exact_order_id,
						order_number, sequence, kind, return_of, status, plan, service, cost_centre, billed_to,
						due_at, correlation_id, created_at, updated_at)
					select ${id}, ${of.divisionId}, ${of.fedexAccountId}, ${of.orderId}, ${of.exactOrderId},
						${of.orderNumber}, ${sequence}, 'return', ${of.id}, 'planned', ${JSON.stringify(plan)},
						${plan.service}, ${plan.costCentre}, ${plan.transport.by}, ${change.now},
						${change.correlationId ?? id}, ${change.now}, ${change.now}
					where exists (select 1 from shipments o where o.id = ${of.id} and o.status = 'labelled')
						and not exists (select 1 from shipments r where r.order_id = ${of.orderId}
							and (r.sequence = ${sequence}
								or (r.return_of = ${of.id} and r.status not in ('voided', 'blocked'))))`,
				audit: {
					at: change.now,
					actor: change.actor,
					action: "shipment.return_asked",
					subject: `shipment:${id}`,
					version: 1,
					correlationId: change.correlationId,
					details: { returnOf: of.id, sequence },
				},
				also: [
					sql`insert into shipment_orders (division_id, exact_order_id, sequence, order_id, shipment_id)
						values (${of.divisionId}, ${of.exactOrderId}, ${sequence}, ${of.orderId}, ${id})`,
					db.insert(packages).values(
						plan.packages.map(({ sequence: piece, weightGrams }) => ({
							shipmentId: id,
							sequence: piece,
							weightGrams,
						})),
					),
				],
			});
		},
	};
}
