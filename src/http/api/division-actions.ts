import { createRoute, z } from "@hono/zod-openapi";

import { holdDivision } from "../../shipping/operate/hold-division.ts";
import { pauseDivision, pauseEverything } from "../../shipping/operate/pause.ts";
import { pollNow } from "../../shipping/operate/poll-now.ts";
import { releaseDivision } from "../../shipping/operate/release-division.ts";
import { type Api, changeOf, newApi } from "../context.ts";
import { releaseDeps } from "../release-deps.ts";
import { divisionSchema, toDivisionView } from "./division-view.ts";
import {
	body,
	changeProblems,
	json,
	secured,
	securedOnce,
	toInstantOrNull,
} from "./route-parts.ts";
import { idParams, idempotencyHeader, instantSchema } from "./schemas.ts";

const tags = ["Divisions"];

const poll = createRoute({
	method: "post",
	path: "/divisions/{id}/poll",
	tags,
	summary: "Read the division now",
	...securedOnce("operate"),
	request: { params: idParams, headers: idempotencyHeader },
	responses: { 202: json(z.object({ pollId: z.string() }), "Asked for."), ...changeProblems },
});

const release = createRoute({
	method: "post",
	path: "/divisions/{id}/release",
	tags,
	summary: "Go live with the ticked orders of the preview",
	...secured("operate"),
	request: {
		params: idParams,
		body: body(
			z
				.strictObject({
					mode: z.enum(["live", "shadow"]),
					orders: z.union([z.literal("all"), z.array(z.string().min(1).max(60)).max(10_000)], {
						error: 'is "all" or a list of order ids',
					}),
				})
				.openapi("Release"),
		),
	},
	responses: { 200: json(divisionSchema, "The division."), ...changeProblems },
});

const action = (verb: "pause" | "resume" | "hold", summary: string) =>
	createRoute({
		method: "post",
		path: `/divisions/{id}/${verb}`,
		tags,
		summary,
		...secured("operate"),
		request: { params: idParams },
		responses: { 200: json(divisionSchema, "The division."), ...changeProblems },
	});

const everything = (verb: "pause" | "resume", summary: string) =>
	createRoute({
		method: "post",
		path: `/${verb}`,
		tags: ["Status"],
		summary,
		...secured("operate"),
		responses: {
			200: json(z.object({ pausedAt: instantSchema.nullable() }), "How it stands now."),
			...changeProblems,
		},
	});

export function divisionActionRoutes(): Api {
	const api = newApi();
	api.openapi(poll, async (c) => {
		const { clock, divisions, orders, wakeUps } = c.var.services;
		const { id } = c.req.valid("param");
		return c.json(await pollNow(id, clock.now(), { divisions, orders, wakeUps }), 202);
	});
	api.openapi(release, async (c) => {
		const { id } = c.req.valid("param");
		const opening = c.req.valid("json");
		const released = await releaseDivision(id, opening, changeOf(c), releaseDeps(c));
		return c.json(await toDivisionView(c, released), 200);
	});
	api.openapi(action("hold", "Ship nothing until it is released again"), async (c) => {
		const { setup } = c.var.services;
		const { id } = c.req.valid("param");
		const held = await holdDivision(id, changeOf(c), setup.divisions);
		return c.json(await toDivisionView(c, held), 200);
	});
	for (const verb of ["pause", "resume"] as const) {
		const isPaused = verb === "pause";
		const one = isPaused ? "Stop a division for now" : "Let a division go on";
		api.openapi(action(verb, one), async (c) => {
			const { setup, wakeUps } = c.var.services;
			const { id } = c.req.valid("param");
			const deps = { divisions: setup.divisions, wakeUps };
			const division = await pauseDivision(id, isPaused, changeOf(c), deps);
			return c.json(await toDivisionView(c, division), 200);
		});
		const all = isPaused ? "Stop everything for now" : "Let everything go on";
		api.openapi(everything(verb, all), async (c) => {
			const { system } = c.var.services.setup;
			const { pausedAt } = await pauseEverything(isPaused, changeOf(c), system);
			return c.json({ pausedAt: toInstantOrNull(pausedAt) }, 200);
		});
	}
	return api;
}
