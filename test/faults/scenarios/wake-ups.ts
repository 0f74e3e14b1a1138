import type { Scenario } from "../scenario.ts";
import { releaseAll } from "../settle.ts";
import { addOrders } from "../twin-controls.ts";

export const wakeUps: Scenario = {
	name: "wake-ups",
	part: "quick",
	load: 1,
	title: "every wake-up delivered twice, after the one sent later, and one in ten lost",
	async run(run) {
		await run.world.begin({ orders: run.isLong ? 1_250 : 60, seed: run.seed });
		await run.world.setPlan({ seed: run.seed, rules: [], wakeUps: { lost: 0.1 } });
		await releaseAll(run.world);
		await run.settle();
		await addOrders(run.world, run.isLong ? 50 : 5);
		await run.settle();
	},
};
