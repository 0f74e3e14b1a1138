import { AppError } from "../lib/errors.ts";
import type { FoundParcel } from "../shipping/ports/carrier.ts";
import { fateOf } from "./parcel-fate.ts";
import type { ReferenceAnswerWire, TrackResultWire } from "./track-schemas.ts";

/**
 * Reads a search by reference: the parcels that bear exactly this one. FedEx may match more loosely than we mean, and
 * what is found gets cancelled. Pure.
 * @throws AppError `fedex.search_failed` where a result says neither "found" nor "there is none"
 */
export function readReferenceAnswer(answer: ReferenceAnswerWire, reference: string): FoundParcel[] {
	const parcels = new Map<string, FoundParcel>();
	for (const complete of answer.output.completeTrackResults) {
		for (const result of complete.trackResults) {
			if (result.error !== undefined) {
				requireNotFound(result.error.code);
				continue;
			}
			const trackingNumber = result.trackingNumberInfo?.trackingNumber || complete.trackingNumber;
			if (trackingNumber !== undefined && trackingNumber !== "" && bears(result, reference)) {
				parcels.set(trackingNumber, { trackingNumber, fate: fateOf(result) });
			}
		}
	}
	return [...parcels.values()];
}

/** The one refusal that answers the question. */
export function isNotFoundCode(code: string): boolean {
	return /^TRACKING\..*NOT\.?FOUND$/.test(code);
}

function requireNotFound(code: string): void {
	if (!isNotFoundCode(code)) {
		throw new AppError({
			code: "fedex.search_failed",
			disposition: "retry",
			message: "FedEx could not tell whether a shipment bears the reference.",
			context: { vendorCode: /^[A-Za-z0-9._]{1,120}$/.test(code) ? code : null },
		});
	}
}

/**
 * Where FedEx lists a parcel's references ours must be among them, to the letter. Where it lists none, its own search
 * by account, kind and value has to do: the reference holds 40 random bits.
 */
function bears(result: TrackResultWire, reference: string): boolean {
	const references = (result.additionalTrackingInfo?.packageIdentifiers ?? [])
		.filter(({ type }) => type === "CUSTOMER_REFERENCE")
		.flatMap(({ value, values }) => [...(values ?? []), ...(value === undefined ? [] : [value])]);
	return references.length === 0 || references.includes(reference);
}
