import { and, eq, not, sql } from "drizzle-orm";

import type { Change } from "../shipping/ports/changes.ts";
import type { VoidableShipment, VoidStore } from "../shipping/ports/voids.ts";
import type { Database } from "./database.ts";
import { judgeOrder } from "./judge-again.ts";
import { moveShipment, setAttempt, type ShipmentMove } from "./move-shipment.ts";
import { HAS_OTHER_RETURN, withdrawUnsentReturns } from "./returns.ts";
import { documents, shipments } from "./schema.ts";
import { replaceLabelFile } from "./write-back-files.ts";

/** `cancelAfterMs`: how long a copy that was handed out may still open elsewhere; the carrier is asked after that. */
export function createVoidStore(db: Database, { cancelAfterMs = 0 } = {}): VoidStore {
	return {
		async find(id) {
			return db.query.shipments.findFirst({
				columns: {
					id: true,
					divisionId: true,
					orderId: true,
					exactOrderId: true,
					exactDeliveryId: true,
					sequence: true,
					fedexAccountId: true,
					status: true,
					kind: true,
					service: true,
					trackingState: true,
					attemptNumber: true,
					isRelabelWanted: true,
					version: true,
					correlationId: true,
				},
				where: eq(shipments.id, id),
			});
		},

		begin: (shipment, { isRelabelWanted }, change) =>
			move(shipment, change, {
				to: "voiding",
				set: {
					isRelabelWanted,
					// Whether the parcel was ever seen is of no interest any more; another loose label is.
					decision: sql`case when ${shipments.decision} ->> 'code' like 'tracking.%' then null
						else ${shipments.decision} end`,
				},
				action: "shipment.void_asked",
				details: { number: shipment.attemptNumber, isRelabelWanted },
				also: [
					db
						.update(documents)
						.set({ revokedAt: change.now })
						.where(
							and(
								eq(documents.shipmentId, shipment.id),
								eq(documents.attemptNumber, shipment.attemptNumber),
							),
						),
					setAttempt(db, shipment, {
						state: "cancelling",
						lookDueAt: change.now + cancelAfterMs,
						lookLeasedUntil: null,
						looks: 0,
						lookFailures: 0,
						cancelTries: 0,
					}),
					replaceLabelFile(shipment.id, null, change.now),
					...withdrawUnsentReturns(shipment.id, change),
				],
			}),

		wantRelabel: (shipment, isWanted, change) =>
			move(shipment, change, {
				set: { isRelabelWanted: isWanted },
				action: isWanted ? "shipment.relabel_asked" : "shipment.relabel_dropped",
			}),

		planAgain: (shipment, change) =>
			move(shipment, change, {
				to: "planned",
				set: { dueAt: change.now, failures: 0, reason: null },
				action: "shipment.relabel_asked",
				onlyIf: not(HAS_OTHER_RETURN),
				also: [judgeOrder(shipment.orderId, change.now)],
			}),
	};

	function move(shipment: VoidableShipment, change: Change, what: Omit<ShipmentMove, "now">) {
		return moveShipment(db, shipment, {
			...what,
			actor: change.actor,
			correlationId: change.correlationId,
			now: change.now,
		});
	}
}
