import type { KilledAt } from "../../control.ts";
import type { Run, Scenario } from "../../scenario.ts";
import { isIdle, releaseAll } from "../../settle.ts";
import { bringOrders } from "../../twin-controls.ts";
import type { FaultPlan } from "../../worker/plan.ts";
import type { WorldStatus } from "../../world.ts";
import { Consents } from "./consents.ts";
import { type Cause, Sites } from "./sites.ts";
import {
	IN_LOOKING_UP,
	IN_SHIPPING,
	IN_WRITING_BACK,
	ORDINARY,
	type Situation,
} from "./situations.ts";

/** Where calls do not come again in so many rounds, it ends and is not sound. */
const QUICK = { times: 2, skipMax: 0, mostRounds: 40 };
const LONG = { times: 20, skipMax: 2, mostRounds: 400 };
/** Enough for every call to be made, and few enough for the Worker to be up to them soon after each kill. */
const REGIONS = ["nl", "de"];
const READ_WITHIN_MS = 76 * 60_000;
/** Orders of each of these divisions that come in with a situation. */
const MORE = 3;

type Kind = {
	name: string;
	title: string;
	/** The calls that are killed at. */
	calls: RegExp;
	situations: Situation[];
	/** Whether a situation is over only when no outcome is unknown any more. */
	isPatient: boolean;
};

const KINDS: Kind[] = [
	{
		name: "kills-ship",
		title: "shipping, and at the token that FedEx is asked for on the way",
		calls: /^ship: |^object: fedex /,
		situations: IN_SHIPPING,
		isPatient: false,
	},
	{
		name: "kills-write-back",
		title: "writing back",
		calls: /^write-back: /,
		situations: IN_WRITING_BACK,
		isPatient: false,
	},
	{
		name: "kills-reconcile",
		title: "looking up what became of lost answers",
		calls: /^reconcile: /,
		situations: IN_LOOKING_UP,
		isPatient: true,
	},
];

export const kills = KINDS.map((kind): Scenario => ({
	name: kind.name,
	part: "quick",
	load: 10,
	title: `kill -9 at every call to a binding or vendor in ${kind.title}, before it and after its effect`,
	run: (run) => killEverywhere(run, kind),
}));

async function killEverywhere(run: Run, kind: Kind): Promise<void> {
	const { world } = run;
	const { times, skipMax, mostRounds } = run.isLong ? LONG : QUICK;
	const situations = kind.situations.filter((each) => run.isLong || each.isLongOnly !== true);
	await world.begin({ orders: 60, seed: run.seed });
	const sites = new Sites({ each: times, skipMax, seed: run.seed });
	const consents = new Consents(run);
	const each = (status: WorldStatus | undefined) => consents.giveWhereNeeded(status);
	let cause: Cause = { situation: ORDINARY.name, after: undefined };
	let setUp: KilledAt | undefined;
	let rules: FaultPlan["rules"] = [];
	let rounds = 0;
	let meant = 0;
	const plan = (): FaultPlan => ({
		seed: run.seed + rounds,
		rules,
		kills: [...(setUp === undefined ? [] : [{ ...setUp, skip: 0 }]), ...sites.armed()],
		killsUnknown: { calls: kind.calls.source, known: sites.known },
	});
	const learn = (calls: readonly string[]) =>
		sites.learn(
			calls.filter((call) => kind.calls.test(call)),
			cause,
		);
	world.onKill = (at, calls) => {
		learn([...calls, at.call]);
		if (!sites.done(at)) {
			setUp = undefined;
		}
		cause = { ...cause, after: at };
		world.planAhead(plan());
	};
	world.planAhead(plan());
	await world.setPlan(plan());
	await releaseAll(world, REGIONS);
	for (const chosen = [...situations]; ; rounds += 1) {
		const way = chosen.length > 0 ? undefined : sites.wayToOpen(situations.map(({ name }) => name));
		const situation = chosen.shift() ?? situations.find(({ name }) => name === way?.situation);
		if (situation === undefined || rounds >= mostRounds) {
			break;
		}
		console.log(`${rounds}: ${situation.name}; ${sites.made} made, open: ${sites.open.join("; ")}`);
		setUp = way?.after;
		cause = { situation: situation.name, after: undefined };
		rules = situation.rules ?? [];
		if (way !== undefined) {
			sites.passNone();
		}
		meant += situation.endsGrants === true ? world.divisions.length : 0;
		await situation.begin?.(run);
		await world.setPlan(plan());
		await bringOrders(world, MORE, REGIONS);
		const until = (await world.now()) + (situation.lastsMs ?? Infinity);
		const isOver = async (status: WorldStatus) =>
			(isIdle(status) && !kind.isPatient) || Date.parse(status.now) > until;
		await run.settle({ each, isEnough: isOver });
		learn(Object.keys(await world.calls()));
		rules = [];
		await situation.mend?.(run);
		await world.setPlan(plan());
		await run.settle({ each, isEnough: async (status) => isIdle(status) && !kind.isPatient });
		learn(Object.keys(await world.calls()));
	}
	world.onKill = () => undefined;
	await world.setPlan({ seed: run.seed, rules: [] });
	// A poll that Exact had no room for comes at the end of the longest window.
	world.readBy = (await world.now()) + READ_WITHIN_MS;
	await run.settle({ each });
	await consents.checkAsked();
	run.check(
		`kills in ${rounds} rounds, at ${sites.count} calls, ${times} at each${left(" but for", sites.open)}${left("; fewer, as they may be, at", sites.rare)}`,
		sites.made,
		sites.made > 0 && sites.open.length === 0,
	);
	run.check(
		`grants that ended, ${meant} of them meant to and the others because a kill came between Exact's answer and its being stored`,
		consents.given,
		consents.given - meant <= sites.made / 5,
	);
}

function left(words: string, calls: readonly string[]): string {
	return calls.length === 0 ? "" : `${words} ${calls.join("; ")}`;
}
