import { type SQL, sql } from "drizzle-orm";

import { LIMITS } from "../shipping/model/limits.ts";

/** Deliveries that one run may delete, with all their lines. */
const DELIVERIES_MAX = 5_000;

/**
 * Deletes goods deliveries, and their lines, that did not change for long and that nobody needs: their orders are
 * closed and nothing is open about them, and they can't ship (again): they were deleted, or have a tracking number or
 * a shipment of ours, whose reservation stays. One that was never shipped is kept however old it is. It knows when it
 * was first ready, and read anew from Exact without that it would ship by itself.
 */
export function pruneDeliveries(now: number): SQL[] {
	const old = sql`
		select d.division_id, d.exact_delivery_id from goods_deliveries d
		where d.updated_at < ${now - LIMITS.deliveriesKeptMs}
			and (d.deleted_at is not null or d.tracking_number is not null or exists (
				select 1 from shipments s where ${IS_OF_DELIVERY}))
			and not exists (select 1 from shipments s where ${IS_OF_DELIVERY} and ${IS_UNDERWAY})
			and not exists (select 1 from write_backs w
				where w.kind = 'tracking-number' and w.exact_document_id = d.exact_delivery_id
					and w.state <> 'written')
			and not exists (select 1 from goods_delivery_lines l
				join orders o on o.division_id = l.division_id and o.order_number = l.order_number
				where l.division_id = d.division_id and l.exact_delivery_id = d.exact_delivery_id
					and ${IS_OPEN})
			and not exists (select 1 from goods_delivery_lines l
				join order_lines n on n.division_id = l.division_id and n.exact_line_id = l.exact_line_id
				join orders o on o.division_id = n.division_id and o.exact_order_id = n.exact_order_id
				where l.division_id = d.division_id and l.exact_delivery_id = d.exact_delivery_id
					and ${IS_OPEN})
		limit ${DELIVERIES_MAX}`;
	return [
		sql`delete from goods_delivery_lines where (division_id, exact_delivery_id) in (${old})`,
		// Those whose lines went just now: which orders the others are of can still be told.
		sql`delete from goods_deliveries where (division_id, exact_delivery_id) in (
			select given.division_id, given.exact_delivery_id from (${old}) as given
			where not exists (select 1 from goods_delivery_lines l
				where l.division_id = given.division_id
					and l.exact_delivery_id = given.exact_delivery_id))`,
		sql`delete from unread_rows where feed in ('deliveries', 'delivery-lines')
			and first_seen_at < ${now - LIMITS.deliveriesKeptMs} and owner_id is not null
			and not exists (select 1 from goods_deliveries d
				where d.division_id = unread_rows.division_id and d.exact_delivery_id = owner_id)`,
	];
}

const IS_OF_DELIVERY = sql`s.division_id = d.division_id and s.exact_delivery_id = d.exact_delivery_id`;

const IS_UNDERWAY = sql`(s.status not in ('labelled', 'voided') or s.due_at is not null
	or s.decision is not null
	or (s.status = 'labelled' and coalesce(s.tracking_state, '') not in ('delivered', 'returned')))`;

/** Exact's sales order status: 21 is complete, 45 cancelled, as its reference lists them (read 2026-11). */
const IS_OPEN = sql`(o.judge_due_at is not null or o.decision is not null
	or (o.deleted_at is null and o.status not in (21, 45)))`;
