import { type SQL, sql } from "drizzle-orm";

import { newId } from "../lib/ids.ts";
import { turnOf } from "../shipping/model/write-back-turn.ts";

/**
 * Tracking numbers on goods deliveries in Exact: one write-back for a shipment, whose `exact_document_id` is the
 * delivery and whose `body` is the number, empty where it is to be taken away. Writing the same twice does no harm, so
 * none is ever in doubt.
 */

/** A label was made: its number goes on the delivery that the shipment is made of, or that it was found to be of. */
export function numberOfLabel(shipmentId: string, trackingNumber: string, now: number): SQL[] {
	return [
		sql`
			insert into write_backs (id, division_id, shipment_id, kind, state, exact_document_id, subject,
				body, order_number, due_at, turn_at, correlation_id, created_at, updated_at)
			select ${newId("wrb", now)}, s.division_id, s.id, 'tracking-number', 'due', s.exact_delivery_id, '',
				${trackingNumber}, s.order_number, ${now}, ${turnOf("new", now)}, s.correlation_id, ${now}, ${now}
			from shipments s join divisions d on d.id = s.division_id
			where s.id = ${shipmentId} and s.exact_delivery_id is not null and ${IS_WANTED}
			on conflict do nothing`,
		replaceNumber(shipmentId, trackingNumber, now),
	];
}

const IS_WANTED = sql`d.settings ->> '$.writeBack.goodsDelivery' in ('tracking-number', 'post')`;

/** Another number, or none, for a delivery that one was put on, or is to be. */
export function replaceNumber(shipmentId: string, trackingNumber: string, now: number): SQL {
	return sql`
		update write_backs set body = ${trackingNumber},
			written_hash = case when state = 'writing' then '' else written_hash end,
			due_at = case when state in ('written', 'failed') then ${now} else due_at end,
			turn_at = case when state in ('written', 'failed') then ${turnOf("new", now)} else turn_at end,
			failures = case when state = 'failed' then 0 else failures end,
			reason = case when state = 'failed' then null else reason end,
			version = version + (state in ('written', 'failed')),
			state = case when state in ('written', 'failed') then 'due' else state end,
			updated_at = ${now}
		where shipment_id = ${shipmentId} and kind = 'tracking-number'
			and body <> ${trackingNumber}`;
}

/** Shipments of orders that turned out to be what a delivery was booked for afterwards; each is told once. */
export function numbersOfPairs(
	pairs: readonly { shipmentId: string; exactDeliveryId: string }[],
	now: number,
): SQL {
	const rows = pairs.map((pair) => ({ ...pair, id: newId("wrb", now) }));
	return sql`
		insert into write_backs (id, division_id, shipment_id, kind, state, exact_document_id, subject, body,
			order_number, due_at, turn_at, correlation_id, created_at, updated_at)
		select given.value ->> 'id', s.division_id, s.id, 'tracking-number', 'due',
			given.value ->> 'exactDeliveryId', '', s.master_tracking_number, s.order_number, ${now},
			${turnOf("new", now)}, s.correlation_id, ${now}, ${now}
		from json_each(${JSON.stringify(rows)}) as given
			join shipments s on s.id = given.value ->> 'shipmentId'
			join divisions d on d.id = s.division_id
			join fedex_accounts a on a.id = s.fedex_account_id
		where s.status = 'labelled' and s.master_tracking_number is not null and ${IS_WANTED}
			and (a.environment = 'production' or d.settings ->> '$.testDivision')
		on conflict do nothing`;
}
