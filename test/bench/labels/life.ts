import { join } from "node:path";

import type { Status } from "../../../src/tools/start/status.ts";
import { moveClock, twinGet } from "../../../src/tools/start/twin.ts";
import { URLS } from "./addresses.ts";
import { callsOf } from "./calls.ts";
import { measureOrders } from "./measure.ts";
import { cpuMsOf } from "./process-facts.ts";
import type { Life } from "./results.ts";
import { usageOf } from "./usage.ts";
import { World, type WorldOptions } from "./world.ts";

/** The platform's tick comes once a minute. */
const TICK_MS = 60_000;
const DAY_MS = 86_400_000;
const MOST_DAYS = 12;
/** Calls are counted here and not timed. */
const QUICK = { fedexMs: 20, exactMs: 20 };
const SCHEDULE = "0 */6 * * *";
/** What goes on whether there are orders or not. */
const FIXED = new Set(["tick", "poll", "request", "keep-alive", "subscribe", "alerts", "keep"]);

/** From the Document until all parcels have come to their end, on a clock that is moved. */
export async function measureLife(
	options: Omit<WorldOptions, "dir"> & { dataDir: string; orders: number },
): Promise<Life> {
	const { dataDir, orders, ...rest } = options;
	const world = new World({
		...rest,
		dir: join(dataDir, "life"),
		latencies: QUICK,
		isClockFollowed: true,
		settings: { schedule: SCHEDULE },
	});
	try {
		await world.begin(1);
		await measureOrders(world, orders);
		// What warmed it up goes the same way.
		const shipments = await countShipments(world);
		await world.clearCounted();
		const cpuBefore = cpuMsOf(world.runtimePid);
		const from = await nowOf();
		let now = from;
		while ((await countEnded(world)) < shipments && now - from < MOST_DAYS * DAY_MS) {
			now = await settleUntilNext(world, now);
		}
		const counted = await world.counted();
		const cpuMs = (cpuMsOf(world.runtimePid) ?? 0) - (cpuBefore ?? 0);
		const isCounted = (kind: string) => !FIXED.has(kind);
		return {
			orders: shipments,
			ended: await countEnded(world),
			days: (now - from) / DAY_MS,
			usage: usageOf({ counted, cpuMs, orders: shipments }, isCounted),
			calls: callsOf(await world.vendorCalls()),
		};
	} finally {
		await world.end();
	}
}

/** Works off what is due and moves the clock to the tick after which something is due again; answers when that is. */
async function settleUntilNext(world: World, now: number): Promise<number> {
	await world.api.tick();
	let nextAt: string | null = null;
	await world.until(async () => {
		const { due } = await world.api.get<Status>("/api/v1/status");
		nextAt = due.nextAt;
		return due.now === 0 && due.leasedUntil === null;
	});
	const next = Math.max(now + TICK_MS, Date.parse(nextAt ?? "") || 0);
	await moveClock(URLS.exact, new Date(next).toISOString());
	return next;
}

async function nowOf(): Promise<number> {
	return Date.parse((await twinGet<{ now: string }>(URLS.exact, "clock")).now);
}

async function countShipments(world: World): Promise<number> {
	const [row] = await world.sql<{ count: number }>("select count(*) as count from shipments");
	return row?.count ?? 0;
}

async function countEnded(world: World): Promise<number> {
	const [row] = await world.sql<{ ended: number }>(`
		select count(*) as ended from shipments s
		where s.tracking_state in ('delivered', 'returned')
			and not exists (select 1 from write_backs w where w.shipment_id = s.id and w.state not in ('written', 'failed'))`);
	return row?.ended ?? 0;
}
