import { createRoute } from "@hono/zod-openapi";

import { listDivisions } from "../../db/list-divisions.ts";
import type { PageRequest } from "../../db/page.ts";
import { listSubscriptions } from "../../db/webhooks.ts";
import { divisionSettingsSchema } from "../../shipping/model/division-settings.ts";
import { saveDivisionSettings } from "../../shipping/operate/save-division-settings.ts";
import { requireFound } from "../../shipping/refusals.ts";
import { type Api, changeOf, type HttpContext, newApi } from "../context.ts";
import { divisionSchema, divisionView, readBudgets, toDivisionView } from "./division-view.ts";
import {
	body,
	changeProblems,
	json,
	readProblems,
	secured,
	toList,
	toPage,
} from "./route-parts.ts";
import { idParams, pageOf, pageQuery } from "./schemas.ts";

const tags = ["Divisions"];

const list = createRoute({
	method: "get",
	path: "/divisions",
	tags,
	summary: "List divisions",
	...secured("read"),
	request: { query: pageQuery },
	responses: { 200: json(pageOf(divisionSchema), "A page, newest first."), ...readProblems },
});

const get = createRoute({
	method: "get",
	path: "/divisions/{id}",
	tags,
	summary: "Read a division",
	...secured("read"),
	request: { params: idParams },
	responses: { 200: json(divisionSchema, "The division."), ...readProblems },
});

const saveSettings = createRoute({
	method: "put",
	path: "/divisions/{id}/settings",
	tags,
	summary: "Replace the whole settings; the first ones put the division into hold",
	...secured("admin"),
	request: { params: idParams, body: body(divisionSettingsSchema) },
	responses: { 200: json(divisionSchema, "The division."), ...changeProblems },
});

export function divisionRoutes(): Api {
	const api = newApi();
	api.openapi(list, async (c) => {
		return c.json(await readDivisions(c, toPage(c.req.valid("query"))), 200);
	});
	api.openapi(get, async (c) => {
		const { id } = c.req.valid("param");
		const found = await c.var.services.setup.divisions.find(id);
		return c.json(await toDivisionView(c, requireFound("division", id, found)), 200);
	});
	api.openapi(saveSettings, async (c) => {
		const { setup, wakeUps } = c.var.services;
		const { id } = c.req.valid("param");
		const settings = c.req.valid("json");
		const saved = await saveDivisionSettings(id, settings, changeOf(c), { ...setup, wakeUps });
		return c.json(await toDivisionView(c, saved), 200);
	});
	return api;
}

export async function readDivisions(c: HttpContext, page: PageRequest) {
	const { db, clock } = c.var.services;
	const rows = await listDivisions(db, page);
	const shown = rows.slice(0, page.limit);
	const budgets = await readBudgets(c, shown);
	const webhooks = await listSubscriptions(
		db,
		shown.map((row) => row.id),
	);
	return toList(
		rows,
		page,
		(row) => divisionView(row, { budget: budgets.get(row.id), webhooks, now: clock.now() }),
		(row) => row.id,
	);
}
