import { type SQL, sql } from "drizzle-orm";

import { newId } from "../lib/ids.ts";
import { BOOKED_BY_HAND, LABEL_GONE } from "../shipping/model/delivery-reasons.ts";
import type { TrackingState } from "../shipping/model/tracking-states.ts";
import { turnOf } from "../shipping/model/write-back-turn.ts";
import type { LineToDeliver } from "../shipping/ports/write-backs.ts";
import type { Database } from "./database.ts";
import { idsParameter } from "./json-parameter.ts";

/** The goods have left. A label alone may still be taken back, and Exact's API takes back no delivery. */
const LEFT: ReadonlySet<TrackingState> = new Set(["in_transit", "out_for_delivery", "delivered"]);

/**
 * FedEx has the parcel: where the division wants it, its goods delivery is to be booked in Exact, once a shipment. One
 * that is made of a delivery, or comes back, books none. Where the label was taken back before, the next one's number
 * takes the row over.
 */
export function wantDelivery(shipmentId: string, to: TrackingState, now: number): SQL[] {
	return LEFT.has(to)
		? [
				sql`
					insert into write_backs (id, division_id, shipment_id, kind, state, subject, body,
						order_number, due_at, turn_at, correlation_id, created_at, updated_at)
					select ${newId("wrb", now)}, s.division_id, s.id, 'goods-delivery', 'due',
						'FedEx ' || s.order_number || ' ' || s.id, s.master_tracking_number, s.order_number,
						${now}, ${turnOf("new", now)}, s.correlation_id, ${now}, ${now}
					from shipments s join divisions d on d.id = s.division_id
						join fedex_accounts a on a.id = s.fedex_account_id
					where s.id = ${shipmentId} and s.status = 'labelled' and s.kind = 'outbound'
						and s.exact_delivery_id is null and s.master_tracking_number is not null
						and d.settings ->> '$.writeBack.goodsDelivery' = 'post'
						and (a.environment = 'production' or d.settings ->> '$.testDivision')
					on conflict do update set body = excluded.body, updated_at = excluded.updated_at,
						due_at = case state when 'written' then excluded.due_at else due_at end,
						turn_at = case state when 'written' then excluded.turn_at else turn_at end,
						version = version + (state = 'written'),
						state = 'due', reason = null
					where state = 'due' and body <> excluded.body
						or state = 'written' and exact_document_id is null
							and reason ->> 'code' = ${LABEL_GONE.code}`,
			]
		: [];
}

export async function listLinesToDeliver(
	db: Database,
	shipmentIds: readonly string[],
): Promise<LineToDeliver[]> {
	const rows = await db.all<Omit<LineToDeliver, "isContested"> & { isContested: number }>(sql`
		select l.shipment_id as shipmentId, s.exact_order_id as exactOrderId,
			l.exact_line_id as exactLineId, l.quantity,
			l.delivered_before + coalesce((select sum(o.quantity)
				from shipment_lines o join write_backs w on w.shipment_id = o.shipment_id
				where o.order_id = l.order_id and o.exact_line_id = l.exact_line_id
					and o.shipment_id <> l.shipment_id and w.kind = 'goods-delivery'
					and (w.exact_document_id is not null
						or w.reason ->> 'code' = ${BOOKED_BY_HAND.code})), 0) as deliveredBefore,
			exists (select 1 from shipment_lines o join write_backs w on w.shipment_id = o.shipment_id
				where o.order_id = l.order_id and o.exact_line_id = l.exact_line_id
					and o.shipment_id <> l.shipment_id and w.kind = 'goods-delivery'
					and (w.state = 'doubtful' or (w.state = 'writing' and o.shipment_id < l.shipment_id))
			) as isContested
		from shipment_lines l join shipments s on s.id = l.shipment_id
		where l.shipment_id in ${idsParameter(shipmentIds)}
		order by l.shipment_id, l.line_number`);
	return rows.map((row) => ({ ...row, isContested: row.isContested === 1 }));
}
