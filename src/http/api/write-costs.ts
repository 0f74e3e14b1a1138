import { createRoute, z } from "@hono/zod-openapi";

import { readVolume } from "../../db/list-volume.ts";
import { addDays, utcDay } from "../../lib/days.ts";
import { followsDeliveries } from "../../shipping/model/division-settings.ts";
import { LIMITS } from "../../shipping/model/limits.ts";
import { busiestDayRuns } from "../../shipping/model/schedule.ts";
import { writeCosts } from "../../shipping/model/write-costs.ts";
import type { Division } from "../../shipping/ports/divisions.ts";
import { requireFound } from "../../shipping/refusals.ts";
import { type Api, type HttpContext, newApi } from "../context.ts";
import { json, readProblems, secured } from "./route-parts.ts";
import { idParams } from "./schemas.ts";

const DAYS = 28;
/** A reading of the feed of Documents, and one question for what it does not show. */
const CALLS_AT_NIGHT = 2;
/** Before anything arrived: the states of a parcel that goes well, and a scan at every hub. */
const USUAL = { milestonesEach: 3, newsEach: 8 };

const costsSchema = z
	.object({
		days: z.int(),
		measured: z.boolean().openapi({
			description: "False before any parcel arrived: then usual numbers stand for its scans.",
		}),
		labelsOnBusiestDay: z.int(),
		milestonesEach: z.number(),
		newsEach: z.number(),
		readsADay: z.int(),
		policies: z.array(
			z.object({
				policy: z.enum(["end-state", "milestones", "every-scan"]),
				attachLabel: z.boolean(),
				isChosen: z.boolean(),
				callsEach: z.number(),
				callsOnBusiestDay: z.int(),
				shareOfDay: z.number(),
				shareOfLicence: z.number(),
				labelsUntilDayEnds: z.int(),
				labelsUntilLicenceEnds: z.int(),
			}),
		),
	})
	.openapi("WriteCosts");

export type WriteCostsView = z.infer<typeof costsSchema>;

const get = createRoute({
	method: "get",
	path: "/divisions/{id}/write-costs",
	tags: ["Divisions"],
	summary: "What each policy of writing to Exact would cost of its calls",
	...secured("read"),
	request: { params: idParams },
	responses: { 200: json(costsSchema, "By policy."), ...readProblems },
});

export function writeCostRoutes(): Api {
	const api = newApi();
	api.openapi(get, async (c) => {
		const { id } = c.req.valid("param");
		const found = await c.var.services.setup.divisions.find(id);
		return c.json(await readWriteCosts(c, requireFound("division", id, found)), 200);
	});
	return api;
}

export async function readWriteCosts(c: HttpContext, division: Division): Promise<WriteCostsView> {
	const { db, clock } = c.var.services;
	const now = clock.now();
	const { settings } = division;
	const fromDay = addDays(utcDay(now), -DAYS);
	const volume = await readVolume(db, division.id, fromDay);
	const polls = settings === null ? 0 : busiestDayRuns(settings.schedule, settings.timeZone, now);
	const each =
		LIMITS.exactCallsPerPoll +
		(settings !== null && followsDeliveries(settings) ? LIMITS.exactCallsForDeliveries : 0);
	const isMeasured = volume.shipments > 0;
	const measured = {
		labelsOnBusiestDay: volume.labelsOnBusiestDay,
		milestonesEach: isMeasured ? volume.milestones / volume.shipments : USUAL.milestonesEach,
		newsEach: isMeasured ? volume.news / volume.shipments : USUAL.newsEach,
		readsADay: polls * each + CALLS_AT_NIGHT,
		goodsDelivery: settings?.writeBack.goodsDelivery ?? ("none" as const),
	};
	const chosen = settings?.writeBack;
	return {
		days: DAYS,
		measured: isMeasured,
		labelsOnBusiestDay: measured.labelsOnBusiestDay,
		milestonesEach: measured.milestonesEach,
		newsEach: measured.newsEach,
		readsADay: measured.readsADay,
		policies: writeCosts(measured).map((cost) => ({
			...cost,
			isChosen: cost.policy === chosen?.policy && cost.attachLabel === chosen.attachLabel,
		})),
	};
}
