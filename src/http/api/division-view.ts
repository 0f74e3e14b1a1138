import { z } from "@hono/zod-openapi";

import { listSubscriptions } from "../../db/webhooks.ts";
import { forEachLimited } from "../../lib/concurrency.ts";
import type { Lane } from "../../shipping/model/call-lanes.ts";
import { divisionSettingsSchema } from "../../shipping/model/division-settings.ts";
import { LIMITS } from "../../shipping/model/limits.ts";
import { SUBSCRIPTION_STATES } from "../../shipping/model/subscription-states.ts";
import type { Division } from "../../shipping/ports/divisions.ts";
import type { Subscription } from "../../shipping/ports/webhooks.ts";
import type { HttpContext } from "../context.ts";
import { toInstantOrNull } from "./route-parts.ts";
import { instantSchema, reasonSchema } from "./schemas.ts";

const budgetSchema = z.object({
	minuteLeft: z.int().nullable(),
	dayLeft: z.int().nullable(),
	dayForecastEndsAt: instantSchema.nullable().openapi({
		description: "When the day's calls end at today's pace; null when they last.",
	}),
});

const webhookSchema = z.object({
	topic: z.string(),
	state: z.enum(SUBSCRIPTION_STATES),
	reason: reasonSchema.nullable(),
});

const pollProblemSchema = z.object({
	code: z.string(),
	message: z.string(),
	remedy: z.string(),
});

export const divisionSchema = z
	.object({
		id: z.string(),
		connectionId: z.string(),
		region: z.string(),
		code: z.int(),
		name: z.string(),
		country: z.string(),
		currency: z.string(),
		mode: z.enum(["off", "hold", "shadow", "live"]),
		pausedAt: instantSchema.nullable(),
		settings: divisionSettingsSchema.nullable(),
		nextPollAt: instantSchema.nullable(),
		lastPollAt: instantSchema.nullable(),
		pollProblem: pollProblemSchema.nullable().openapi({
			description: "Why the last try to read the division failed; null while it goes well.",
		}),
		webhooks: z.array(webhookSchema).openapi({
			description: "What Exact is to tell at once; without it the schedule reads.",
		}),
		budget: budgetSchema,
	})
	.openapi("Division");

export type DivisionView = z.infer<typeof divisionSchema>;

export type Budget = {
	minuteLeft: number;
	dayLeft: number;
	dayLimit: number;
	dayResetAt: number;
	callsToday: { read: number; write: number };
	waitingLanes: Lane[];
	restingEndpoints: { endpoint: string; until: number }[];
};

/** What is left of Exact's calls, by division. One that can't be asked is left out: it must not fail a list. */
export async function readBudgets(
	c: HttpContext,
	divisions: readonly Pick<Division, "id" | "connectionId" | "code">[],
): Promise<Map<string, Budget>> {
	const found = new Map<string, Budget>();
	await forEachLimited(divisions, LIMITS.callsAtOnce, async (division) => {
		try {
			found.set(division.id, await c.var.services.callBudget(division).snapshot());
		} catch (error) {
			c.var.log.error("budget.not_read", error, { divisionId: division.id });
		}
	});
	return found;
}

export async function toDivisionView(c: HttpContext, division: Division): Promise<DivisionView> {
	const budgets = await readBudgets(c, [division]);
	const webhooks = await listSubscriptions(c.var.services.db, [division.id]);
	return divisionView(division, {
		budget: budgets.get(division.id),
		webhooks,
		now: c.var.services.clock.now(),
	});
}

export function divisionView(
	division: Division,
	beside: { budget: Budget | undefined; webhooks: readonly Subscription[]; now: number },
): DivisionView {
	const { budget, webhooks, now } = beside;
	const { id, connectionId, region, code, name, country, currency, mode, settings } = division;
	return {
		id,
		connectionId,
		region,
		code,
		name,
		country,
		currency,
		mode,
		pausedAt: toInstantOrNull(division.pausedAt),
		settings,
		nextPollAt: toInstantOrNull(division.pollDueAt),
		lastPollAt: toInstantOrNull(division.lastPollAt),
		pollProblem: toPollProblem(division),
		webhooks: webhooks
			.filter((webhook) => webhook.divisionId === id)
			.map(({ topic, state, reason }) => ({ topic, state, reason })),
		budget: {
			minuteLeft: budget?.minuteLeft ?? null,
			dayLeft: budget?.dayLeft ?? null,
			dayForecastEndsAt: toInstantOrNull(budget === undefined ? null : forecastEnd(budget, now)),
		},
	};
}

function toPollProblem({ pollProblem }: Division): DivisionView["pollProblem"] {
	if (pollProblem === null) {
		return null;
	}
	const { code, message, remedy } = pollProblem;
	return { code, message, remedy };
}

/** A day begins with what comes once, such as the sweep of the last days: that alone is no pace. */
const PACE_MIN_MS = LIMITS.hour;

/** Straight on from what the day used so far; null when that lasts until the reset. */
export function forecastEnd(
	budget: Pick<Budget, "dayLimit" | "dayLeft" | "dayResetAt">,
	now: number,
): number | null {
	const used = budget.dayLimit - budget.dayLeft;
	const elapsedMs = now - (budget.dayResetAt - LIMITS.day);
	if (used <= 0 || elapsedMs < 0) {
		return null;
	}
	const endsAt = now + Math.round((budget.dayLeft * Math.max(elapsedMs, PACE_MIN_MS)) / used);
	return endsAt < budget.dayResetAt ? endsAt : null;
}
