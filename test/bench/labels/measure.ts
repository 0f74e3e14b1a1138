import type { LogSummary } from "../../../src/tools/start/twin.ts";
import { type Counted, mostAtOnce } from "./counted.ts";
import { cpuMsOf, peakMegabytesOf } from "./process-facts.ts";
import { percentile, type Percentiles, percentilesOf } from "./times.ts";
import type { World } from "./world.ts";

/** What so many orders took, from their being visible in Exact until each has its label and its Document. */
export type Measured = {
	divisions: number;
	orders: number;
	labels: number;
	/** From the first call that buys a label until the last label was stored. */
	shippingSeconds: number;
	/** From visible until the last label, and until the last Document. */
	labelledSeconds: number;
	documentedSeconds: number;
	/** From visible in Exact to label stored. */
	toLabelMs: Percentiles;
	/** Runs that made labels, at the same time at the most. */
	consumers: number;
	/** Of a run's first label: from the run's start until it was stored, without FedEx's call. */
	overheadMs: Percentiles;
	createMs: Percentiles;
	cpuMs: number | null;
	peakMegabytes: number | null;
	counted: Counted;
	calls: { exact: LogSummary; fedex: LogSummary };
};

type LabelRow = { startedAt: number; labelledAt: number };

const TICK_EVERY_MS = 60_000;

export async function measureOrders(world: World, orders: number): Promise<Measured> {
	const before = await highestIds(world);
	await world.clearCounted();
	const cpuBefore = cpuMsOf(world.runtimePid);
	// As the platform does; it only wakes what nothing else has woken.
	const ticks = setInterval(() => void world.api.tick(), TICK_EVERY_MS);
	try {
		const each = ordersOfEach(orders, world.divisions.length);
		for (const [at, { region, code }] of world.divisions.entries()) {
			await world.tell("exact", "POST", "orders", { region, division: code, count: each[at] });
		}
		const visibleAt = Date.now();
		await world.pollAll();
		await world.until(async () => (await countSince(world, before)).settled >= orders);
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

/** What is made from now on comes after these, for a database may hold shipments already. */
type Before = { shipments: number; attempts: number };

async function highestIds({ sql }: World): Promise<Before> {
	const [row] = await sql<Before>(
		"select coalesce((select max(rowid) from shipments), 0) as shipments, coalesce((select max(rowid) from shipment_attempts), 0) as attempts",
	);
	return row ?? { shipments: 0, attempts: 0 };
}

async function countSince(world: World, { shipments }: Before): Promise<{ settled: number }> {
	const [row] = await world.sql<{ settled: number; stuck: number }>(`
		select count(*) filter (where s.status = 'labelled' and w.state = 'written') as settled,
			count(*) filter (where s.status in ('blocked', 'failed', 'unknown') or w.state = 'failed') as stuck
		from shipments s left join write_backs w on w.shipment_id = s.id and w.kind = 'document'
		where s.rowid > ${shipments}`);
	if (row === undefined || row.stuck > 0) {
		throw new Error(`${row?.stuck} shipments can't be made`);
	}
	return row;
}

function labelsSince(world: World, { shipments }: Before): Promise<LabelRow[]> {
	return world.sql<LabelRow>(`
		select a.started_at as startedAt, s.labelled_at as labelledAt
		from shipments s join shipment_attempts a on a.shipment_id = s.id and a.number = s.attempt_number
		where s.rowid > ${shipments} and s.status = 'labelled'`);
}

/** Labels in a second while labels were made. */
export function rateOf({ labels, shippingSeconds }: Measured): number {
	return labels / shippingSeconds;
}

export function medianOf(values: readonly number[]): number {
	return percentile(values, 0.5);
}
