import type { Scenario } from "../scenario.ts";
import { releaseAll } from "../settle.ts";
import { addOrders } from "../twin-controls.ts";

const HOUR_MS = 3_600_000;

export const restored: Scenario = {
	name: "restored",
	part: "quick",
	load: 3,
	title:
		"D1 is put back to what it was an hour ago, after labels were bought and Documents written",
	async run(run) {
		const { world } = run;
		await world.begin({ orders: run.isLong ? 400 : 60, seed: run.seed });
		await world.copyDatabase("keep");
		await releaseAll(world);
		await run.settle();
		await addOrders(world, 4);
		await run.settle();
		await world.advance(HOUR_MS);
		await world.copyDatabase("put back");
		// The hold and the release went with it.
		await releaseAll(world);
		await run.settle();
	},
};
