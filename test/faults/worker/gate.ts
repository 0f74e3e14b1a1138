import { AsyncLocalStorage } from "node:async_hooks";

import { seededRandom } from "../../simulators/twin/random.ts";
import { type FaultPlan, type FaultRule, NO_FAULTS } from "./plan.ts";

/**
 * Every call to a binding or a vendor passes here. The plan and the counts are the isolate's; a kill is asked of the
 * harness, which ends the whole process group while the call waits, so that nothing after it is ever run.
 */
const context = new AsyncLocalStorage<string>();
const platformFetch = globalThis.fetch.bind(globalThis);

let plan: FaultPlan = NO_FAULTS;
let random = seededRandom(1);
let controlUrl = "";
let strikes: number[] = [];
const counts = new Map<string, number>();

export function follow(next: FaultPlan, harness: string): void {
	plan = structuredClone(next);
	counts.clear();
	strikes = plan.rules.map(() => 0);
	random = seededRandom(next.seed);
	controlUrl = harness;
}

export async function askForPlan(harness: string): Promise<FaultPlan> {
	const response = await platformFetch(`${harness}/plan`);
	return response.json();
}

/** Told to the harness; the Worker goes on. */
export async function tell(what: string, body: unknown): Promise<void> {
	const response = await platformFetch(`${controlUrl}/${what}`, {
		method: "POST",
		body: JSON.stringify(body),
	});
	await response.body?.cancel();
}

/** Since the plan was made. */
export function seenCalls(): Record<string, number> {
	return Object.fromEntries(counts);
}

/** How often each rule of the plan struck. */
export function seenStrikes(): number[] {
	return strikes;
}

export function within<T>(name: string, work: () => T): T {
	return context.run(name, work);
}

export function wakeUpPlan(): FaultPlan["wakeUps"] {
	return plan.wakeUps;
}

export function chance(share: number): boolean {
	return random() < share;
}

export type Gated<T> = {
	call: string;
	run: () => Promise<T>;
	/** The text of a vendor's request. */
	body?: string;
	/** What a struck call throws, or answers instead. */
	fail: (rule: FaultRule) => Promise<T>;
};

export async function gated<T>({ call, run, body, fail }: Gated<T>): Promise<T> {
	const name = `${context.getStore() ?? "object"}: ${call}`;
	counts.set(name, (counts.get(name) ?? 0) + 1);
	const killAt = dueKill(name);
	const rule = strike(name, body);
	if (killAt === "before") {
		await die({ when: killAt, call: name });
	}
	if (rule?.when === "before") {
		return fail(rule);
	}
	const result = await run();
	if (killAt === "after") {
		await die({ when: killAt, call: name });
	}
	return rule === undefined ? result : fail(rule);
}

function dueKill(name: string): "before" | "after" | undefined {
	const { killsUnknown } = plan;
	if (
		killsUnknown !== undefined &&
		new RegExp(killsUnknown.calls).test(name) &&
		!killsUnknown.known.includes(name)
	) {
		delete plan.kills;
		delete plan.killsUnknown;
		return "before";
	}
	const kill = plan.kills?.find(({ call }) => call === name);
	if (kill === undefined) {
		return undefined;
	}
	if (kill.skip > 0) {
		kill.skip -= 1;
		return undefined;
	}
	delete plan.kills;
	delete plan.killsUnknown;
	return kill.when;
}

function strike(name: string, body: string | undefined): FaultRule | undefined {
	const rule = plan.rules.find(
		(each) =>
			each.times !== 0 &&
			new RegExp(each.calls).test(name) &&
			(each.bodyHolds === undefined || body?.includes(each.bodyHolds) === true) &&
			random() < each.rate,
	);
	if (rule !== undefined) {
		const at = plan.rules.indexOf(rule);
		strikes[at] = (strikes[at] ?? 0) + 1;
	}
	if (rule?.times !== undefined) {
		rule.times -= 1;
	}
	return rule;
}

async function die(at: { when: string; call: string }): Promise<never> {
	await tell("kill", { ...at, calls: [...counts.keys()] });
	// The answer never comes: the process is gone before.
	return new Promise(() => undefined);
}

export { platformFetch };
