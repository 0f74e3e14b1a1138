import { z } from "zod";

/**
 * The parts of a Track answer that are used. FedEx leaves out or adds members freely, so everything but the
 * outer frame may be missing or of any shape; a part that can't be read counts as missing.
 */
const text = z.string().optional().catch(undefined);

const placeSchema = z
	.object({ city: text, stateOrProvinceCode: text, countryCode: text })
	.optional()
	.catch(undefined);

const scanSchema = z.object({
	date: text,
	eventType: text,
	eventDescription: text,
	exceptionCode: text,
	exceptionDescription: text,
	derivedStatusCode: text,
	scanLocation: placeSchema,
});

export type ScanWire = z.infer<typeof scanSchema>;

const statusSchema = z.object({ code: text, derivedCode: text }).optional().catch(undefined);

const dateSchema = z.object({ type: text, dateTime: text });

const windowSchema = z
	.object({ window: z.object({ ends: text }).optional().catch(undefined) })
	.optional()
	.catch(undefined);

/** Recorded answers have `values`, the specification has `value`. */
const identifierSchema = z.object({
	type: text,
	value: text,
	values: z.array(z.string()).optional().catch(undefined),
});

const trackResultSchema = z.object({
	trackingNumberInfo: z
		.object({ trackingNumber: text, trackingNumberUniqueId: text })
		.optional()
		.catch(undefined),
	additionalTrackingInfo: z
		.object({ packageIdentifiers: z.array(identifierSchema).optional().catch(undefined) })
		.optional()
		.catch(undefined),
	latestStatusDetail: statusSchema,
	scanEvents: z.array(scanSchema).default([]).catch([]),
	dateAndTimes: z.array(dateSchema).default([]).catch([]),
	estimatedDeliveryTimeWindow: windowSchema,
	error: z.object({ code: z.string().default("") }).optional(),
});

export type TrackResultWire = z.infer<typeof trackResultSchema>;

export const trackAnswerSchema = z.object({
	output: z.object({
		completeTrackResults: z.array(
			z.object({
				trackingNumber: z.string(),
				trackResults: z.array(trackResultSchema).default([]),
			}),
		),
	}),
});

/** The same for a search, which names no number where it found none. */
export const referenceAnswerSchema = z.object({
	output: z.object({
		completeTrackResults: z.array(
			z.object({ trackingNumber: text, trackResults: z.array(trackResultSchema).default([]) }),
		),
	}),
});

export type ReferenceAnswerWire = z.infer<typeof referenceAnswerSchema>;

export type TrackAnswerWire = z.infer<typeof trackAnswerSchema>;
