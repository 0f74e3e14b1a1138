/** Where a parcel is, as far as its scans tell. `delivered` is the end; `returned` waits for that scan too. */
export const TRACKING_STATES = [
	"label_made",
	"in_transit",
	"out_for_delivery",
	"exception",
	"returned",
	"delivered",
] as const;

export type TrackingState = (typeof TRACKING_STATES)[number];
