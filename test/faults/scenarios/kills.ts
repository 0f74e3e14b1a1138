import { seededRandom } from "../../simulators/twin/random.ts";
import type { Run, Scenario } from "../scenario.ts";
import { isIdle, releaseAll } from "../settle.ts";
import { addOrders, setFaults } from "../twin-controls.ts";
import type { Kill } from "../worker/plan.ts";

/** Shipping, writing back, looking up what was lost, and the token that FedEx is asked for on the way. */
const KILLED = /^(ship|write-back|reconcile): |^object: fedex /;
/** Calls of a kind that pass before the kill, at most. */
const SKIP_MAX = 2;
/** Doubtful answers, so that there is something to look up. */
const DOUBT = { operation: "ship.create", kind: "cut-after", rate: 0.15 } as const;
/** The rarest calls may not come again in the time of a quick run; the long run is patient. */
const QUICK_MS = 100_000;
const LONG_MS = 60 * 60_000;
const ARMED = 12;
/** Orders of each division that come in when the others are done. */
const MORE = 4;

export const kills: Scenario = {
	name: "kills",
	part: "quick",
	title:
		"kill -9 at every call to a binding or vendor in shipping, writing back and looking up, before it and after its effect",
	async run(run) {
		const { world } = run;
		await world.begin({ orders: 60, seed: run.seed });
		await setFaults("fedex", [DOUBT], run.seed);
		await releaseAll(world);
		await run.settle();
		const list = killList(run);
		list.learn(await world.calls());
		world.onKill = ({ call, when }) => {
			list.done(call, when);
			world.planAhead(list.plan());
		};
		const consents = consentWhereNeeded(run);
		const stopAt = Date.now() + (run.isLong ? LONG_MS : QUICK_MS);
		while (list.open() > 0 && Date.now() < stopAt) {
			const { restarts } = world;
			await world.setPlan(list.plan());
			await run.settle({
				isEnough: async (status) => world.restarts > restarts || isIdle(status),
			});
			await world.up();
			list.learn(await world.calls());
			await consents.give();
			if (world.restarts === restarts) {
				await addOrders(world, MORE);
				await world.advance(61_000);
			}
		}
		world.onKill = () => undefined;
		await world.setPlan({ seed: run.seed, rules: [] });
		await setFaults("fedex", []);
		await consents.give();
		await run.settle({ each: () => consents.give() });
		run.check(
			`kills, at ${list.sites()} calls, ${list.each} each; ${list.open()} more at calls that did not come again in time${list.rest()}`,
			list.made(),
			list.made() > 0 && (!run.isLong || list.open() <= list.made() * 0.1),
		);
		run.check(
			"grants that ended because a kill came between Exact's answer and its being stored",
			consents.given(),
			consents.given() <= list.made() / 5,
		);
	},
};

/** What is still to be killed at; calls that were not seen before join it. */
function killList(run: Run) {
	const each = run.isLong ? 20 : 2;
	const random = seededRandom(run.seed);
	const sites = new Set<string>();
	let open: Kill[] = [];
	let made = 0;
	return {
		each,
		learn(calls: Record<string, number>): void {
			for (const call of Object.keys(calls)) {
				if (KILLED.test(call) && !sites.has(call)) {
					sites.add(call);
					for (let time = 0; time < each; time += 1) {
						const skip = Math.floor(random() * (SKIP_MAX + 1));
						open.push({ call, when: time % 2 === 0 ? "before" : "after", skip });
					}
				}
			}
		},
		done(call: string, when: string): void {
			const at = open.findIndex((kill) => kill.call === call && kill.when === when);
			open = open.toSpliced(at, 1);
			made += 1;
		},
		/** Some of them, so that a drain is not always killed at its first steps. */
		plan() {
			const kills = Array.from({ length: ARMED }, () => open[Math.floor(random() * open.length)]);
			return { seed: run.seed, rules: [], kills: kills.flatMap((kill) => kill ?? []) };
		},
		open: () => open.length,
		made: () => made,
		sites: () => sites.size,
		rest: () => {
			const calls = new Set(open.map(({ call }) => call));
			return calls.size === 0 ? "" : ` (${[...calls].slice(0, 12).join("; ")})`;
		},
	};
}

/**
 * A kill between Exact's answer to a refresh and its being stored ends the grant: Exact keeps no second copy. The
 * administrator consents again, as after any grant that died.
 */
function consentWhereNeeded(run: Run) {
	let given = 0;
	const countDead = async () => {
		const { items } = await run.world.api.get<{ items: { status: string }[] }>(
			"/api/v1/exact-connections?limit=200",
		);
		return items.filter(({ status }) => status === "needs_reauthorization").length;
	};
	return {
		async give(): Promise<void> {
			const dead = await countDead();
			if (dead === 0) {
				return;
			}
			try {
				await run.world.connectAgain();
			} catch {
				// A kill came in the middle of it: the next round gives what is left.
			}
			given += dead - (await countDead());
			// Another kill may come before it is stored that the grant is dead: then Exact is asked once more.
			run.unavoidable["old-refresh-token"] = 2 * given;
		},
		given: () => given,
	};
}
