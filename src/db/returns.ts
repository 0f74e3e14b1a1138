import { eq, type SQL, sql } from "drizzle-orm";

import { LOST_REASONS } from "../shipping/model/lost-states.ts";
import type { Change } from "../shipping/ports/changes.ts";
import type { ReturnableShipment, ReturnStore } from "../shipping/ports/returns.ts";
import type { ReturnDraft } from "../shipping/ports/shipments.ts";
import { auditMany } from "./audit.ts";
import type { Database } from "./database.ts";
import { moveShipments } from "./move-shipment.ts";
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
	change: Change,
): SQL[] {
	const { now } = change;
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
				where r.order_id = o.order_id and r.return_of = o.id and ${STANDS})`,
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
		...withdraw(
			sql`select id from shipments
				where order_id = (select order_id from shipments where id = ${id})
					and return_of = ${shipmentId} and id <> ${id} and status = 'blocked'`,
			change,
		),
	];
}

/** A return `r` that has a label, or may have or get one: no other is made beside it. */
const STANDS = sql`(r.status not in ('voided', 'blocked') or (r.status = 'blocked'
	and coalesce(r.reason ->> 'code', '') = ${LOST_REASONS.notCancelled}))`;

/** Whether another return of the same shipment stands in the way of this row of `shipments`; never of the way out. */
export const HAS_OTHER_RETURN = sql`(shipments.kind = 'return' and exists (select 1 from shipments r
	where r.order_id = shipments.order_id and r.return_of = shipments.return_of
		and r.id <> shipments.id and ${STANDS}))`;

/** A label for the way back that was not bought yet is none for a parcel that does not leave. */
export function withdrawUnsentReturns(shipmentId: string, change: Change): SQL[] {
	return withdraw(
		sql`select id from shipments
			where order_id = (select order_id from shipments where id = ${shipmentId})
				and return_of = ${shipmentId}
				and not exists (select 1 from shipment_attempts a where a.shipment_id = shipments.id
					and a.state not in ('refused', 'abandoned', 'cancelled'))`,
		change,
	);
}

function withdraw(ids: SQL, change: Change): SQL[] {
	return moveShipments({
		from: ["planned", "blocked", "failed"],
		to: "voided",
		which: sql`id in (${ids})`,
		set: sql`due_at = null, leased_until = null`,
		action: "shipment.withdrawn",
		change,
	});
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
								or (r.return_of = ${of.id} and ${STANDS})))`,
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
					// What FedEx refused must not come to a label beside this one, whoever revives it.
					...withdraw(
						sql`select id from shipments where order_id = ${of.orderId} and return_of = ${of.id}
							and id <> ${id} and status = 'blocked'`,
						change,
					),
				],
			});
		},
	};
}
