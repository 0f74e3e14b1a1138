import { sql } from "drizzle-orm";

import type { OrderState } from "../shipping/model/order-states.ts";
import type { Database } from "./database.ts";
import { idsParameter } from "./json-parameter.ts";

export type OpenOrders = { divisionId: string; state: OrderState; count: number };

/** Orders of divisions that would ship or wait for somebody; those that shipped are not looked at. */
export async function listOpenOrderCounts(
	db: Database,
	divisionIds: readonly string[],
): Promise<OpenOrders[]> {
	return db.all<OpenOrders>(sql`
		select division_id as divisionId, state, count(*) as count from orders
		where division_id in ${idsParameter(divisionIds)}
			and state in ('ready', 'not_ready', 'blocked', 'held_back')
		group by division_id, state`);
}
