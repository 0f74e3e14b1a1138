import { eq } from "drizzle-orm";

import type { LinkedShipment, TrackingLinkStore } from "../shipping/ports/tracking-links.ts";
import type { Database } from "./database.ts";
import { moveShipment } from "./move-shipment.ts";
import { shipments } from "./schema.ts";

export function createTrackingLinkStore(db: Database): TrackingLinkStore {
	return {
		find: (shipmentId) => findTrackingLink(db, shipmentId),

		renew: (shipment, change) =>
			moveShipment(db, shipment, {
				set: { trackingLink: shipment.link + 1 },
				action: "shipment.tracking_link_renewed",
				actor: change.actor,
				...(change.correlationId === undefined ? {} : { correlationId: change.correlationId }),
				details: { from: shipment.link, to: shipment.link + 1 },
				now: change.now,
			}),
	};
}

export async function findTrackingLink(
	db: Database,
	shipmentId: string,
): Promise<LinkedShipment | undefined> {
	const rows = await db
		.select({
			id: shipments.id,
			version: shipments.version,
			status: shipments.status,
			link: shipments.trackingLink,
		})
		.from(shipments)
		.where(eq(shipments.id, shipmentId));
	return rows[0];
}
