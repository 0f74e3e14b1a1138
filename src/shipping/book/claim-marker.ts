import { AppError } from "../../lib/errors.ts";
import type { ObjectStore } from "../ports/platform.ts";
import type { DueShipment } from "../ports/shipments.ts";
import { findWish, type MarkedAttempt } from "../void-wishes.ts";

/**
 * The permission to call the carrier for one attempt: a write-once object named after the order and the attempt, so
 * that it outlives a database put back in time. Exactly one writer ever gets it. A recovering run takes it as
 * `abandoned`, which proves that the first run never called and never can.
 */
export type Marker = {
	reference: string;
	shipmentId: string;
	/** What was asked for under the reference; markers of earlier versions do not say. */
	shipDate?: string;
	at: number;
	isAbandoned: boolean;
};

type MarkerVerdict =
	| { kind: "mine" }
	/** Somebody was here: under this reference the carrier may have been called, unless it was abandoned. */
	| { kind: "taken"; marker: Marker };

export async function takeMarker(
	shipment: DueShipment,
	marker: Marker,
	objects: ObjectStore,
): Promise<MarkerVerdict> {
	if (shipment.attemptNumber > 1) {
		// The attempt before may have been given up for lost without a marker, while none could be stored. A database
		// put back to before it would take that marker then, and buy beside this attempt.
		const before = { ...shipment, attemptNumber: shipment.attemptNumber - 1 };
		await putMarker(before, { ...marker, isAbandoned: true }, objects);
	}
	if ((await putMarker(shipment, marker, objects)) === "stored") {
		return { kind: "mine" };
	}
	const key = markerKey(shipment);
	const bytes = await objects.read(key);
	if (bytes === undefined) {
		throw new AppError({
			code: "shipment.marker_unreadable",
			disposition: "retry",
			message: "The marker of the attempt is there but can't be read.",
		});
	}
	return { kind: "taken", marker: JSON.parse(new TextDecoder().decode(bytes)) as Marker };
}

function putMarker(attempt: MarkedAttempt, marker: Marker, objects: ObjectStore) {
	return objects.putOnce(markerKey(attempt), JSON.stringify(marker), "application/json");
}

/**
 * Whether its shipment went on without this attempt, in a past that the database may not know, or a person took its
 * label back: it was cancelled then, so that what the journal has of it must not be handed out again.
 */
export async function isOver(
	attempt: MarkedAttempt,
	objects: Pick<ObjectStore, "read">,
): Promise<boolean> {
	const next = { ...attempt, attemptNumber: attempt.attemptNumber + 1 };
	if ((await objects.read(markerKey(next))) !== undefined) {
		return true;
	}
	const wish = await findWish(attempt, objects);
	return wish === "void" || wish === "relabel";
}

function markerKey(attempt: MarkedAttempt): string {
	// Exact's order id, not one of ours: a database that is begun anew must find it too.
	// Deliveries may be numbered anew there, in another order: a delivery is known by its own id.
	const run = attempt.exactDeliveryId ?? attempt.sequence;
	return `claims/${attempt.exactOrderId}/${run}/${attempt.attemptNumber}`;
}
