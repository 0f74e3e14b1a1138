import type { Context, Hono } from "hono";
import { z } from "zod";

import type { Fault } from "../twin/faults.ts";
import type { FedexTwinParts } from "./parts.ts";
import { readJson } from "./read-json.ts";
import type { FedexTwinSettings } from "./settings.ts";

const faultsSchema = z.strictObject({
	seed: z.number().int().optional(),
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
			rate: z.number().min(0).max(1),
			times: z.number().int().min(0).optional(),
			status: z.number().int().min(200).max(599).optional(),
			delayMs: z.number().min(0).optional(),
			headers: z.record(z.string(), z.string()).optional(),
			body: z.string().optional(),
		}),
	),
});

const settingsSchema = z.strictObject({
	latencyMs: z.number().min(0).optional(),
	lookupDelayMs: z.number().min(0).optional(),
	requestsPerTenSeconds: z.number().int().min(0).optional(),
	trackCallsPerDay: z.number().int().min(0).optional(),
	quotePercent: z.int().min(1).max(1_000).optional(),
	pickupAfterMs: z.number().min(0).optional(),
	exceptionShare: z.number().min(0).max(1).optional(),
	jobMs: z.number().min(0).optional(),
	jobOutcome: z.enum(["made", "refused", "torn"]).optional(),
});

const projectsSchema = z.strictObject({
	projects: z.array(
		z.strictObject({
			clientId: z.string().min(1),
			clientSecret: z.string().min(1),
			apis: z.array(z.enum(["ship", "track"])),
			accounts: z.array(z.string().regex(/^\d{9}$/)),
			labelValidated: z.boolean(),
		}),
	),
	accounts: z
		.array(z.strictObject({ accountNumber: z.string(), countryCode: z.string().length(2) }))
		.optional(),
});

/** Faults, settings and projects: read with GET, set with PUT. */
export function addControlRoutes(app: Hono, parts: FedexTwinParts): void {
	app.get("/_twin/faults", (context) => context.json({ faults: parts.faults.list() }));
	app.put("/_twin/faults", async (context) => {
		const asked = faultsSchema.safeParse(await readJson(context.req.raw));
		if (!asked.success) {
			return refuse(context, asked.error);
		}
		parts.faults.replace(asked.data.faults.map(dropUndefined<Fault>), asked.data.seed);
		return context.json({ faults: parts.faults.list() });
	});
	app.get("/_twin/settings", (context) => context.json(parts.settings.all()));
	app.put("/_twin/settings", async (context) => {
		const asked = settingsSchema.safeParse(await readJson(context.req.raw));
		return asked.success
			? context.json(parts.settings.change(dropUndefined<Partial<FedexTwinSettings>>(asked.data)))
			: refuse(context, asked.error);
	});
	app.get("/_twin/projects", (context) => context.json({ projects: parts.projects.list() }));
	app.put("/_twin/projects", async (context) => {
		const asked = projectsSchema.safeParse(await readJson(context.req.raw));
		if (!asked.success) {
			return refuse(context, asked.error);
		}
		for (const project of asked.data.projects) {
			parts.projects.save(project);
		}
		for (const account of asked.data.accounts ?? []) {
			parts.projects.saveAccount(account);
		}
		return context.json({ projects: parts.projects.list() });
	});
}

function refuse(context: Context, error: z.ZodError) {
	return context.json({ error: z.prettifyError(error) }, 400);
}

/** Parsed JSON holds no undefined, which the parser's types can't say. */
function dropUndefined<T>(value: { [K in keyof T]: T[K] | undefined }): T {
	const kept = Object.entries(value).filter(([, each]) => each !== undefined);
	return Object.fromEntries(kept) as T;
}
