import { z } from "@hono/zod-openapi";

import type { EndpointDelivery, WebhookEndpoint } from "../../db/webhook-endpoints.ts";
import { EVENT_KINDS } from "../../shipping/model/told-events.ts";
import { toInstant, toInstantOrNull } from "./route-parts.ts";
import { instantSchema } from "./schemas.ts";

export const endpointSchema = z
	.object({
		id: z.string(),
		name: z.string(),
		url: z.string(),
		kinds: z.array(z.enum(EVENT_KINDS)),
		state: z.enum(["active", "disabled"]),
		failingSince: instantSchema.nullable().openapi({
			description: "Since when it takes nothing; after a day it is disabled.",
		}),
		lastProblem: z.string().nullable(),
		lastTakenAt: instantSchema.nullable(),
		disabledAt: instantSchema.nullable(),
		createdAt: instantSchema,
	})
	.openapi("OutgoingWebhook");

export const deliverySchema = z
	.object({
		eventId: z.string(),
		type: z.enum(EVENT_KINDS),
		at: instantSchema,
		orderId: z.string(),
		orderNumber: z.int(),
		shipmentId: z.string().nullable(),
		state: z.enum(["due", "taken", "failed"]),
		tries: z.int(),
		nextTryAt: instantSchema.nullable(),
		problem: z.string().nullable(),
		takenAt: instantSchema.nullable(),
	})
	.openapi("OutgoingWebhookDelivery");

export function endpointView(row: WebhookEndpoint): z.infer<typeof endpointSchema> {
	const { id, name, url, kinds, state } = row;
	return {
		id,
		name,
		url,
		kinds,
		state,
		failingSince: toInstantOrNull(row.failingSince),
		lastProblem: row.lastCode,
		lastTakenAt: toInstantOrNull(row.lastTakenAt),
		disabledAt: toInstantOrNull(row.disabledAt),
		createdAt: toInstant(row.createdAt),
	};
}

export function deliveryView(row: EndpointDelivery): z.infer<typeof deliverySchema> {
	const { eventId, name, orderId, orderNumber, shipmentId, state } = row;
	return {
		eventId,
		type: name,
		at: toInstant(row.at),
		orderId,
		orderNumber,
		shipmentId,
		state,
		tries: row.attempts,
		nextTryAt: toInstantOrNull(row.dueAt),
		problem: row.lastCode,
		takenAt: toInstantOrNull(row.takenAt),
	};
}
