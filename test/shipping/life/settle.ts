import { pauseDivision, pauseFedexAccount } from "../../../src/shipping/pause.ts";
import { pollNow, releaseAll } from "./commands.ts";
import type { World } from "./world.ts";

const QUARTER = 15 * 60_000;
const ROUNDS_MAX = 40;

/** Everything works again, and time goes on until nothing wants work. */
export async function settle(world: World): Promise<void> {
	world.carrier.mend();
	// Whatever a run that died holds is free again.
	world.time.now += QUARTER;
	const { deps, divisionId, setup } = world;
	await pauseDivision(divisionId, false, world.change(), { ...deps, divisions: setup });
	await pauseFedexAccount(world.accountId, false, world.change(), world.accounts);
	await pollNow(world);
	await releaseAll(world);
	for (let round = 0; round < ROUNDS_MAX; round += 1) {
		await pollNow(world);
		await world.start("ship").finish();
		const due = await dueInstants(world);
		if (due.length === 0) {
			return;
		}
		world.time.now = Math.max(world.time.now + QUARTER + 1, ...due);
	}
	throw new Error(`it never comes to rest: ${JSON.stringify(await world.shipments())}`);
}

/** When shipments want work again, and now where an order is still to be judged. */
async function dueInstants(world: World): Promise<number[]> {
	const rows = await world.shipments();
	const order = await world.findOrder();
	const isToJudge = order !== undefined && (order.judgeDueAt ?? Infinity) <= world.time.now;
	return [
		...rows.flatMap((row) => row.dueAt ?? []),
		...rows.flatMap((row) => (row.dueAt === null ? [] : (row.leasedUntil ?? []))),
		...(isToJudge ? [world.time.now] : []),
	];
}
