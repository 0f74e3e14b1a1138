import { and, asc, eq, getTableColumns, gte, lte, sql } from "drizzle-orm";

import type { OrderStore, ReservedLine, StoredOrder } from "../shipping/ports/orders.ts";
import { saveAddressChecks } from "./address-checks.ts";
import type { Database } from "./database.ts";
import { idsParameter, splitForBinding } from "./json-parameter.ts";
import { saveJudgements } from "./judgements.ts";
import { createOrderFeedStore } from "./order-feeds.ts";
import { reserveShipments } from "./reservations.ts";
import { orderLines, orders, referenceRecords } from "./schema.ts";
import { unreadOf } from "./unread-rows.ts";

export function createOrderStore(db: Database): OrderStore {
	return {
		...createOrderFeedStore(db),

		async listToJudge(divisionId, now, limit) {
			const rows = await db
				.select(STORED_ORDER)
				.from(orders)
				.where(
					and(
						eq(orders.divisionId, divisionId),
						lte(orders.judgeDueAt, now),
						// An attempt that is out may come back unsent: the change is judged then, and until then
						// the flag keeps the order from being claimed.
						sql`not exists (select 1 from shipments s
							where s.order_id = ${orders.id} and s.status = 'creating')`,
					),
				)
				.orderBy(asc(orders.judgeDueAt), asc(orders.id))
				.limit(limit);
			return rows satisfies StoredOrder[];
		},

		async findStored(divisionId, ids) {
			const rows = await db
				.select(STORED_ORDER)
				.from(orders)
				.where(and(eq(orders.divisionId, divisionId), sql`${orders.id} in ${idsParameter(ids)}`));
			return rows satisfies StoredOrder[];
		},

		async listLines(divisionId, exactOrderIds) {
			return db
				.select()
				.from(orderLines)
				.where(
					and(
						eq(orderLines.divisionId, divisionId),
						sql`${orderLines.exactOrderId} in ${idsParameter(exactOrderIds)}`,
					),
				)
				.orderBy(asc(orderLines.exactOrderId), asc(orderLines.lineNumber));
		},

		async listShipments(orderIds) {
			return db.query.shipments.findMany({
				columns: {
					id: true,
					orderId: true,
					sequence: true,
					status: true,
					trackingState: true,
					version: true,
					plan: true,
					reason: true,
					fedexAccountId: true,
					costCentre: true,
					attemptNumber: true,
					exactDeliveryId: true,
				},
				// One that was withdrawn has lost its reservation and holds nothing any more.
				// A return is no part of what the order asks to be shipped.
				where: (table) => sql`${table.orderId} in ${idsParameter(orderIds)}
					and ${table.kind} = 'outbound' and exists
					(select 1 from shipment_orders r where r.shipment_id = ${table.id})`,
				orderBy: (table, { asc }) => [asc(table.orderId), asc(table.sequence)],
			});
		},

		async listReserved(orderIds) {
			if (orderIds.length === 0) {
				return [];
			}
			return db.all<ReservedLine>(sql`
				select l.order_id as orderId, l.shipment_id as shipmentId, l.exact_line_id as exactLineId,
					l.quantity, l.delivered_before as deliveredBefore
				from shipment_lines l join shipments s on s.id = l.shipment_id
				where l.order_id in ${idsParameter(orderIds)} and s.status <> 'voided'
					and s.kind = 'outbound'`);
		},

		async saveAddresses(addresses, now) {
			await db.run(sql`
				update orders set address = given.value ->> 'address', address_read_at = ${now}
				from json_each(${JSON.stringify(
					addresses.map((entry) => ({
						orderId: entry.orderId,
						address: entry.address === null ? null : JSON.stringify(entry.address),
					})),
				)}) as given
				where orders.id = given.value ->> 'orderId'`);
		},

		saveAddressChecks: (checks) => saveAddressChecks(db, checks),

		async requestJudgement(orderIds, now) {
			await db
				.update(orders)
				.set({ judgeDueAt: now })
				.where(sql`${orders.id} in ${idsParameter(orderIds)}`);
		},

		async recheckBlocked(divisionId, { now, judgedBefore }, limit) {
			await db.run(sql`
				update orders set judge_due_at = ${now} where id in (
					select id from orders
					where division_id = ${divisionId} and judge_due_at > ${now} and state in ('blocked', 'reserved')
						and updated_at <= ${judgedBefore}
					order by updated_at limit ${limit})`);
		},

		saveJudgements: (division, judgements, now) => saveJudgements(db, division, judgements, now),

		reserve: (division, reservations, now) => reserveShipments(db, division, reservations, now),

		async findRecords(divisionId, kind, exactIds, notBefore) {
			if (exactIds.length === 0) {
				return new Map();
			}
			const rows = await db
				.select({ id: referenceRecords.exactId, data: referenceRecords.data })
				.from(referenceRecords)
				.where(
					and(
						eq(referenceRecords.divisionId, divisionId),
						eq(referenceRecords.kind, kind),
						gte(referenceRecords.readAt, notBefore),
						sql`${referenceRecords.exactId} in ${idsParameter(exactIds)}`,
					),
				);
			return new Map(rows.map((row) => [row.id, row.data]));
		},

		async saveRecords(divisionId, kind, records, now) {
			for (const part of splitForBinding(records)) {
				await db.run(sql`
					insert into reference_records (division_id, kind, exact_id, data, read_at)
					select ${divisionId}, ${kind}, value ->> 'id', value, ${now}
					from json_each(${JSON.stringify(part)})
					where true
					on conflict (division_id, kind, exact_id) do update
						set data = excluded.data, read_at = excluded.read_at`);
			}
		},
	};
}

export const STORED_ORDER = {
	...getTableColumns(orders),
	unread: unreadOf({
		divisionId: sql`orders.division_id`,
		ownerId: sql`orders.exact_order_id`,
	}),
};
