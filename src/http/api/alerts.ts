import { createRoute, z } from "@hono/zod-openapi";

import { listOpenAlerts } from "../../db/alerts.ts";
import { ALERT_KINDS, alertSettingsSchema } from "../../shipping/model/alerts.ts";
import { type Api, changeOf, type HttpContext, newApi } from "../context.ts";
import { body, changeProblems, json, readProblems, secured, toInstant } from "./route-parts.ts";
import { instantSchema } from "./schemas.ts";

const tags = ["Alerts"];

/** The address of the chat is a secret: left out it stays as it is, null takes it away, and it is never told. */
export const alertsChangeSchema = alertSettingsSchema
	.extend({ chatUrl: z.url().max(500).nullable().optional() })
	.openapi("AlertSettingsChange");

const alertsSchema = z
	.object({
		mailTo: z.array(z.string()),
		kinds: z.array(z.enum(ALERT_KINDS)),
		exceptionsADay: z.int(),
		budgetPercent: z.int(),
		hasChat: z.boolean(),
		canMail: z.boolean().openapi({ description: "Whether this Worker is set up to send mails." }),
		open: z.array(
			z.object({
				key: z.string(),
				code: z.string(),
				message: z.string(),
				remedy: z.string(),
				since: instantSchema,
			}),
		),
	})
	.openapi("Alerts");

const get = createRoute({
	method: "get",
	path: "/alerts",
	tags,
	summary: "What the operator is told of, to whom, and what is open now",
	...secured("read"),
	responses: { 200: json(alertsSchema, "The alerts."), ...readProblems },
});

const put = createRoute({
	method: "put",
	path: "/alerts",
	tags,
	summary: "Save what the operator is told of, and to whom",
	...secured("admin"),
	request: { body: body(alertsChangeSchema) },
	responses: { 200: json(alertsSchema, "Saved."), ...changeProblems },
});

export function alertRoutes(): Api {
	const api = newApi();
	api.openapi(get, async (c) => c.json(await readAlerts(c), 200));
	api.openapi(put, async (c) => {
		await saveAlerts(c, c.req.valid("json"));
		return c.json(await readAlerts(c), 200);
	});
	return api;
}

export async function readAlerts(c: HttpContext): Promise<z.infer<typeof alertsSchema>> {
	const { alerts, db, mailer } = c.var.services;
	const [saved, open] = await Promise.all([alerts.findSettings(), listOpenAlerts(db)]);
	return {
		...(saved?.alerts ?? alertSettingsSchema.parse({})),
		hasChat: (saved?.chatUrl ?? null) !== null,
		canMail: mailer !== undefined,
		open: open.map(({ since, ...alert }) => ({ ...alert, since: toInstant(since) })),
	};
}

/** @throws AppError `webhook.target_refused` */
export async function saveAlerts(
	c: HttpContext,
	{ chatUrl, ...settings }: z.output<typeof alertsChangeSchema>,
): Promise<void> {
	const { alerts, outbound, wakeUps } = c.var.services;
	if (typeof chatUrl === "string") {
		outbound.checkTarget(chatUrl);
	}
	await alerts.saveSettings(settings, chatUrl, changeOf(c));
	await wakeUps.send("alerts", "all");
}
