import { z } from "zod";

import { isRegion } from "../regions.ts";

const regionSchema = z.string().refine(isRegion, "not a country site");
const scopesSchema = z.record(z.string(), z.enum(["read", "manage"]));
const countSchema = z.int().min(0);

export const clockSchema = z.union([
	z.strictObject({ advanceMs: z.number().min(0) }),
	z.strictObject({ to: z.iso.datetime({ offset: true }) }),
	/** To the next instant at which the Worker wants work. */
	z.strictObject({ next: z.literal(true) }),
]);

const instantSchema = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

/** `due` of the Worker's status, and the instant at which that was so. */
export const dueSchema = z.strictObject({
	at: instantSchema,
	nextAt: instantSchema.nullable(),
	leasedUntil: instantSchema.nullable(),
	now: countSchema,
});

export const limitsSchema = z.strictObject({
	minute: countSchema.exactOptional(),
	day: countSchema.exactOptional(),
	errors: countSchema.exactOptional(),
	tokenCalls: countSchema.exactOptional(),
	licenceDay: countSchema.nullable().exactOptional(),
});

export const faultsSchema = z.strictObject({
	seed: z.int().optional(),
	faults: z.array(
		z.strictObject({
			operation: z.string(),
			kind: z.enum([
				"cut-before",
				"cut-after",
				"status-before",
				"status-after",
				"half",
				"html",
				"slow",
			]),
			rate: z.number().min(0).max(1).default(1),
			times: z.int().min(0).exactOptional(),
			status: z.int().exactOptional(),
			delayMs: z.number().exactOptional(),
			headers: z.record(z.string(), z.string()).exactOptional(),
			body: z.string().exactOptional(),
		}),
	),
});

export const newOrdersSchema = z.strictObject({
	region: regionSchema,
	division: z.int(),
	count: z.int().min(1).max(10_000).default(1),
	/** Their transaction stays open until it is committed: they have row versions already, and are not seen. */
	isUncommitted: z.boolean().default(false),
});

export const consentSchema = z.strictObject({ region: regionSchema, clientId: z.string() });

export const appSchema = z.strictObject({
	region: regionSchema,
	clientId: z.string(),
	clientSecret: z.string().exactOptional(),
	redirectUris: z.array(z.string()).exactOptional(),
	webhookSecret: z.string().exactOptional(),
	scopes: scopesSchema.exactOptional(),
	divisions: z.array(z.int()).exactOptional(),
});

export const userSchema = z.strictObject({
	region: regionSchema,
	divisions: z.array(z.int()).exactOptional(),
	currentDivision: z.int().exactOptional(),
	deniedRights: z.array(z.string()).exactOptional(),
});
