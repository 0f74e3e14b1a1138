import type { TrackingState } from "../model/tracking-states.ts";

/** How far a parcel is on its way; trouble can come and go anywhere before the end. */
const STEPS: Readonly<Record<TrackingState, number>> = {
	label_made: 0,
	in_transit: 1,
	out_for_delivery: 2,
	exception: 2,
	returned: 3,
	delivered: 3,
};

/** Which state a shipment of several packages shows: trouble in one of them first, then the least advanced. */
const SHOWN: readonly TrackingState[] = [
	"exception",
	"label_made",
	"in_transit",
	"out_for_delivery",
	"returned",
	"delivered",
];

/**
 * Where a parcel is after a look. It only goes forward, but for trouble, from which it may go on at any step after
 * the label. What is on its way back stays `returned`, also when it is delivered there: the customer never got it.
 */
export function advance(from: TrackingState, seen: TrackingState | null): TrackingState {
	if (seen === null || isEnd(from)) {
		return from;
	}
	if (from === "exception") {
		return seen === "label_made" ? from : seen;
	}
	return seen === "exception" || STEPS[seen] > STEPS[from] ? seen : from;
}

/** Whether looking at it can end: it is delivered, to the customer or back at its shipper. */
export function hasArrived(state: TrackingState, seen: TrackingState | null): boolean {
	return state === "delivered" || (state === "returned" && seen === "delivered");
}

/** The state of a shipment: delivered only when every package is. Undefined without packages. */
export function stateOfShipment(packages: readonly TrackingState[]): TrackingState | undefined {
	return SHOWN.find((state) => packages.includes(state));
}

function isEnd(state: TrackingState): boolean {
	return state === "delivered" || state === "returned";
}
