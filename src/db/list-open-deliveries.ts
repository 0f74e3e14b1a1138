import { sql } from "drizzle-orm";

import type { Database } from "./database.ts";
import { idsParameter } from "./json-parameter.ts";

/** Numbers of the goods deliveries that are booked for orders and have no shipment, by order number. */
export async function listOpenDeliveries(
	db: Database,
	divisionId: string,
	orderNumbers: readonly number[],
): Promise<Map<number, number[]>> {
	const rows = await db.all<{ orderNumber: number; deliveryNumber: number }>(sql`
		select distinct l.order_number as orderNumber, d.delivery_number as deliveryNumber
		from goods_delivery_lines l
			join goods_deliveries d on d.division_id = l.division_id
				and d.exact_delivery_id = l.exact_delivery_id
			join orders o on o.division_id = l.division_id and o.order_number = l.order_number
		where l.division_id = ${divisionId} and l.order_number in ${idsParameter(orderNumbers)}
			and l.quantity > 0 and d.deleted_at is null and d.tracking_number is null
			and not exists (select 1 from shipment_orders r where r.division_id = l.division_id
				and r.exact_order_id = o.exact_order_id and r.exact_delivery_id = d.exact_delivery_id)
		order by d.delivery_number`);
	const grouped = Map.groupBy(rows, (row) => row.orderNumber);
	return new Map(
		Array.from(grouped, ([number, own]) => [number, own.map((row) => row.deliveryNumber)]),
	);
}
