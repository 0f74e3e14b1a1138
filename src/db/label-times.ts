import { type SQL, sql } from "drizzle-orm";

import { utcDay } from "../lib/days.ts";
import { LABEL_TIME, LABEL_TIME_SECONDS } from "../shipping/model/label-times.ts";

/**
 * In the batch that makes a shipment `labelled`: its waiting is counted. Only its first label tells how long an order
 * waits; later ones were asked for by a person.
 */
export function countLabelTime(shipmentId: string, now: number): SQL {
	const waited = sql`${now} - created_at`;
	// Texts, since a bound number is a real one to D1 and would be written as "0.0".
	const steps = LABEL_TIME_SECONDS.map(
		(seconds, step) => sql`when ${waited} <= ${seconds * 1_000} then ${String(step)}`,
	);
	return sql`
		insert into daily_counts (day, scope, name, count)
		select ${utcDay(now)}, 'division:' || division_id,
			${LABEL_TIME} || case ${sql.join(steps, sql` `)} else ${String(LABEL_TIME_SECONDS.length)} end, 1
		from shipments where id = ${shipmentId} and attempt_number = 1 and kind = 'outbound'
		on conflict (day, scope, name) do update set count = count + excluded.count`;
}
