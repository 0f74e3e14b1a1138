import { sql } from "drizzle-orm";

import type { AddressCheck } from "../shipping/model/order.ts";
import type { Database } from "./database.ts";

/** Keeps on each order what the carrier said of its address. */
export async function saveAddressChecks(
	db: Database,
	checks: readonly { orderId: string; check: AddressCheck }[],
): Promise<void> {
	if (checks.length === 0) {
		return;
	}
	const rows = checks.map(({ orderId, check }) => ({ orderId, check: JSON.stringify(check) }));
	await db.run(sql`
		update orders set address_check = given.value ->> 'check'
		from json_each(${JSON.stringify(rows)}) as given
		where orders.id = given.value ->> 'orderId'`);
}
