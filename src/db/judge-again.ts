import { type SQL, sql } from "drizzle-orm";

import type { Problem } from "../lib/errors.ts";
import { LIMITS } from "../shipping/model/limits.ts";

/** In the batch of a shipment's move: its order is judged at once. */
export function judgeOrder(orderId: string, now: number): SQL {
	return judgeOrders(sql`${orderId}`, now);
}

/** The same for all that a query names. */
export function judgeOrders(orderIds: SQL, now: number): SQL {
	return sql`update orders set judge_due_at = ${now} where id in (${orderIds})`;
}

/**
 * What was refused may be mended where no feed tells, so the polls look at it, and a day later it is judged anyway. A
 * return's refusal is its own: the order has nothing to mend.
 */
export function showRefusal(shipmentId: string, reason: Problem, now: number): SQL {
	return sql`
		update orders set judge_due_at = ${now + LIMITS.day}, reasons = ${JSON.stringify([reason])}
		where id = (select order_id from shipments where id = ${shipmentId} and kind <> 'return')`;
}
