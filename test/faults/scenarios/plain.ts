import type { Scenario } from "../scenario.ts";
import { releaseAll } from "../settle.ts";

export const plain: Scenario = {
	name: "plain",
	part: "quick",
	load: 1,
	title: "nothing goes wrong",
	async run(run) {
		await run.world.begin({ orders: run.isLong ? 1_250 : 60, seed: run.seed });
		await releaseAll(run.world);
		await run.settle();
	},
};
