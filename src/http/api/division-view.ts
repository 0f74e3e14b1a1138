import { z } from "@hono/zod-openapi";

import { forEachLimited } from "../../lib/concurrency.ts";
import { divisionSettingsSchema } from "../../shipping/division-settings.ts";
import { LIMITS } from "../../shipping/limits.ts";
import type { Division } from "../../shipping/stores.ts";
import type { HttpContext } from "../context.ts";
import { toInstantOrNull } from "./route-parts.ts";
import { instantSchema } from "./schemas.ts";

const budgetSchema = z.object({
	minuteLeft: z.int().nullable(),
	dayLeft: z.int().nullable(),
	dayForecastEndsAt: instantSchema.nullable().openapi({
		description: "When the day's calls end at today's pace; null when they last.",
	}),
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
	return divisionView(division, budgets.get(division.id), c.var.services.clock.now());
}

export function divisionView(
	division: Division,
	budget: Budget | undefined,
	now: number,
): DivisionView {
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
		budget: {
			minuteLeft: budget?.minuteLeft ?? null,
			dayLeft: budget?.dayLeft ?? null,
			dayForecastEndsAt: toInstantOrNull(budget === undefined ? null : forecastEnd(budget, now)),
		},
	};
}

/** Straight on from what the day used so far; null when that lasts until the reset. */
export function forecastEnd(budget: Budget, now: number): number | null {
	const used = budget.dayLimit - budget.dayLeft;
	const elapsedMs = now - (budget.dayResetAt - LIMITS.day);
	if (used <= 0 || elapsedMs <= 0) {
		return null;
	}
	const endsAt = now + Math.round((budget.dayLeft * elapsedMs) / used);
	return endsAt < budget.dayResetAt ? endsAt : null;
}
