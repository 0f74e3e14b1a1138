import { readdirSync, readFileSync } from "node:fs";

import { createBudgetKeeper } from "./budget-keeper.ts";
import { openD1OnNode } from "./d1-on-node.ts";
import { measure, type Outcome } from "./measure.ts";
import { createMemoryObjects } from "./memory-objects.ts";
import { runWorld } from "./run-world.ts";
import { createWorld, type Scenario } from "./world.ts";

/** The scenario on SQLite in this process, with every migration applied. */
export async function simulateInNode(
	scenario: Scenario,
	onDay: (line: string) => void = () => undefined,
): Promise<Outcome> {
	const { d1, sqlite } = openD1OnNode();
	try {
		for (const file of readdirSync("migrations")
			.filter((name) => name.endsWith(".sql"))
			.toSorted()) {
			sqlite.exec(readFileSync(`migrations/${file}`, "utf8"));
		}
		const world = await createWorld(scenario, {
			d1,
			objects: createMemoryObjects(),
			keeperOf: (_name, now) => createBudgetKeeper(now),
		});
		const startedAt = performance.now();
		await runWorld(world, (day, now) => {
			const { creates, trackCalls } = world.fedex.counted;
			const seconds = Math.round((performance.now() - startedAt) / 1_000);
			onDay(
				`day ${day + 1}, ${new Date(now).toISOString().slice(0, 10)}: ${creates} labels, ` +
					`${trackCalls} Track calls, ${world.exact.documents.size} Documents (${seconds} s)`,
			);
		});
		return await measure(world);
	} finally {
		sqlite.close();
	}
}
