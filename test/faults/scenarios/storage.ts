import type { Scenario } from "../scenario.ts";
import { releaseAll } from "../settle.ts";
import { addOrders } from "../twin-controls.ts";
import type { FaultRule } from "../worker/plan.ts";

/** Requests of people are left alone: what is shown here is the work behind them. */
const WORK = "^(?!request|tick)";

const RULES: FaultRule[] = [
	{
		calls: `${WORK}.*: d1 `,
		when: "before",
		rate: 0.02,
		message: "D1_ERROR: D1 DB is overloaded. Too many requests queued.",
	},
	{
		calls: `${WORK}.*: d1 `,
		when: "after",
		rate: 0.02,
		message: "D1_ERROR: Network connection lost.",
	},
	{ calls: `${WORK}.*: r2 `, when: "before", rate: 0.03 },
	{ calls: `${WORK}.*: r2 `, when: "after", rate: 0.03 },
	{ calls: ": queue send", when: "before", rate: 0.2 },
	{ calls: ": queue send", when: "after", rate: 0.1 },
	{ calls: `${WORK}.*: do `, when: "before", rate: 0.02 },
	{ calls: `${WORK}.*: do `, when: "after", rate: 0.02 },
	{ calls: "^tick: d1 ", when: "before", rate: 0.1 },
];

export const storage: Scenario = {
	name: "storage",
	part: "quick",
	load: 6,
	title:
		"D1 overloaded before and its connection lost after the effect, R2, Durable Objects and send() failing before and after",
	async run(run) {
		await run.world.begin({ orders: run.isLong ? 1_250 : 60, seed: run.seed });
		await run.world.setPlan({ seed: run.seed, rules: RULES });
		await releaseAll(run.world);
		await run.settle();
		await addOrders(run.world, run.isLong ? 50 : 4);
		await run.settle();
	},
};
