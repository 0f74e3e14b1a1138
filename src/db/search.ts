import { type SQL, sql } from "drizzle-orm";

/** A range that an index over the column can serve, where `like` with a bound text could not. */
function startsWith(column: SQL, prefix: string): SQL {
	return sql`${column} collate nocase >= ${prefix}
		and ${column} collate nocase < ${`${prefix}\u{10FFFF}`}`;
}

/** Ids of the orders that a person may mean: by order number, tracking number, or how the customer's name begins. */
export function orderIdsMatching(text: string): SQL {
	const byName = startsWith(sql`deliver_to_name`, text);
	return sql`(
		select id from orders where ${/^\d{1,15}$/.test(text) ? sql`order_number = ${Number(text)}` : byName}
		union select order_id from shipments where master_tracking_number = ${text}
		union select s.order_id from packages p join shipments s on s.id = p.shipment_id
			where p.tracking_number = ${text})`;
}

/** The same for shipments, which can also be asked for by the reference of an attempt. */
export function shipmentIdsMatching(text: string): SQL {
	const byOrder = /^\d{1,15}$/.test(text)
		? sql`select id from shipments where order_number = ${Number(text)}`
		: sql`select s.id from orders o join shipments s on s.order_id = o.id
			where ${startsWith(sql`o.deliver_to_name`, text)}`;
	return sql`(
		${byOrder}
		union select id from shipments where master_tracking_number = ${text}
		union select shipment_id from packages where tracking_number = ${text}
		union select shipment_id from shipment_attempts where reference = ${text})`;
}
