import { and, eq, not, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { SQLiteUpdateSetSource } from "drizzle-orm/sqlite-core";

import { canMove, type ShipmentStatus } from "../shipping/model/shipment-states.ts";
import type { Change, Outcome } from "../shipping/ports/changes.ts";
import type { VoidableShipment, VoidStore } from "../shipping/ports/voids.ts";
import type { Database } from "./database.ts";
import { HAS_OTHER_RETURN, withdrawUnsentReturns } from "./returns.ts";
import { documents, orders, shipmentAttempts, shipments } from "./schema.ts";
import { transition } from "./transition.ts";

export function createVoidStore(db: Database): VoidStore {
	return {
		async find(id) {
			return db.query.shipments.findFirst({
				columns: {
					id: true,
					divisionId: true,
					orderId: true,
					fedexAccountId: true,
					status: true,
					kind: true,
					service: true,
					trackingState: true,
					attemptNumber: true,
					isRelabelWanted: true,
					version: true,
				},
				where: eq(shipments.id, id),
			});
		},

		begin: (shipment, { isRelabelWanted }, change) =>
			move(shipment, "voiding", change, {
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
					db
						.update(shipmentAttempts)
						.set({
							state: "cancelling",
							lookDueAt: change.now,
							lookLeasedUntil: null,
							looks: 0,
							lookFailures: 0,
							cancelTries: 0,
						})
						.where(
							and(
								eq(shipmentAttempts.shipmentId, shipment.id),
								eq(shipmentAttempts.number, shipment.attemptNumber),
							),
						),
					...withdrawUnsentReturns(shipment.id, change),
				],
			}),

		wantRelabel: (shipment, isWanted, change) =>
			move(shipment, shipment.status, change, {
				set: { isRelabelWanted: isWanted },
				action: isWanted ? "shipment.relabel_asked" : "shipment.relabel_dropped",
				isSameStatus: true,
			}),

		planAgain: (shipment, change) =>
			move(shipment, "planned", change, {
				set: { dueAt: change.now, failures: 0, reason: null },
				action: "shipment.relabel_asked",
				unless: HAS_OTHER_RETURN,
				also: [
					db.update(orders).set({ judgeDueAt: change.now }).where(eq(orders.id, shipment.orderId)),
				],
			}),
	};

	function move(
		shipment: VoidableShipment,
		to: ShipmentStatus,
		change: Change,
		what: {
			set: SQLiteUpdateSetSource<typeof shipments>;
			action: string;
			details?: Record<string, unknown>;
			also?: SQLWrapper[];
			unless?: SQL;
			isSameStatus?: boolean;
		},
	): Promise<Outcome> {
		if (what.isSameStatus !== true && !canMove(shipment.status, to)) {
			return Promise.resolve("lost");
		}
		return transition(db, {
			update: db
				.update(shipments)
				.set({ ...what.set, status: to, version: sql`version + 1`, updatedAt: change.now })
				.where(
					and(
						eq(shipments.id, shipment.id),
						eq(shipments.version, shipment.version),
						eq(shipments.status, shipment.status),
						what.unless === undefined ? undefined : not(what.unless),
					),
				),
			audit: {
				at: change.now,
				actor: change.actor,
				action: what.action,
				subject: `shipment:${shipment.id}`,
				version: shipment.version + 1,
				correlationId: change.correlationId,
				details: what.details ?? {},
			},
			also: what.also ?? [],
		});
	}
}
