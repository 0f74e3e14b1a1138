import { and, eq, sql } from "drizzle-orm";

import type { Outcome } from "../shipping/ports/changes.ts";
import type { Claim } from "../shipping/ports/shipments.ts";
import type { Database } from "./database.ts";
import { feedsReadAt } from "./feeds-read.ts";
import { moveShipment } from "./move-shipment.ts";
import { shipmentAttempts, shipments } from "./schema.ts";
import { labelsSince } from "./shipping-gate.ts";
import { hasLabelInExact } from "./write-back-files.ts";

/**
 * `planned → creating`. Everything that must hold at this instant is in the WHERE, so that a pause, a full hour or
 * stale data that came in between stops it.
 */
export async function claimShipment(db: Database, claim: Claim): Promise<Outcome> {
	const { shipment, now } = claim;
	const number = shipment.attemptNumber + 1;
	return moveShipment(db, shipment, {
		to: "creating",
		set: {
			attemptNumber: number,
			reference: claim.reference,
			shipDate: claim.shipDate,
			leasedUntil: claim.leasedUntil,
			dueAt: now,
		},
		// A marker that is adopted is a move of its own, from `creating`.
		onlyIf: and(eq(shipments.status, "planned"), mayShip(claim)),
		action: "shipment.claimed",
		details: { number, reference: claim.reference, requestHash: claim.requestHash },
		now,
		also: [
			db.insert(shipmentAttempts).values({
				shipmentId: shipment.id,
				number,
				divisionId: shipment.divisionId,
				fedexAccountId: shipment.fedexAccountId,
				reference: claim.reference,
				requestHash: claim.requestHash,
				shipDate: claim.shipDate,
				state: "sent",
				startedAt: now,
			}),
		],
	});
}

function mayShip(claim: Claim) {
	const { shipment, now } = claim;
	return sql`
		exists (select 1 from divisions d, settings s, fedex_accounts a
			where d.id = ${shipment.divisionId} and s.id = 1 and a.id = ${shipment.fedexAccountId}
				and d.mode = 'live' and d.paused_at is null and s.paused_at is null
				and a.paused_at is null and (a.suspended_at is null or a.probe_at = ${claim.probeAt}))
		and not ${hasLabelInExact(shipment.id)}
		and ${labelsSince(shipment.divisionId, now)} < ${claim.maxLabelsPerHour}
		and (${shipment.plan?.return === undefined ? 0 : 1} or ${isFresh(claim)})`;
}

/** What the order says must be known; of a return it was said by the label that went out. */
function isFresh(claim: Claim) {
	const { shipment } = claim;
	return sql`
		${feedsReadAt(shipment.divisionId)} >= ${claim.freshSince}
		and exists (select 1 from orders o where o.id = ${shipment.orderId}
			and o.deleted_at is null and o.judge_due_at is null and o.address_read_at >= ${claim.freshSince})`;
}
