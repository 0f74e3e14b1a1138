import { listAll } from "../lists.ts";
import type { Scenario } from "../scenario.ts";
import { releaseAll } from "../settle.ts";
import { readTruth } from "../truth.ts";
import { addOrders } from "../twin-controls.ts";
import type { FaultRule } from "../worker/plan.ts";

const ANSWERS = [
	{ when: "before", answer: { status: 500, body: "" } },
	{ when: "after", answer: { status: 500, body: "" } },
	{ when: "after", answer: { status: 201, body: `{"d":{"v":2}}` } },
	{
		when: "before",
		answer: {
			status: 500,
			body: `{"error":{"code":"","message":{"lang":"","value":"Invalid value: Subject"}}}`,
		},
	},
] as const;
/** A Document that never arrives is left to a person, and so is one that Exact refuses. */
const LEFT_TO_A_PERSON = [true, false, false, true];

export const badDocuments: Scenario = {
	name: "bad-documents",
	part: "quick",
	load: 2,
	title:
		"Exact answers the Documents of four numbers for good with a 500 before the effect, a 500 after it, another schema, and a 500 that names a mistake",
	async run(run) {
		const { world } = run;
		await world.begin({ orders: run.isLong ? 400 : 60, seed: run.seed });
		const { orders } = await readTruth();
		const ready = orders.filter(({ expected }) => expected.kind === "ready");
		const numbers = [...new Set(ready.map(({ orderNumber }) => orderNumber))].slice(2, 6);
		const rules = numbers.map((orderNumber, at): FaultRule => ({
			calls: "exact POST .*/documents/Documents$",
			bodyHolds: `"SalesOrderNumber":${orderNumber}`,
			rate: 1,
			...(ANSWERS[at] ?? ANSWERS[0]),
		}));
		await world.setPlan({ seed: run.seed, rules });
		await releaseAll(world);
		await run.settle();
		// What comes later shows that Exact takes Documents.
		await addOrders(world, 2);
		await run.settle();
		const chosen = numbers.map((each) => ready.filter(({ orderNumber }) => orderNumber === each));
		const strikes = await world.strikes();
		const most = Math.max(...chosen.map((same, at) => (strikes[at] ?? 0) / same.length));
		run.check("posts that one of them cost", most, most > 0 && most <= 2);
		const failed = await listAll<{ code: string }>(world.api, "failed-work");
		const due = chosen.filter((_, at) => LEFT_TO_A_PERSON[at]).flat().length;
		run.check(
			`Documents left to a person with a reason, where ${due} can't be written`,
			failed.length,
			failed.length === due && failed.every(({ code }) => code !== ""),
		);
	},
};
