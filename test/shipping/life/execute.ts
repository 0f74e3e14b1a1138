import { change } from "./change.ts";
import { type Command, SLOTS } from "./commands.ts";
import { nextDueAt, nextLookAt } from "./settle.ts";
import type { SteppedRun } from "./stepped-run.ts";
import { pollNow, type World } from "./world.ts";

/** The runs that are under way, by slot. */
export type Runs = (SteppedRun | undefined)[];

async function runAt(slot: number, runs: Runs, world: World): Promise<SteppedRun> {
	const under = runs[slot];
	if (under !== undefined && !under.isEnded) {
		return under;
	}
	const begun = world.start(SLOTS[slot] ?? "ship");
	runs[slot] = begun;
	await begun.begin();
	return begun;
}

export async function execute(command: Command, world: World, runs: Runs): Promise<void> {
	switch (command.do) {
		case "step":
			return (await runAt(command.run, runs, world)).step(command.stops);
		case "goTo":
			return (await runAt(command.run, runs, world)).goTo(command.place);
		case "finish":
			return runs[command.run]?.finish();
		case "fail":
			return (await runAt(command.run, runs, world)).fail();
		case "crash":
			runs[command.run]?.crash();
			runs[command.run] = undefined;
			return;
		case "ship":
			return world.start("ship").finish();
		case "poll":
			return pollNow(world);
		case "reconcile":
			return world.start("reconcile").finish();
		case "look":
			letPass((await nextLookAt(world)) ?? 0, world, runs);
			return world.start("reconcile").finish();
		case "goOn":
			return goOn(world, runs);
		case "wait":
			return letPass(world.time.now + command.ms, world, runs);
		default:
			return change(command, world);
	}
}

async function goOn(world: World, runs: Runs): Promise<void> {
	letPass((await nextDueAt(world)) ?? 0, world, runs);
	await pollNow(world);
	await world.start("ship").finish();
	await world.start("reconcile").finish();
	await world.start("write-back").finish();
}

/** No run lives for a day: what a platform lets go on so long is a fraction of that. */
const LIFE_MS = 24 * 60 * 60_000;

function letPass(until: number, world: World, runs: Runs): void {
	world.time.now = Math.max(world.time.now, until);
	for (const [slot, run] of runs.entries()) {
		if (run !== undefined && world.time.now - run.begunAt > LIFE_MS) {
			run.crash();
			runs[slot] = undefined;
		}
	}
}
