import {
	pauseDivision,
	pauseEverything,
	pauseFedexAccount,
} from "../../../src/shipping/operate/pause.ts";
import { pollNow, releaseAll, type World } from "./world.ts";

const QUARTER = 15 * 60_000;
const ROUNDS_MAX = 40;
const LOOKS_MAX = 40;

/** Nothing is paused any more, and time goes on until nothing wants work. */
export async function settle(world: World): Promise<void> {
	// Whatever a run that died holds is free again.
	world.time.now += QUARTER;
	const { deps, divisionId, setup } = world;
	await pauseDivision(divisionId, false, world.change(), { ...deps, divisions: setup });
	await pauseEverything(false, world.change(), world.system);
	await pauseFedexAccount(world.accountId, false, world.change(), world.accounts);
	await pollNow(world);
	await releaseAll(world);
	for (let round = 0; round < ROUNDS_MAX; round += 1) {
		await pollNow(world);
		await world.start("ship").finish();
		await lookUntilShipped(world);
		const due = await dueToShip(world);
		if (due.length === 0) {
			return writeAll(world);
		}
		world.time.now = Math.max(world.time.now + QUARTER + 1, ...due);
	}
	throw new Error(`it never comes to rest: ${JSON.stringify(await world.shipments())}`);
}

/** Looks up whatever is to be looked up, as it comes due, until a shipment may go out or all watches are over. */
async function lookUntilShipped(world: World): Promise<void> {
	for (let look = 0; look < LOOKS_MAX; look += 1) {
		await world.start("reconcile").finish();
		const next = await nextLookAt(world);
		if (next === undefined || (await dueToShip(world)).length > 0) {
			return;
		}
		world.time.now = Math.max(world.time.now, next);
	}
	throw new Error(`it is looked up for ever: ${JSON.stringify(await world.attempts())}`);
}

/** Writes Documents, and looks for their twins, until there is nothing to be written. */
async function writeAll(world: World): Promise<void> {
	for (let round = 0; round < ROUNDS_MAX; round += 1) {
		await world.start("write-back").finish();
		const due = (await world.documents()).flatMap(({ dueAt, leasedUntil }) =>
			dueAt === null ? [] : Math.max(dueAt, leasedUntil ?? 0),
		);
		if (due.length === 0) {
			return;
		}
		world.time.now = Math.max(world.time.now, Math.min(...due));
	}
	throw new Error(`Documents are written for ever: ${JSON.stringify(await world.documents())}`);
}

/** When an attempt is looked up next. */
export async function nextLookAt(world: World): Promise<number | undefined> {
	const due = (await world.attempts()).flatMap(({ lookDueAt, lookLeasedUntil }) =>
		lookDueAt === null ? [] : Math.max(lookDueAt, lookLeasedUntil ?? 0),
	);
	return due.length === 0 ? undefined : Math.min(...due);
}

/** When anything wants work next. */
export async function nextDueAt(world: World): Promise<number | undefined> {
	const due = [...(await dueToShip(world)), (await nextLookAt(world)) ?? Infinity];
	return Math.min(...due) === Infinity ? undefined : Math.min(...due);
}

/** When shipments want work again, and now where an order is still to be judged. */
async function dueToShip(world: World): Promise<number[]> {
	const rows = await world.shipments();
	const order = await world.findOrder();
	const isToJudge = order !== undefined && (order.judgeDueAt ?? Infinity) <= world.time.now;
	return [
		...rows.flatMap((row) => row.dueAt ?? []),
		...rows.flatMap((row) => (row.dueAt === null ? [] : (row.leasedUntil ?? []))),
		...(isToJudge ? [world.time.now] : []),
	];
}
