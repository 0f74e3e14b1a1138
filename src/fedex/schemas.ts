import { z } from "zod";

/** The parts of FedEx's answers that are used; unknown fields pass. What is optional to us may be of any shape. */

const alertSchema = z.object({ code: z.string(), message: z.string().default("") });
const alertsSchema = z.array(alertSchema).optional().catch(undefined);

const amountSchema = z.coerce.number().nonnegative().optional().catch(undefined);

const documentSchema = z.object({
	contentType: z.string().default("DOCUMENT"),
	docType: z.string().optional(),
	encodedLabel: z.string().optional(),
});

export type DocumentWire = z.infer<typeof documentSchema>;

const pieceSchema = z.object({
	trackingNumber: z.string().min(1),
	masterTrackingNumber: z.string().optional(),
	packageSequenceNumber: z.int().positive().optional().catch(undefined),
	netChargeAmount: amountSchema,
	currency: z.string().optional().catch(undefined),
	packageDocuments: z.array(documentSchema).default([]),
});

export type PieceWire = z.infer<typeof pieceSchema>;

const rateSchema = z.object({
	rateType: z.string().default(""),
	totalNetCharge: amountSchema,
	currency: z.string().optional(),
});

const ratingSchema = z.object({ shipmentRateDetails: z.array(rateSchema).default([]) });

const completedSchema = z
	.object({ shipmentRating: ratingSchema.optional() })
	.optional()
	.catch(undefined);

const transactionShipmentSchema = z.object({
	masterTrackingNumber: z.string().min(1).optional(),
	pieceResponses: z.array(pieceSchema).default([]),
	shipmentDocuments: z.array(documentSchema).default([]),
	completedShipmentDetail: completedSchema,
	alerts: alertsSchema,
});

export type TransactionShipmentWire = z.infer<typeof transactionShipmentSchema>;

export const shipAnswerSchema = z.object({
	transactionId: z.string().default(""),
	customerTransactionId: z.string().nullable().default(null),
	output: z.object({
		transactionShipments: z.array(transactionShipmentSchema).default([]),
		alerts: alertsSchema,
	}),
});

/** What is answered while a job makes the shipment. */
export const jobAnswerSchema = z.object({
	output: z.object({
		jobId: z.string().min(1).optional(),
		transactionShipments: z.array(z.unknown()).default([]),
	}),
});

const errorSchema = z.object({
	code: z.string().min(1),
	message: z.string().default(""),
	parameterList: z
		.array(z.object({ key: z.string().default(""), value: z.string().default("") }))
		.default([])
		.catch([]),
});

export type ErrorWire = z.infer<typeof errorSchema>;

export const errorAnswerSchema = z.object({ errors: z.array(errorSchema).min(1) });

export const tokenAnswerSchema = z.object({
	access_token: z.string().min(1),
	expires_in: z.coerce.number().int().positive(),
});

/** Parses a text as JSON of that shape; the path of the first mismatch when it is something else. */
export function parseAnswer<T>(
	schema: z.ZodType<T>,
	text: string,
): { ok: true; value: T } | { ok: false; path: string } {
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch {
		// Half an answer or a page of HTML: that it is no JSON is all there is to say.
		return { ok: false, path: "not JSON" };
	}
	const parsed = schema.safeParse(json);
	return parsed.success
		? { ok: true, value: parsed.data }
		: { ok: false, path: parsed.error.issues[0]?.path.join(".") ?? "" };
}
