import type { TrackingState } from "../../shipping/model/tracking-states.ts";
import type { TextKey } from "./texts/en.ts";

/**
 * FedEx's scans in our words and the customer's language. What FedEx writes beside its codes is never shown: it may
 * name who signed, or where a parcel was left.
 */
const KEYS: Readonly<Partial<Record<TextKey, string>>> = {
	"event.label": "OC OX MD EP",
	"event.picked_up": "PU PX",
	"event.left": "DP LO",
	"event.arrived": "AR AF AA AC AX OF FD",
	"event.customs_cleared": "CC",
	"event.customs_delay": "CD",
	"event.out_for_delivery": "OD AD ED",
	"event.ready_to_collect": "HL HP HA",
	"event.delivery_failed": "DE",
	"event.delayed": "DY DD SE",
	"event.cancelled": "CA",
	"event.returned": "RS RT",
	"event.delivered": "DL",
};

const BY_CODE: ReadonlyMap<string, TextKey> = new Map(
	Object.entries(KEYS).flatMap(([key, codes]) =>
		codes.split(" ").map((code): [string, TextKey] => [code, key as TextKey]),
	),
);

const BY_STATE: Readonly<Record<TrackingState, TextKey>> = {
	label_made: "event.label",
	in_transit: "event.on_the_way",
	out_for_delivery: "event.out_for_delivery",
	exception: "event.delayed",
	returned: "event.returned",
	delivered: "event.delivered",
};

/** Null for what says nothing about where the parcel is, such as a wish about its delivery. */
export function eventKey(code: string, state: TrackingState | null): TextKey | null {
	return BY_CODE.get(code.toUpperCase()) ?? (state === null ? null : BY_STATE[state]);
}
