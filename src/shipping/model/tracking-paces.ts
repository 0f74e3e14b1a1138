import type { TrackingState } from "./tracking-states.ts";

/**
 * How often parcels are looked at, the most urgent first. Mostly it is by where they are; `due_today` and
 * `picking_up` are the hours in which a scan is expected of those in transit and of fresh labels.
 */
export const TRACKING_PACES = [
	"out_for_delivery",
	"due_today",
	"exception",
	"picking_up",
	"in_transit",
	"returned",
	"label_made",
] as const;

export type TrackingPace = (typeof TRACKING_PACES)[number];

/** Those that use the last calls of a day on which Track's quota runs short. */
export const URGENT_PACES: readonly TrackingPace[] = ["out_for_delivery", "due_today"];

/** What decides how often one parcel is looked at. */
export type PaceFacts = {
	state: TrackingState;
	labelledAt: number;
	/** `YYYY-MM-DD` */
	shipDate: string;
	/** The time of day, where it is shipped from, from which the carrier fetches; null where that is not known. */
	pickUp: { timeZone: string; from: string } | null;
	lastEventAt: number | null;
	/** When the day begins, at its destination, on which it is expected. */
	expectedDayAt: number | null;
};
