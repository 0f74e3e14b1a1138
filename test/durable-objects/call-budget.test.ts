import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it, vi } from "vitest";

import type { CallBudget } from "../../src/durable-objects/call-budget.ts";

const budgets = env.CALL_BUDGETS as unknown as DurableObjectNamespace<CallBudget>;
const NOW = Date.UTC(2026, 10, 23, 9, 30, 20);
const label = { lane: "label", isWrite: false } as const;

beforeEach(() => {
	vi.spyOn(Date, "now").mockReturnValue(NOW);
	vi.spyOn(globalThis, "fetch").mockImplementation(async () => Response.json({ offsetMs: 0 }));
});

describe("the budget of a division", () => {
	it("never grants more than the minute holds, however many ask at once", async () => {
		const budget = budgets.getByName("parallel");
		const grants = await Promise.all(
			Array.from({ length: 20 }, () => budget.reserve({ count: 5, ...label })),
		);
		expect(grants.reduce((sum, { granted }) => sum + granted, 0)).toBe(60);
	});

	it("remembers after an eviction what was granted and what Exact said", async () => {
		const budget = budgets.getByName("evicted");
		await budget.reserve({ count: 10, ...label });
		await budget.report({
			status: 200,
			minute: { limit: 60, remaining: 45, resetAt: Date.UTC(2026, 10, 23, 9, 31) },
			day: { limit: 9_000, remaining: 8_000, resetAt: Date.UTC(2026, 10, 24) },
		});
		await evictDurableObject(budget);
		expect(await budget.snapshot()).toEqual({
			minuteLeft: 45,
			dayLeft: 8_000,
			minuteLimit: 60,
			dayLimit: 9_000,
			dayResetAt: Date.UTC(2026, 10, 24),
			closedUntil: null,
			callsToday: { read: 10, write: 0 },
		});
	});

	it("stays closed after an eviction", async () => {
		const budget = budgets.getByName("closed");
		await budget.report({ status: 429, minute: null, day: null });
		await evictDurableObject(budget);
		expect(await budget.reserve({ count: 1, ...label })).toEqual({
			granted: 0,
			retryAt: Date.UTC(2026, 10, 23, 10),
		});
	});
});
