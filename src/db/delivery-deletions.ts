import { type SQL, sql } from "drizzle-orm";

import type { DeletedEntity } from "../shipping/model/order.ts";
import type { PageStep } from "../shipping/ports/orders.ts";
import { isOfDelivery } from "./deliveries.ts";
import { idsParameter } from "./json-parameter.ts";

/** A deleted delivery stays, marked, because a shipment may have been made of it; its orders are judged again. */
export function forgetDeliveries(deleted: readonly DeletedEntity[], step: PageStep): SQL[] {
	const idsOf = (kind: DeletedEntity["kind"]) =>
		idsParameter(deleted.filter((one) => one.kind === kind).map((one) => one.exactId));
	const { divisionId, now } = step;
	if (deleted.every(({ kind }) => kind !== "delivery" && kind !== "delivery-line")) {
		return [];
	}
	const touched = sql`
		select exact_delivery_id from goods_deliveries where division_id = ${divisionId}
			and deleted_at is null and exact_delivery_id in ${idsOf("delivery")}
		union
		select exact_delivery_id from goods_delivery_lines where division_id = ${divisionId}
			and exact_delivery_line_id in ${idsOf("delivery-line")}`;
	return [
		// Before the rows: afterwards it can't be told which of them were there.
		sql`
			update orders set judge_due_at = ${now}, correlation_id = ${step.correlationId},
				updated_at = ${now}
			where division_id = ${divisionId} and ${isOfDelivery(divisionId, touched)}`,
		sql`
			update goods_deliveries set deleted_at = ${now}, updated_at = ${now}
			where division_id = ${divisionId} and deleted_at is null
				and exact_delivery_id in ${idsOf("delivery")}`,
		// A deleted line stays too, with nothing on it: it tells which order its delivery is of.
		sql`
			update goods_delivery_lines set quantity = 0
			where division_id = ${divisionId} and exact_delivery_line_id in ${idsOf("delivery-line")}`,
	];
}
