import { z } from "@hono/zod-openapi";

import type { listMailsOf } from "../../db/customer-mails.ts";
import type { ListedShipment } from "../../db/list-shipments.ts";
import type { ListedTrackingEvent } from "../../db/list-tracking-events.ts";
import type {
	listAttempts,
	listDocuments,
	listPackages,
	listReturns,
	listShipmentLines,
	listWriteBacks,
} from "../../db/shipment-parts.ts";
import { MAIL_KINDS, MAIL_STATES } from "../../shipping/model/customer-mails.ts";
import type { AddressCheck } from "../../shipping/model/order.ts";
import { ATTEMPT_STATES, SHIPMENT_STATUSES } from "../../shipping/model/shipment-states.ts";
import { TRACKING_STATES } from "../../shipping/model/tracking-states.ts";
import { WRITE_BACK_STATES } from "../../shipping/model/write-back-states.ts";
import { SHIPMENT_KINDS } from "../../shipping/ports/returns.ts";
import { trackingUrl } from "../../shipping/write-back/document-text.ts";
import { lookReason } from "./look-reason.ts";
import { toAddressCheck, toDecision, toInstant, toInstantOrNull } from "./route-parts.ts";
import { addressCheckSchema, decisionSchema, instantSchema, reasonSchema } from "./schemas.ts";

const orderRefSchema = z.object({ orderId: z.string(), orderNumber: z.int() });

const lineSchema = z.object({
	exactLineId: z.string(),
	lineNumber: z.int(),
	itemCode: z.string().nullable(),
	quantity: z.number(),
});

const summaryFields = {
	id: z.string(),
	divisionId: z.string(),
	orders: z.array(orderRefSchema),
	kind: z.enum(SHIPMENT_KINDS).openapi({ description: "`return`: for goods that come back." }),
	returnOf: z.string().nullable(),
	status: z.enum(SHIPMENT_STATUSES),
	trackingState: z.enum(TRACKING_STATES).nullable(),
	reason: reasonSchema.nullable(),
	decision: decisionSchema.nullable(),
	service: z.string().nullable(),
	costCentre: z.string().nullable(),
	billedTo: z.enum(["sender", "recipient", "third-party"]).nullable().openapi({
		description: "Whose FedEx account pays the transport.",
	}),
	shipDate: z.string().nullable(),
	masterTrackingNumber: z.string().nullable(),
	transactionId: z.string().nullable(),
	customerTransactionId: z.string().nullable(),
	reference: z.string().nullable(),
	charge: z.object({ amount: z.string(), currency: z.string() }).nullable(),
	packages: z.array(
		z.object({
			sequence: z.int(),
			trackingNumber: z.string().nullable(),
			weightGrams: z.int(),
			trackingState: z.enum(TRACKING_STATES).nullable(),
		}),
	),
	attempts: z.array(
		z.object({
			number: z.int(),
			reference: z.string(),
			state: z.enum(ATTEMPT_STATES),
			startedAt: instantSchema,
			endedAt: instantSchema.nullable(),
			trackingNumbers: z.array(z.string()),
			cancelledAt: instantSchema.nullable(),
			overlapSeconds: z.int().nullable().openapi({
				description:
					"How long this label and the shipment's own were both at FedEx, once it is cancelled.",
			}),
		}),
	),
	writeBack: z
		.object({
			exactDocumentId: z.string().nullable(),
			state: z.enum(WRITE_BACK_STATES),
			writtenAt: instantSchema.nullable(),
		})
		.nullable(),
	trackingUrl: z.string().nullable(),
	createdAt: instantSchema,
	labelledAt: instantSchema.nullable(),
};

export const shipmentSummarySchema = z.object(summaryFields).openapi("ShipmentSummary");

export const shipmentSchema = z
	.object({
		...summaryFields,
		orders: z.array(orderRefSchema.extend({ lines: z.array(lineSchema) })),
		addressCheck: addressCheckSchema.nullable(),
		trackingPageUrl: z.string().nullable().openapi({
			description:
				"The page that its customer follows it on; null where PUBLIC_URL is not set. Whoever has it may look.",
		}),
		returns: z
			.array(
				z.object({
					id: z.string(),
					status: z.enum(SHIPMENT_STATUSES),
					reason: reasonSchema.nullable(),
					masterTrackingNumber: z.string().nullable(),
				}),
			)
			.openapi({ description: "Labels for the way back, each a shipment of its own." }),
		mails: z
			.array(
				z.object({
					kind: z.enum(MAIL_KINDS),
					state: z.enum(MAIL_STATES),
					code: z.string().nullable(),
					at: instantSchema,
				}),
			)
			.openapi({ description: "To its customer; the code says why one was not sent." }),
		documents: z.array(
			z.object({
				id: z.string(),
				kind: z.string(),
				contentType: z.string(),
				bytes: z.int(),
			}),
		),
		events: z.array(
			z.object({
				at: instantSchema,
				code: z.string(),
				description: z.string(),
				location: z.string().nullable(),
			}),
		),
	})
	.openapi("Shipment");

type Rows<List extends (...args: never[]) => Promise<Map<string, unknown[]>>> =
	Awaited<ReturnType<List>> extends Map<string, (infer Row)[]> ? readonly Row[] : never;

type SummaryParts = {
	packages: Rows<typeof listPackages>;
	writeBacks: Rows<typeof listWriteBacks>;
	attempts: Rows<typeof listAttempts>;
};

type ShipmentParts = SummaryParts & {
	lines: Rows<typeof listShipmentLines>;
	documents: Rows<typeof listDocuments>;
	events: readonly ListedTrackingEvent[];
	addressCheck: AddressCheck | null;
	trackingPageUrl: string | null;
	returns: Awaited<ReturnType<typeof listReturns>>;
	mails: Awaited<ReturnType<typeof listMailsOf>>;
};

export function shipmentSummary(
	row: ListedShipment,
	parts: SummaryParts,
): z.infer<typeof shipmentSummarySchema> {
	const { orderId, orderNumber, chargeAmount, chargeCurrency, createdAt, labelledAt, ...rest } =
		row;
	const [writeBack] = parts.writeBacks;
	return {
		...rest,
		orders: [{ orderId, orderNumber }],
		reason: lookReason({ ...row, attempts: parts.attempts }),
		decision: toDecision(row.decision),
		charge:
			chargeAmount === null || chargeCurrency === null
				? null
				: { amount: chargeAmount, currency: chargeCurrency },
		packages: parts.packages.map(({ sequence, trackingNumber, weightGrams, trackingState }) => ({
			sequence,
			trackingNumber,
			weightGrams,
			trackingState,
		})),
		attempts: parts.attempts.map((attempt) => ({
			number: attempt.number,
			reference: attempt.reference,
			state: attempt.state,
			startedAt: toInstant(attempt.startedAt),
			endedAt: toInstantOrNull(attempt.endedAt),
			trackingNumbers: attempt.trackingNumbers ?? [],
			cancelledAt: toInstantOrNull(attempt.cancelledAt),
			overlapSeconds: attempt.overlapMs === null ? null : Math.ceil(attempt.overlapMs / 1_000),
		})),
		writeBack:
			writeBack === undefined
				? null
				: {
						exactDocumentId: writeBack.exactDocumentId,
						state: writeBack.state,
						writtenAt: toInstantOrNull(writeBack.writtenAt),
					},
		trackingUrl: row.masterTrackingNumber === null ? null : trackingUrl(row.masterTrackingNumber),
		createdAt: toInstant(createdAt),
		labelledAt: toInstantOrNull(labelledAt),
	};
}

export function shipmentView(
	row: ListedShipment,
	parts: ShipmentParts,
): z.infer<typeof shipmentSchema> {
	const lines = parts.lines.map(({ exactLineId, lineNumber, itemCode, quantity }) => ({
		exactLineId,
		lineNumber,
		itemCode,
		quantity,
	}));
	return {
		...shipmentSummary(row, parts),
		orders: [{ orderId: row.orderId, orderNumber: row.orderNumber, lines }],
		addressCheck: toAddressCheck(parts.addressCheck),
		trackingPageUrl: parts.trackingPageUrl,
		returns: parts.returns,
		mails: parts.mails.map(({ updatedAt, ...mail }) => ({ ...mail, at: toInstant(updatedAt) })),
		documents: parts.documents.map(({ id, kind, contentType, bytes }) => ({
			id,
			kind,
			contentType,
			bytes,
		})),
		events: parts.events.map(({ at, code, description, location }) => ({
			at: toInstant(at),
			code,
			description,
			location,
		})),
	};
}
