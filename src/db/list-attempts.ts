import { and, eq, sql } from "drizzle-orm";

import type { AttemptGlance, LostAttempt } from "../shipping/ports/reconciles.ts";
import type { Database } from "./database.ts";
import { shipmentAttempts, shipments } from "./schema.ts";
import { SHIPMENT_COLUMNS } from "./shipment-columns.ts";

/** Attempts that a run leased until then, with their shipments and what else these tried. */
export async function listAttempts(
	db: Database,
	which: readonly { shipmentId: string; number: number }[],
	leasedUntil: number,
): Promise<LostAttempt[]> {
	const rows = await db
		.select({
			attempt: {
				number: shipmentAttempts.number,
				reference: shipmentAttempts.reference,
				state: shipmentAttempts.state,
				fedexAccountId: shipmentAttempts.fedexAccountId,
				shipDate: shipmentAttempts.shipDate,
				startedAt: shipmentAttempts.startedAt,
				endedAt: shipmentAttempts.endedAt,
				lookDueAt: shipmentAttempts.lookDueAt,
				looks: shipmentAttempts.looks,
				lookFailures: shipmentAttempts.lookFailures,
				cancelTries: shipmentAttempts.cancelTries,
				trackingNumbers: shipmentAttempts.trackingNumbers,
				// Only a confirmation writes it.
				wasHandedOut: sql<boolean>`${shipmentAttempts.transactionId} is not null`.mapWith(Boolean),
			},
			shipment: {
				...SHIPMENT_COLUMNS,
				labelledAt: shipments.labelledAt,
				isRelabelWanted: shipments.isRelabelWanted,
				reason: shipments.reason,
			},
			others: sql<string>`(select json_group_array(json_object('number', o.number,
					'reference', o.reference, 'state', o.state, 'looks', o.looks, 'lookDueAt', o.look_due_at,
					'wasHandedOut', json(iif(o.transaction_id is null, 'false', 'true'))))
				from shipment_attempts o where o.shipment_id = ${shipmentAttempts.shipmentId}
					and o.number <> ${shipmentAttempts.number})`,
		})
		.from(shipmentAttempts)
		.innerJoin(shipments, eq(shipments.id, shipmentAttempts.shipmentId))
		.where(
			and(
				sql`(${shipmentAttempts.shipmentId}, ${shipmentAttempts.number}) in (
					select value ->> 'shipmentId', value ->> 'number'
					from json_each(${JSON.stringify(which)}))`,
				eq(shipmentAttempts.lookLeasedUntil, leasedUntil),
			),
		)
		.orderBy(shipmentAttempts.lookDueAt);
	return rows.map(({ attempt, shipment, others }) => {
		const { startedAt, endedAt, trackingNumbers, ...known } = attempt;
		const { reason, ...rest } = shipment;
		return {
			...known,
			shipmentId: shipment.id,
			lostAt: endedAt ?? startedAt,
			trackingNumbers: trackingNumbers ?? [],
			leasedUntil,
			shipment: { ...rest, reasonCode: reason?.code ?? null },
			others: JSON.parse(others) as AttemptGlance[],
		};
	});
}
