import { z } from "@hono/zod-openapi";

import { DECISION_CHOICES } from "../../shipping/model/decision.ts";

/** Parts that several resources of the API share, as they stand in its document. */

export const instantSchema = z.iso.datetime();

export const problemSchema = z
	.object({
		type: z.string(),
		title: z.string(),
		status: z.int(),
		detail: z.string(),
		code: z.string().openapi({ example: "division.not_read" }),
		requestId: z.string(),
		errors: z.array(z.object({ field: z.string(), message: z.string(), remedy: z.string() })),
	})
	.openapi("Problem");

/** Why something is not ready or not shipped: the field as its owner names it, and what to do. */
export const reasonSchema = z
	.object({ code: z.string(), field: z.string(), message: z.string(), remedy: z.string() })
	.openapi("Reason");

/** What a person has to decide; the work goes on as it is until then. */
export const decisionSchema = z
	.object({
		code: z.string(),
		message: z.string(),
		remedy: z.string(),
		choices: z.array(z.enum(DECISION_CHOICES)),
		cause: z.string().openapi({ description: "What it is about, to be sent with the answer." }),
		at: instantSchema,
	})
	.openapi("Decision");

/** What FedEx said of a delivery address, where the division has addresses checked. */
export const addressCheckSchema = z
	.object({
		isResolved: z.boolean().openapi({ description: "Whether FedEx knows the address." }),
		isResidential: z.boolean().nullable().openapi({ description: "Null where it can't tell." }),
		checkedAt: instantSchema,
	})
	.openapi("AddressCheck");

export const idParams = z.object({ id: z.string().openapi({ param: { name: "id", in: "path" } }) });

export const pageQuery = z.object({
	limit: z.coerce.number().int().min(1).max(200).default(50),
	cursor: z.string().min(1).max(100).optional(),
});

/** An instant, or a date that stands for its beginning in UTC; milliseconds inside. */
export const instantQuery = z
	.union([z.iso.datetime({ offset: true }), z.iso.date()], {
		error: "is not an instant such as 2026-11-30T09:00:00Z, or a date such as 2026-11-30",
	})
	.transform((text) => Date.parse(text));

export const filterText = z.string().trim().min(1).max(100);

export const idempotencyHeader = z.object({
	"idempotency-key": z.string().optional().openapi({
		description: "1 to 200 printable characters; the first answer to a key is given again.",
	}),
});

export function pageOf<T extends z.ZodType>(item: T) {
	return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}
