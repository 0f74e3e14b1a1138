import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { createObjectStore } from "../../src/db/object-store.ts";
import type { CallBudget } from "../../src/durable-objects/call-budget.ts";
import { measure } from "./measure.ts";
import { runWorld } from "./run-world.ts";
import { callsOf, SLICES } from "./slice.ts";
import recorded from "./slices.json" with { type: "json" };
import { createWorld } from "./world.ts";

const MINUTES_MAX = 60;
const given = (env as unknown as { SIMULATE_SLICE: string }).SIMULATE_SLICE;
const name = given === "full" ? "full" : "small";
const budgets = env.CALL_BUDGETS as unknown as DurableObjectNamespace<CallBudget>;

let now = () => 0;

beforeEach(() => {
	// The clock that Durable Objects ask for.
	vi.spyOn(globalThis, "fetch").mockImplementation(() =>
		Promise.resolve(Response.json({ offsetMs: now() - Date.now() })),
	);
});

describe("a slice of the simulation", () => {
	it(
		"costs in workerd what it costs in Node",
		async () => {
			const scenario = SLICES[name];
			if (scenario === undefined) {
				throw new Error(`there is no slice ${name}`);
			}
			const world = await createWorld(scenario, {
				d1: env.DB,
				objects: createObjectStore(env.DOCUMENTS),
				keeperOf: (division) => budgets.getByName(`con_1:${division}`),
			});
			now = () => world.time.now();
			await runWorld(world);
			expect(callsOf(await measure(world))).toEqual(recorded[name]);
		},
		MINUTES_MAX * 60_000,
	);
});
