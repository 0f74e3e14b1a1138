import type { ParcelFate } from "../shipping/ports/carrier.ts";
import type { TrackResultWire } from "./track-schemas.ts";
import { stateOfCode } from "./track-states.ts";

/** "Cancelled" in FedEx's table of tracking statuses; as a scan it has other meanings too. */
const CANCELLED = "CA";

/**
 * What became of a label that nobody received. Any scan beyond the label counts as moving, whatever the latest status
 * says: what FedEx has in its hands is a person's matter.
 */
export function fateOf(result: TrackResultWire): ParcelFate {
	const { latestStatusDetail, scanEvents } = result;
	const latest = normalize(latestStatusDetail?.code || latestStatusDetail?.derivedCode);
	const scans = scanEvents.map((scan) => normalize(scan.eventType || scan.derivedStatusCode));
	if ([latest, ...scans].some(isBeyondLabel)) {
		return "moving";
	}
	return latest === CANCELLED ? "cancelled" : "made";
}

function isBeyondLabel(code: string): boolean {
	const state = code === CANCELLED ? null : stateOfCode(code);
	return state !== null && state !== undefined && state !== "label_made";
}

function normalize(code: string | undefined): string {
	return (code ?? "").trim().toUpperCase();
}
