import { asc, eq } from "drizzle-orm";

import type { Database } from "./database.ts";
import { trackingEvents } from "./schema.ts";

/** FedEx keeps no more scans of a parcel; what is older than these is history. */
const EVENTS_MAX = 1_000;

export type ListedTrackingEvent = Awaited<ReturnType<typeof listTrackingEvents>>[number];

/** What happened to a shipment's parcels, in its order. */
export async function listTrackingEvents(db: Database, shipmentId: string) {
	return db
		.select({
			at: trackingEvents.at,
			packageSequence: trackingEvents.packageSequence,
			code: trackingEvents.code,
			description: trackingEvents.description,
			location: trackingEvents.location,
		})
		.from(trackingEvents)
		.where(eq(trackingEvents.shipmentId, shipmentId))
		.orderBy(asc(trackingEvents.at), asc(trackingEvents.packageSequence))
		.limit(EVENTS_MAX);
}
