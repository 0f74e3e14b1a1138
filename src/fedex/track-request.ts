import { addDays } from "../lib/days.ts";
import { LIMITS } from "../shipping/model/limits.ts";
import type { TrackedNumber } from "../shipping/ports/carrier.ts";

const DAYS_BEFORE = 3;
const DAYS_AFTER = 30;

/**
 * The body of Track by Tracking Number: at most 30 numbers. FedEx uses numbers again, so each is asked for with
 * the days around its ship date (a label may be handed over weeks after it was made), and with FedEx's unique id
 * once that is known. https://developer.fedex.com/api/en-us/catalog/track/docs.html (checked 2026-11)
 */
export function toTrackBody(numbers: readonly TrackedNumber[]) {
	if (numbers.length === 0 || numbers.length > LIMITS.trackNumbersPerCall) {
		throw new RangeError(`FedEx takes 1 to ${LIMITS.trackNumbersPerCall} tracking numbers a call`);
	}
	return {
		includeDetailedScans: true,
		trackingInfo: numbers.map(({ trackingNumber, uniqueId, shipDate }) => ({
			trackingNumberInfo: {
				trackingNumber,
				...(uniqueId === null ? {} : { trackingNumberUniqueId: uniqueId }),
			},
			shipDateBegin: addDays(shipDate, -DAYS_BEFORE),
			shipDateEnd: addDays(shipDate, DAYS_AFTER),
		})),
	};
}

/**
 * The body of Track by References, for the days around the ship date. Its specification names the end of the range
 * `shipDateEndDate`, unlike the one for numbers. https://developer.fedex.com/api/en-us/catalog/track/docs.html
 * (checked 2026-11)
 */
export function toReferenceBody(asked: {
	reference: string;
	shipDate: string;
	accountNumber: string;
}) {
	return {
		includeDetailedScans: true,
		referencesInformation: {
			type: "CUSTOMER_REFERENCE",
			value: asked.reference,
			accountNumber: asked.accountNumber,
			shipDateBegin: addDays(asked.shipDate, -1),
			shipDateEndDate: addDays(asked.shipDate, 1),
		},
	};
}
