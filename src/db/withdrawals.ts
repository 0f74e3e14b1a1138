import { and, eq, inArray, type SQL, sql } from "drizzle-orm";

import type { Problem } from "../lib/errors.ts";
import type { Change, Outcome } from "../shipping/ports/changes.ts";
import type { Database } from "./database.ts";
import { moveShipment, moveShipments, type ReadShipment } from "./move-shipment.ts";
import { shipmentLines, shipmentOrders, shipments } from "./schema.ts";

/**
 * A division that leaves `live` takes back what was never sent: the shipment is voided, the reservation freed, and
 * the order judged anew. The preview shows it at once as what it was found to be, because the next release may come
 * before the next poll, and decides about what the preview shows.
 */
export function withdrawUnsent(divisionId: string, change: Change): SQL[] {
	const unsent = sql`select id from shipments
		where division_id = ${divisionId} and kind = 'outbound' and attempt_number = 0
			and status in ('planned', 'blocked')`;
	return [
		sql`
			update orders set released_at = null, judge_due_at = ${change.now}, state = case
				when exists (select 1 from shipments s join shipment_orders r on r.shipment_id = s.id
					where s.order_id = orders.id and s.id not in (${unsent})) then state
				when held_back_at is not null then 'held_back'
				when exists (select 1 from shipments s
					where s.order_id = orders.id and s.status = 'planned' and s.id in (${unsent})) then 'ready'
				else 'blocked' end
			where id in (select order_id from shipments where id in (${unsent}))`,
		sql`delete from shipment_orders where shipment_id in (${unsent})`,
		sql`delete from shipment_lines where shipment_id in (${unsent})`,
		...moveShipments({
			from: ["planned", "blocked"],
			to: "voided",
			which: sql`division_id = ${divisionId} and kind = 'outbound' and attempt_number = 0`,
			set: sql`due_at = null, leased_until = null`,
			action: "shipment.withdrawn",
			change,
		}),
	];
}

/** One shipment whose goods delivery is gone; its order stays as it was decided about. */
export function withdrawShipment(
	db: Database,
	shipment: ReadShipment,
	reason: Problem,
	change: Change,
): Promise<Outcome> {
	return moveShipment(db, shipment, {
		to: "voided",
		set: { reason, dueAt: null, leasedUntil: null },
		onlyIf: and(inArray(shipments.status, ["planned", "blocked"]), eq(shipments.attemptNumber, 0)),
		action: "shipment.withdrawn",
		actor: change.actor,
		correlationId: change.correlationId,
		details: { code: reason.code },
		now: change.now,
		also: [
			db.delete(shipmentOrders).where(eq(shipmentOrders.shipmentId, shipment.id)),
			db.delete(shipmentLines).where(eq(shipmentLines.shipmentId, shipment.id)),
		],
	});
}
