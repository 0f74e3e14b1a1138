import { LIMITS } from "../shipping/model/limits.ts";
import type { TrackingState } from "../shipping/model/tracking-states.ts";
import type { ParcelLook, ParcelScan, TrackedNumber } from "../shipping/ports/carrier.ts";
import type { ScanWire, TrackAnswerWire, TrackResultWire } from "./track-schemas.ts";
import { stateOfCode } from "./track-states.ts";

/** Another parcel that bore the same number years ago was shipped on a day this far from ours. */
const OTHER_PARCEL_DAYS = 45;

type TrackReading = {
	/** One for each number that was asked for, in their order. */
	looks: ParcelLook[];
	/** Status codes that our table does not know. */
	unknownCodes: string[];
};

/** Reads a Track answer. A number that failed alone, or is missing in the answer, was not seen. Pure. */
export function readTrackAnswer(
	answer: TrackAnswerWire,
	numbers: readonly TrackedNumber[],
): TrackReading {
	const unknownCodes = new Set<string>();
	const results = Map.groupBy(
		answer.output.completeTrackResults,
		(complete) => complete.trackingNumber,
	);
	const looks = numbers.map((asked): ParcelLook => {
		const { trackingNumber } = asked;
		const found = (results.get(trackingNumber) ?? []).flatMap((complete) => complete.trackResults);
		const mine = pickResult(
			found.filter((result) => result.error === undefined),
			asked,
		);
		if (mine === undefined) {
			const code = found.find((result) => result.error !== undefined)?.error?.code;
			return { kind: "unseen", trackingNumber, code: code ?? "not answered" };
		}
		return { kind: "seen", trackingNumber, ...toSight(mine, unknownCodes) };
	});
	return { looks, unknownCodes: [...unknownCodes] };
}

/** Ours by FedEx's unique id, else the one whose ship date is nearest to ours. */
export function pickResult(
	results: readonly TrackResultWire[],
	{ uniqueId, shipDate }: TrackedNumber,
): TrackResultWire | undefined {
	const known = results.find((result) => uniqueId !== null && idOf(result) === uniqueId);
	if (known !== undefined) {
		return known;
	}
	const ours = Date.parse(`${shipDate}T12:00:00Z`);
	return results
		.map((result) => ({ result, days: Math.abs(shippedAt(result, ours) - ours) / LIMITS.day }))
		.filter(({ days }) => days <= OTHER_PARCEL_DAYS)
		.toSorted((left, right) => left.days - right.days)[0]?.result;
}

/** When FedEx says it was shipped, else its first scan, else ours: nothing speaks against it then. */
function shippedAt(result: TrackResultWire, ours: number): number {
	const named = ["SHIP", "ACTUAL_PICKUP", "ACTUAL_TENDER"].flatMap((type) => dateOf(result, type));
	const scans = result.scanEvents.flatMap((scan) => toInstant(scan.date));
	return named[0] ?? (scans.length === 0 ? ours : Math.min(...scans));
}

function toSight(
	result: TrackResultWire,
	unknownCodes: Set<string>,
): Omit<Extract<ParcelLook, { kind: "seen" }>, "kind" | "trackingNumber"> {
	const events = result.scanEvents
		.flatMap((scan) => toScan(scan, unknownCodes))
		.toSorted((left, right) => left.at - right.at);
	const estimates = [
		...textsOf(result, "ESTIMATED_DELIVERY"),
		result.estimatedDeliveryTimeWindow?.window?.ends,
	];
	const estimate = estimates.find((text) => toInstant(text).length > 0);
	return {
		uniqueId: idOf(result) ?? null,
		state:
			stateOf(result.latestStatusDetail?.code, unknownCodes) ??
			stateOf(result.latestStatusDetail?.derivedCode, unknownCodes) ??
			events.findLast((event) => event.state !== null)?.state ??
			null,
		expectedDeliveryAt: toInstant(estimate)[0] ?? null,
		expectedDayAt: toInstant(startOfDay(estimate))[0] ?? null,
		events,
	};
}

/** Nothing for a scan without a readable instant or code: it could not be told from another one. */
function toScan(scan: ScanWire, unknownCodes: Set<string>): ParcelScan[] {
	const code = scan.eventType || scan.derivedStatusCode;
	const [at] = toInstant(scan.date);
	if (at === undefined || code === undefined || code === "") {
		return [];
	}
	const words = [scan.eventDescription, scan.exceptionDescription].filter(Boolean);
	return [
		{
			at,
			code,
			exceptionCode: scan.exceptionCode || null,
			state: stateOf(code, unknownCodes) ?? stateOf(scan.derivedStatusCode, unknownCodes),
			description: [...new Set(words)].join(": ") || code,
			location: toLocation(scan.scanLocation),
		},
	];
}

function stateOf(code: string | undefined, unknownCodes: Set<string>): TrackingState | null {
	if (code === undefined || code === "") {
		return null;
	}
	const state = stateOfCode(code);
	if (state === undefined) {
		// Only what looks like a code may reach a log.
		unknownCodes.add(/^\w{1,8}$/.test(code) ? code : "unreadable");
	}
	return state ?? null;
}

function toLocation(place: ScanWire["scanLocation"]): string | null {
	const parts = [place?.city, place?.countryCode].filter(
		(part) => part !== undefined && part !== "",
	);
	return parts.length === 0 ? null : parts.join(", ");
}

function idOf(result: TrackResultWire): string | undefined {
	return result.trackingNumberInfo?.trackingNumberUniqueId || undefined;
}

function dateOf(result: TrackResultWire, type: string): number[] {
	return textsOf(result, type).flatMap(toInstant);
}

function textsOf(result: TrackResultWire, type: string): (string | undefined)[] {
	return result.dateAndTimes.filter((date) => date.type === type).map((date) => date.dateTime);
}

/** The same with the clock of that place at midnight. */
function startOfDay(text: string | undefined): string | undefined {
	return text?.replace(/T[^Z+-]*/, "T00:00:00");
}

/** Scans bear the offset of their place; one without is read as UTC. Empty when it can't be read. */
function toInstant(text: string | undefined): number[] {
	if (text === undefined || !/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text)) {
		return [];
	}
	const at = Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`);
	return Number.isNaN(at) ? [] : [at];
}
