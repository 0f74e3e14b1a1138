import { eq } from "drizzle-orm";

import type { ShipmentStore } from "../shipping/ports/shipments.ts";
import type { Database } from "./database.ts";
import { moveShipment } from "./move-shipment.ts";
import { shipments } from "./schema.ts";

/** The row stays leased to the run that asked, which goes on with it; a blocked one rests. */
export function createQuoteStore(db: Database): Pick<ShipmentStore, "settleQuote"> {
	return {
		async settleQuote(shipment, { plan, reason }, now) {
			const { quote } = plan;
			return moveShipment(db, shipment, {
				to: reason === undefined ? "planned" : "blocked",
				set: {
					plan,
					service: plan.service,
					reason: reason ?? null,
					...(reason === undefined ? {} : { dueAt: null, leasedUntil: null }),
				},
				onlyIf: eq(shipments.status, "planned"),
				action: reason === undefined ? "shipment.quoted" : "shipment.blocked",
				details: {
					...(reason === undefined ? {} : { code: reason.code }),
					service: quote?.service ?? null,
					charge: quote?.charge ?? null,
					arrivesOn: quote?.arrivesOn ?? null,
				},
				now,
			});
		},
	};
}
