import type { TrackingState } from "../shipping/model/tracking-states.ts";

/**
 * FedEx's status codes in our words: "Tracking Status Codes" and "Status Code and Statuses for Webhook Tracking
 * Events" of the API Reference Guide (checked 2026-11). Customs clearance in progress is a stage of the way, a
 * clearance delay is trouble. A parcel held for collection is still on its way to the customer's hands. A parcel
 * that customs, a broker or a partner of FedEx has is on its way too. A parcel
 * that was cancelled at FedEx goes nowhere, so a person has to look at it.
 */
const CODES: Readonly<Record<TrackingState, string>> = {
	label_made: "OC OX MD IN EP DS PD DR",
	in_transit:
		"PU PX AP OF DO IP IT IX AA AC AF AR AX DP EA EO FD LO OW PF PL PM SF TR SP CC AO AE CH CP HL HP HA CU BR TP",
	out_for_delivery: "OD AD ED",
	exception: "DE SE DD DY US CD CA",
	returned: "RS RT",
	delivered: "DL",
};

/** Wishes about the delivery, links of return labels, and that the shipper has it: they say nothing about where the parcel is. */
const WITHOUT_STATE: ReadonlySet<string> = new Set(
	"RR RM RC RA PR AS RP LP LC RG RD SH".split(" "),
);

const STATES: ReadonlyMap<string, TrackingState> = new Map(
	(Object.entries(CODES) as [TrackingState, string][]).flatMap(([state, codes]) =>
		codes.split(" ").map((code): [string, TrackingState] => [code, state]),
	),
);

/** Null for codes that change no state, undefined for codes that are not known. FedEx writes both `Ow` and `OW`. */
export function stateOfCode(code: string): TrackingState | null | undefined {
	const known = code.trim().toUpperCase();
	return WITHOUT_STATE.has(known) ? null : STATES.get(known);
}
