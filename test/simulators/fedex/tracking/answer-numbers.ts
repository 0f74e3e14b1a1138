import { z } from "zod";

import { invalidInput, type Outcome, refuse, refuseOne, succeed } from "../answers.ts";
import type { Caller } from "../guard.ts";
import type { FedexTwinParts } from "../parts.ts";
import { toTrackResult } from "./track-result.ts";
import { isVisible, notFound } from "./visibility.ts";

const MAX_NUMBERS = 30;

const numbersSchema = z.object({
	includeDetailedScans: z.boolean(),
	trackingInfo: z.array(
		z.object({
			trackingNumberInfo: z.object({
				trackingNumber: z.string().optional(),
				carrierCode: z.string().optional(),
				trackingNumberUniqueId: z.string().optional(),
			}),
			shipDateBegin: z.string().optional(),
			shipDateEnd: z.string().optional(),
		}),
	),
});

type TrackingInfoWire = z.infer<typeof numbersSchema>["trackingInfo"][number];

/** One answer for each number; a number that is not there fails alone, inside a 200. */
export function answerNumbers(parts: FedexTwinParts, { ids }: Caller, body: unknown): Outcome {
	const parsed = numbersSchema.safeParse(body);
	if (!parsed.success || parsed.data.trackingInfo.length > MAX_NUMBERS) {
		const message = `Needed: includeDetailedScans and at most ${MAX_NUMBERS} numbers.`;
		const errors = [invalidInput("trackingInfo", message)];
		return refuse(ids, { status: 400, rule: "invalid-request", errors });
	}
	const { trackingInfo, includeDetailedScans } = parsed.data;
	const hasEmpty = trackingInfo.some((info) => !info.trackingNumberInfo.trackingNumber);
	if (trackingInfo.length === 0 || hasEmpty) {
		return refuseOne(ids, {
			status: 400,
			rule: "invalid-request",
			code: "TRACKING.TRACKINGNUMBER.EMPTY",
			message: "A tracking number is missing.",
		});
	}
	const completeTrackResults = trackingInfo.map((info) => {
		const trackingNumber = info.trackingNumberInfo.trackingNumber ?? "";
		return { trackingNumber, trackResults: [toResult(parts, info, includeDetailedScans)] };
	});
	return succeed(ids, { completeTrackResults });
}

function toResult(parts: FedexTwinParts, info: TrackingInfoWire, hasScans: boolean) {
	const trackingNumber = info.trackingNumberInfo.trackingNumber ?? "";
	const found = parts.shipments.findPiece(trackingNumber);
	const dates = { begin: info.shipDateBegin, end: info.shipDateEnd };
	if (found === undefined || !isVisible(parts, found.shipment, dates)) {
		return { trackingNumberInfo: { trackingNumber }, error: notFound() };
	}
	const { exceptionShare } = parts.settings.all();
	const moment = { now: parts.clock.now(), exceptionShare, hasScans };
	return toTrackResult(found.shipment, found.piece, moment);
}
