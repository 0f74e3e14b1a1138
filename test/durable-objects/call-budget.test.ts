import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it, vi } from "vitest";

import type { CallBudget } from "../../src/durable-objects/call-budget.ts";
import type { CallState } from "../../src/exact/call-windows.ts";

const budgets = env.CALL_BUDGETS as unknown as DurableObjectNamespace<CallBudget>;
const NOW = Date.UTC(2026, 10, 23, 9, 30, 20);
const label = { lane: "label", isWrite: false } as const;

beforeEach(() => {
	vi.spyOn(Date, "now").mockReturnValue(NOW);
	vi.spyOn(globalThis, "fetch").mockImplementation(async () => Response.json({ offsetMs: 0 }));
});

describe("the budget of a division", () => {
	it("never grants more than the minute holds for a lane, however many ask at once", async () => {
		const budget = budgets.getByName("parallel");
		const grants = await Promise.all(
			Array.from({ length: 20 }, () => budget.reserve({ count: 5, ...label })),
		);
		expect(grants.reduce((sum, { granted }) => sum + granted, 0)).toBe(58);
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
			waitingLanes: [],
			restingEndpoints: [],
		});
	});

	it("stays closed after an eviction", async () => {
		const budget = budgets.getByName("closed");
		await budget.report({ status: 429, minute: null, day: null });
		await evictDurableObject(budget);
		expect(await budget.reserve({ count: 1, ...label })).toEqual({
			granted: 0,
			retryAt: Date.UTC(2026, 10, 23, 10),
			errors: {},
		});
	});

	it("remembers errors after an eviction, and tells them with every grant", async () => {
		const budget = budgets.getByName("failing");
		for (let error = 0; error < 5; error += 1) {
			await budget.countError({ endpoint: "crm/Items", status: 404 });
		}
		await evictDurableObject(budget);
		const errors = await budget.countError({ endpoint: "crm/Items", status: 401 });
		expect(errors).toEqual({
			"crm/Items": { errorsAt: Array.from({ length: 6 }, () => NOW), blockedUntil: 0 },
		});
		expect(await budget.reserve({ count: 1, ...label })).toEqual({
			granted: 1,
			retryAt: null,
			errors,
		});
		expect((await budget.snapshot()).restingEndpoints).toEqual([
			{ endpoint: "crm/Items", until: NOW + 3_600_000 },
		]);
	});

	it("takes over what an earlier version stored without errors", async () => {
		const budget = budgets.getByName("older");
		await budget.reserve({ count: 3, ...label });
		await runInDurableObject(budget, (_, state) => {
			const { errors: _errors, ...older } = state.storage.kv.get<CallState>("windows") ?? {};
			state.storage.kv.put("windows", older);
		});
		await evictDurableObject(budget);
		expect(await budget.reserve({ count: 1, ...label })).toMatchObject({ granted: 1, errors: {} });
		expect(await budget.snapshot()).toMatchObject({ callsToday: { read: 4 } });
	});
});
