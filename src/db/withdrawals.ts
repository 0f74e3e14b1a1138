import { type SQL, sql } from "drizzle-orm";

import type { Change } from "../shipping/ports/changes.ts";

/**
 * A division that leaves `live` takes back what was never sent: the shipment is voided, the reservation freed, and
 * the order judged anew, so that the next preview shows it and the next release decides about it again.
 */
export function withdrawUnsent(divisionId: string, change: Change): SQL[] {
	const unsent = sql`select id from shipments
		where division_id = ${divisionId} and kind = 'outbound' and attempt_number = 0
			and status in ('planned', 'blocked')`;
	return [
		sql`
			update orders set state = 'new', released_at = null, judge_due_at = ${change.now}
			where id in (select order_id from shipments where id in (${unsent}))`,
		sql`delete from shipment_orders where shipment_id in (${unsent})`,
		sql`delete from shipment_lines where shipment_id in (${unsent})`,
		sql`
			insert into audit_events (id, at, actor, action, subject, version, correlation_id, details, applied)
			select 'aud_' || upper(hex(randomblob(11))), ${change.now}, ${change.actor}, 'shipment.withdrawn',
				'shipment:' || id, version + 1, ${change.correlationId}, '{}', 1
			from shipments where id in (${unsent})`,
		sql`
			update shipments set status = 'voided', due_at = null, leased_until = null,
				version = version + 1, updated_at = ${change.now}
			where id in (${unsent})`,
	];
}
