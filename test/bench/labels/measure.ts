import { type Counted, mostAtOnce } from "./counted.ts";
import type { Measured } from "./measured.ts";
import { cpuMsOf, peakMegabytesOf } from "./process-facts.ts";
import { percentilesOf } from "./times.ts";
import type { World } from "./world.ts";

type LabelRow = { startedAt: number; labelledAt: number };

const TICK_EVERY_MS = 60_000;

/** Tokens that no division had yet are asked for one every two seconds: that is a day's first minute, and not its pace. */
export async function warmUp(world: World): Promise<void> {
	const before = await lastShipment(world);
	await bringOrders(world, world.divisions.length);
	await world.until(async () => (await countSettled(world, before)) >= world.divisions.length);
}

export async function measureOrders(world: World, orders: number): Promise<Measured> {
	await warmUp(world);
	const before = await lastShipment(world);
	await world.clearCounted();
	const cpuBefore = cpuMsOf(world.runtimePid);
	// As the platform does; it only wakes what nothing else has woken.
	const ticks = setInterval(() => void world.api.tick(), TICK_EVERY_MS);
	try {
		const visibleAt = await bringOrders(world, orders);
		await world.until(async () => (await countSettled(world, before)) >= orders);
		const documentedAt = Date.now();
		const labels = await labelsSince(world, before);
		const labelledAt = labels.map((label) => label.labelledAt);
		const counted = await world.counted();
		const cpuAfter = cpuMsOf(world.runtimePid);
		const lastLabelAt = Math.max(...labelledAt);
		return {
			divisions: world.divisions.length,
			orders,
			labels: labels.length,
			shippingSeconds: (lastLabelAt - Math.min(...labels.map((one) => one.startedAt))) / 1_000,
			labelledSeconds: (lastLabelAt - visibleAt) / 1_000,
			documentedSeconds: (documentedAt - visibleAt) / 1_000,
			toLabelMs: percentilesOf(labelledAt.map((at) => at - visibleAt)),
			consumers: mostAtOnce(counted.runs),
			overheadMs: percentilesOf(overheadsOf(counted)),
			createMs: percentilesOf(counted.callMs),
			cpuMs: cpuBefore === null || cpuAfter === null ? null : cpuAfter - cpuBefore,
			peakMegabytes: peakMegabytesOf(world.runtimePid),
			counted,
			calls: await world.vendorCalls(),
		};
	} finally {
		clearInterval(ticks);
	}
}

/** Spread evenly; answers when the last was visible. Each division is read at once. */
async function bringOrders(world: World, orders: number): Promise<number> {
	const each = ordersOfEach(orders, world.divisions.length);
	for (const [at, { region, code }] of world.divisions.entries()) {
		await world.tell("exact", "POST", "orders", { region, division: code, count: each[at] });
	}
	const visibleAt = Date.now();
	await world.pollAll();
	return visibleAt;
}

function ordersOfEach(orders: number, divisions: number): number[] {
	return Array.from(
		{ length: divisions },
		(_, at) => Math.floor(orders / divisions) + (at < orders % divisions ? 1 : 0),
	);
}

function overheadsOf({ runs }: Counted): number[] {
	return runs.flatMap(({ firstConfirmedMs, firstCallMs }) =>
		firstConfirmedMs === null || firstCallMs === null ? [] : [firstConfirmedMs - firstCallMs],
	);
}

/** What is made from now on comes after it, for a database may hold shipments already. */
async function lastShipment(world: World): Promise<number> {
	const [row] = await world.sql<{ last: number }>(
		"select coalesce(max(rowid), 0) as last from shipments",
	);
	return row?.last ?? 0;
}

async function countSettled(world: World, before: number): Promise<number> {
	const [row] = await world.sql<{ settled: number; stuck: number }>(`
		select count(*) filter (where s.status = 'labelled' and w.state = 'written') as settled,
			count(*) filter (where s.status in ('blocked', 'failed', 'unknown') or w.state = 'failed') as stuck
		from shipments s left join write_backs w on w.shipment_id = s.id and w.kind = 'document'
		where s.rowid > ${before}`);
	if (row === undefined || row.stuck > 0) {
		throw new Error(`${row?.stuck} shipments can't be made`);
	}
	return row.settled;
}

function labelsSince(world: World, before: number): Promise<LabelRow[]> {
	return world.sql<LabelRow>(`
		select a.started_at as startedAt, s.labelled_at as labelledAt
		from shipments s join shipment_attempts a on a.shipment_id = s.id and a.number = s.attempt_number
		where s.rowid > ${before} and s.status = 'labelled'`);
}
