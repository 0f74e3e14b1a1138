import { type SQL, sql } from "drizzle-orm";

import { DELIVERY_FEEDS, ORDER_FEEDS } from "../shipping/ports/erp.ts";

/** `followsDeliveries` of the settings of the division `d`, in SQL. */
const FOLLOWS_DELIVERIES = sql`(d.settings ->> '$.trigger' = 'goods-delivery'
	or d.settings ->> '$.writeBack.goodsDelivery' <> 'none')`;

/**
 * When the last of all feeds that a division has to read was read to its end; null while one of them never was. A feed
 * that it read before other settings came counts no more.
 */
export function feedsReadAt(divisionId: string): SQL {
	const wanted = sql`select d.id, f.value as feed from divisions d,
			json_each(${JSON.stringify([...ORDER_FEEDS, ...DELIVERY_FEEDS])}) f
		where d.id = ${divisionId} and (f.value not in
			(select value from json_each(${JSON.stringify(DELIVERY_FEEDS)})) or ${FOLLOWS_DELIVERIES})`;
	return sql`(select case when count(*) = count(c.read_to_end_at) then min(c.read_to_end_at) end
		from (${wanted}) w left join sync_cursors c on c.division_id = w.id and c.feed = w.feed)`;
}
