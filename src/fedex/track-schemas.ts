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

const trackResultSchema = z.object({
	trackingNumberInfo: z.object({ trackingNumberUniqueId: text }).optional().catch(undefined),
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

export type TrackAnswerWire = z.infer<typeof trackAnswerSchema>;
