import type { Scenario } from "../scenario.ts";
import { releaseAll } from "../settle.ts";
import { keyOfOrder, readTruth, uncancelled } from "../truth.ts";
import type { FaultRule } from "../worker/plan.ts";

const HOUR_MS = 3_600_000;

export const badOrders: Scenario = {
	name: "bad-orders",
	part: "quick",
	load: 3,
	title:
		"FedEx answers the orders of three numbers for good with a 500 before the effect, a 500 after it, and another schema",
	async run(run) {
		await run.world.begin({ orders: run.isLong ? 400 : 60, seed: run.seed });
		const { orders } = await readTruth();
		const ready = orders.filter(({ expected }) => expected.kind === "ready");
		const numbers = [...new Set(ready.map(({ orderNumber }) => orderNumber))].slice(2, 5);
		// The divisions number their orders alike.
		const chosen = ready.filter(({ orderNumber }) => numbers.includes(orderNumber));
		const answers = [
			{ when: "before", answer: { status: 500, body: `{"errors":[]}` } },
			{ when: "after", answer: { status: 500, body: `{"errors":[]}` } },
			{ when: "after", answer: { status: 200, body: `{"output":{"shipments":[{"v":2}]}}` } },
		] as const;
		const rules = chosen.map(({ orderNumber }, at): FaultRule => ({
			calls: "fedex POST /ship/v1/shipments$",
			bodyHolds: `"${orderNumber}-`,
			rate: 1,
			...(answers[at] ?? answers[0]),
		}));
		await run.world.setPlan({ seed: run.seed, rules });
		await releaseAll(run.world);
		await run.settle({ patienceMs: 6 * HOUR_MS });
		const { shipments } = await readTruth();
		const most = Math.max(...chosen.map((order) => shipments.get(keyOfOrder(order))?.length ?? 0));
		run.check("attempts that one of them cost at FedEx, at most", most, most <= 2);
		const others = ready.filter((order) => !chosen.includes(order));
		const labelled = others.filter(
			(order) => uncancelled(shipments.get(keyOfOrder(order)) ?? []).length === 1,
		).length;
		run.check("other orders without a label", others.length - labelled, labelled === others.length);
	},
};
