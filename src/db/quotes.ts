import { and, eq, sql } from "drizzle-orm";

import { canMove } from "../shipping/model/shipment-states.ts";
import type { ShipmentStore } from "../shipping/ports/shipments.ts";
import type { Database } from "./database.ts";
import { shipments } from "./schema.ts";
import { transition } from "./transition.ts";

/** The row stays leased to the run that asked, which goes on with it; a blocked one rests. */
export function createQuoteStore(db: Database): Pick<ShipmentStore, "settleQuote"> {
	return {
		async settleQuote(shipment, { plan, reason }, now) {
			const status = reason === undefined ? "planned" : "blocked";
			if (!canMove(shipment.status, status)) {
				return "lost";
			}
			const { quote } = plan;
			return transition(db, {
				update: db
					.update(shipments)
					.set({
						status,
						plan,
						service: plan.service,
						reason: reason ?? null,
						...(reason === undefined ? {} : { dueAt: null, leasedUntil: null }),
						version: sql`version + 1`,
						updatedAt: now,
					})
					.where(
						and(
							eq(shipments.id, shipment.id),
							eq(shipments.version, shipment.version),
							eq(shipments.status, "planned"),
						),
					),
				audit: {
					at: now,
					actor: "system",
					action: reason === undefined ? "shipment.quoted" : "shipment.blocked",
					subject: `shipment:${shipment.id}`,
					version: shipment.version + 1,
					correlationId: shipment.correlationId,
					details: {
						...(reason === undefined ? {} : { code: reason.code }),
						service: quote?.service ?? null,
						charge: quote?.charge ?? null,
						arrivesOn: quote?.arrivesOn ?? null,
					},
				},
			});
		},
	};
}
