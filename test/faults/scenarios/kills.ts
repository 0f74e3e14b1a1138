import { seededRandom } from "../../simulators/twin/random.ts";
import type { Run, Scenario } from "../scenario.ts";
import { isIdle, releaseAll } from "../settle.ts";
import { addOrders, setFaults } from "../twin-controls.ts";

/** Shipping, writing back, looking up what was lost, and the token that FedEx is asked for on the way. */
const KILLED = /^(ship|write-back|reconcile): |^object: fedex /;
/** Calls of a kind that pass before the kill, at most. */
const SKIP_MAX = 2;
/** Doubtful answers, so that there is something to look up: more of them where looking up is what dies. */
const doubt = (rate: number) => [{ operation: "ship.create", kind: "cut-after", rate } as const];

/** The quick run takes as many as it can in that time, other ones with another seed; the long run takes them all. */
const QUICK_MS = 80_000;
/** Work that is always there, so that no kill waits for an order to come in. */
const STOCK = 12;

type Kill = { call: string; when: "before" | "after" };

export const kills: Scenario = {
	name: "kills",
	part: "quick",
	title:
		"kill -9 at every call to a binding or vendor in shipping, writing back and looking up, before it and after its effect",
	async run(run) {
		const { world } = run;
		await world.begin({ orders: 60, seed: run.seed });
		await setFaults("fedex", doubt(0.1), run.seed);
		await releaseAll(world);
		await run.settle();
		const sites = new Set<string>();
		const times = new Map<string, number>();
		const open: Kill[] = [];
		const wanted = run.isLong ? 10 : 1;
		const learn = (calls: Record<string, number>) => {
			for (const call of Object.keys(calls).filter(
				(name) => KILLED.test(name) && !sites.has(name),
			)) {
				sites.add(call);
				for (let time = 0; time < wanted; time += 1) {
					open.push({ call, when: "before" }, { call, when: "after" });
				}
			}
		};
		learn(await world.calls());
		const random = seededRandom(run.seed);
		const consents = consentWhereNeeded(run);
		let unreached = 0;
		const stopAt = run.isLong ? Number.POSITIVE_INFINITY : Date.now() + QUICK_MS;
		while (Date.now() < stopAt) {
			const [kill] = open.splice(Math.floor(random() * open.length), 1);
			if (kill === undefined) {
				break;
			}
			await consents.give();
			if (await killAt(run, kill, Math.floor(random() * (SKIP_MAX + 1)))) {
				times.set(kill.call, (times.get(kill.call) ?? 0) + 1);
			} else {
				unreached += 1;
			}
			learn(await world.calls());
		}
		await world.setPlan({ seed: run.seed, rules: [] });
		await setFaults("fedex", []);
		await consents.give();
		await run.settle({ each: () => consents.give() });
		const killed = [...times.values()].reduce((sum, count) => sum + count, 0);
		run.check(
			`kills, at ${times.size} of ${sites.size} calls; the long run makes ${sites.size * 20}`,
			killed,
			killed > 0 && (!run.isLong || times.size >= sites.size * 0.9),
		);
		run.check(
			"grants that ended because a kill came between Exact's answer and its being stored",
			consents.given(),
			consents.given() <= killed / 5,
		);
		run.check("kills armed at a call that did not come again", unreached, unreached <= killed / 4);
	},
};

/**
 * A kill between Exact's answer to a refresh and its being stored ends the grant: Exact keeps no second copy. The
 * administrator consents again, as after any grant that died.
 */
function consentWhereNeeded(run: Run) {
	let given = 0;
	return {
		async give(): Promise<void> {
			const { items } = await run.world.api.get<{ items: { status: string }[] }>(
				"/api/v1/exact-connections?limit=200",
			);
			const dead = items.filter(({ status }) => status === "needs_reauthorization").length;
			if (dead > 0) {
				await run.world.connectAgain();
				given += dead;
				run.unavoidable["old-refresh-token"] = given;
			}
		},
		given: () => given,
	};
}

/** Whether the Worker came to that call, and so to its end. */
async function killAt(run: Run, { call, when }: Kill, skip: number): Promise<boolean> {
	const { world } = run;
	const before = world.restarts;
	await setFaults("fedex", doubt(call.startsWith("reconcile") ? 0.3 : 0.05), run.seed + before);
	await world.setPlan({ seed: run.seed, rules: [], kill: { call, when, skip } });
	for (let round = 0; round < 3; round += 1) {
		await run.settle({
			isEnough: async (status) =>
				world.restarts > before ||
				status.shipments.planned < STOCK ||
				(isIdle(status) && status.shipments.unknown === 0),
		});
		if (world.restarts > before) {
			await world.up();
			return true;
		}
		await addOrders(world, STOCK);
		await world.advance(61_000);
		await run.settle({
			isEnough: async (status) =>
				world.restarts > before || status.shipments.planned >= STOCK || isIdle(status),
		});
		if (round > 0) {
			await world.setPlan({ seed: run.seed, rules: [], kill: { call, when, skip: 0 } });
		}
	}
	return false;
}
