import type { FreshnessKind } from "../model/freshness.ts";
import type { TrackingState } from "../model/tracking-states.ts";
import type { ParcelLook, ParcelScan } from "../ports/carrier.ts";
import type {
	ShipmentNews,
	StoredScan,
	TrackedParcel,
	TrackedShipment,
} from "../ports/tracking.ts";
import { advance, stateOfShipment } from "./tracking-progress.ts";

/** What looks changed about a shipment; the Document's text is added later. */
export type ShipmentChange = {
	shipment: TrackedShipment;
	to: TrackingState;
	news: Omit<ShipmentNews, "document">;
};

/**
 * Compares looks with what is known. Undefined when they tell nothing new. The shipment's state is that of all its
 * parcels, so that a state that was not stored is made up for by the next look. Pure.
 */
export function readChange(
	shipment: TrackedShipment,
	lookAt: (parcel: TrackedParcel) => ParcelLook | undefined,
	known: readonly StoredScan[],
): ShipmentChange | undefined {
	const keys = new Set(known.map((event) => `${event.packageSequence} ${keyOf(event)}`));
	const parcels: ShipmentNews["parcels"] = [];
	const events: ShipmentNews["events"] = [];
	const scansOf: { kind: FreshnessKind; at: number }[] = [];
	const states: TrackingState[] = [];
	for (const parcel of shipment.parcels) {
		const look = lookAt(parcel);
		const after = look?.kind === "seen" ? afterLook(parcel, look) : parcel;
		states.push(after.state);
		if (look?.kind !== "seen") {
			continue;
		}
		if (hasChanged(parcel, after)) {
			const { shipmentId: _shipmentId, trackingNumber: _number, groupId: _group, ...told } = after;
			parcels.push(told);
		}
		let state = parcel.state;
		for (const event of look.events) {
			const kind = freshnessKindOf(event, state);
			state = advance(state, event.state);
			const key = `${parcel.sequence} ${keyOf(event)}`;
			if (!keys.has(key)) {
				keys.add(key);
				events.push({ ...event, packageSequence: parcel.sequence, eventKey: keyOf(event) });
				scansOf.push(...(kind === undefined ? [] : [{ kind, at: event.at }]));
			}
		}
	}
	const to = stateOfShipment(states);
	const hasNews = parcels.length > 0 || events.length > 0 || to !== shipment.trackingState;
	return to === undefined || !hasNews
		? undefined
		: {
				shipment,
				to,
				news: {
					shipmentId: shipment.id,
					attemptNumber: shipment.attemptNumber,
					divisionId: shipment.divisionId,
					parcels,
					events,
					scansOf,
				},
			};
}

function freshnessKindOf({ state }: ParcelScan, before: TrackingState): FreshnessKind | undefined {
	if (state === "in_transit") {
		return before === "label_made" ? "pick-up" : "in-transit";
	}
	return state === "out_for_delivery" ||
		state === "delivered" ||
		(state === "exception" && before === "out_for_delivery")
		? "out-for-delivery"
		: undefined;
}

/** Whether a look shows a parcel as it is known. */
export function isAsKnown(parcel: TrackedParcel, look: ParcelLook | undefined): boolean {
	return look?.kind !== "seen" || !hasChanged(parcel, afterLook(parcel, look));
}

/** How many scans and a hash of their keys (FNV-1a, 32 bits): two looks of one parcel differ by both or by none. */
function printOf(events: readonly ParcelScan[]): string {
	let hash = 0x811c9dc5;
	for (const event of events) {
		for (const character of `${keyOf(event)}\n`) {
			hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
		}
	}
	return `${events.length} ${hash.toString(16)}`;
}

/** The same event has the same instant, code and place, however FedEx words it this time. */
export function keyOf(event: Pick<ParcelScan, "at" | "code" | "location">): string {
	return `${event.at} ${event.code} ${event.location ?? ""}`;
}

function afterLook(
	parcel: TrackedParcel,
	look: Extract<ParcelLook, { kind: "seen" }>,
): TrackedParcel {
	// What was sent back stays so, also where the look shows only its delivery to the shipper.
	const wasReturned = look.events.some((event) => event.state === "returned");
	const last = Math.max(parcel.lastEventAt ?? 0, ...look.events.map((event) => event.at));
	return {
		...parcel,
		state: advance(parcel.state, wasReturned ? "returned" : look.state),
		uniqueId: look.uniqueId ?? parcel.uniqueId,
		lastEventAt: last === 0 ? null : last,
		expectedDeliveryAt: look.expectedDeliveryAt ?? parcel.expectedDeliveryAt,
		expectedDayAt: look.expectedDayAt ?? parcel.expectedDayAt,
		scansPrint: printOf(look.events),
	};
}

function hasChanged(before: TrackedParcel, after: TrackedParcel): boolean {
	return (
		before.state !== after.state ||
		before.uniqueId !== after.uniqueId ||
		before.lastEventAt !== after.lastEventAt ||
		before.expectedDeliveryAt !== after.expectedDeliveryAt ||
		before.expectedDayAt !== after.expectedDayAt ||
		before.scansPrint !== after.scansPrint
	);
}
