import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

import { heapBytes } from "../heap.ts";
import { mediansByThousand } from "../memory-trend.ts";
import type { Run, Scenario } from "../scenario.ts";
import { releaseAll } from "../settle.ts";

/** About four of five are ready to be shipped. */
const ORDERS = 12_500;
const SAMPLE_EVERY = 250;
const STEADY_FROM = 2_000;
/**
 * What is held in the middle of a drain is none that stays: all is paused, and the least counts, once nothing lowered
 * it for longer than the runtime keeps a Durable Object in memory that nobody asks (10 s).
 */
const AT_THE_LEAST_MS = 13_000;
const MOST_MS = 90_000;
const READ_EVERY_MS = 1_000;
/** A reading below this part of the least one so far is lower. */
const LOWER = 0.995;
const QUIET_WITHIN_MS = 20_000;

type Sample = { labels: number; heapBytes: number; databaseBytes: number };

export const growth: Scenario = {
	name: "growth",
	part: "long",
	load: 30,
	title:
		"12,500 orders, 10,000 of them to be shipped: the Worker's memory stays flat, its database grows linearly",
	async run(run) {
		await run.world.begin({ orders: ORDERS, seed: run.seed, isInspected: true });
		const samples: Sample[] = [];
		await releaseAll(run.world);
		await run.settle({
			realTimeoutMs: 3 * 3_600_000,
			each: async (status) => {
				const labels = status?.shipments.labelled ?? 0;
				if (labels >= (samples.at(-1)?.labels ?? 0) + SAMPLE_EVERY) {
					samples.push({
						labels,
						heapBytes: await restingHeap(run),
						databaseBytes: databaseBytes(run),
					});
				}
			},
		});
		judge(run, samples);
	},
};

async function restingHeap({ world }: Run): Promise<number> {
	await world.api.send("POST", "/api/v1/pause", {});
	await world.untilQuiet(QUIET_WITHIN_MS);
	const startedAt = Date.now();
	let least = Infinity;
	let leastSince = startedAt;
	while (Date.now() - leastSince < AT_THE_LEAST_MS && Date.now() - startedAt < MOST_MS) {
		const bytes = await heapBytes();
		if (bytes < least * LOWER) {
			leastSince = Date.now();
		}
		least = Math.min(least, bytes);
		await new Promise((resolve) => setTimeout(resolve, READ_EVERY_MS));
	}
	await world.api.send("POST", "/api/v1/resume", {});
	return least;
}

function databaseBytes(run: Run): number {
	const folder = join(run.world.dir, "worker", "d1", "miniflare-D1DatabaseObject");
	return readdirSync(folder)
		.filter((name) => /^[0-9a-f]{64}\.sqlite$/.test(name))
		.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}

function judge(run: Run, samples: readonly Sample[]): void {
	const steady = samples.filter(({ labels }) => labels >= STEADY_FROM);
	const [first] = steady;
	const last = steady.at(-1);
	if (first === undefined || last === undefined) {
		run.check("samples of memory and database", steady.length, false);
		return;
	}
	console.log(samples.map((each) => `${each.labels}: ${each.heapBytes}`).join("\n"));
	const memory = mediansByThousand(
		steady.map(({ labels, heapBytes: bytes }) => ({ labels, bytes })),
	);
	const spread = (Math.max(...memory) - Math.min(...memory)) / Math.min(...memory);
	const mb = (bytes: number) => (bytes / 1_048_576).toFixed(1);
	run.check(
		`% between the least (${mb(Math.min(...memory))} MB) and the most (${mb(Math.max(...memory))} MB) memory of the Worker's isolate, medians of each thousand labels from the ${first.labels}th on, ${steady.length} times looked at`,
		Math.round(spread * 1_000) / 10,
		memory.length >= 8 && spread <= 0.1,
	);
	const middle = steady[Math.floor(steady.length / 2)] ?? last;
	const perOrder = (from: Sample, to: Sample) =>
		(to.databaseBytes - from.databaseBytes) / Math.max(1, to.labels - from.labels);
	const halves = [perOrder(first, middle), perOrder(middle, last)] as const;
	run.check(
		`bytes of database an order in the first half, ${Math.round(halves[1])} in the second`,
		Math.round(halves[0]),
		Math.abs(halves[1] / halves[0] - 1) <= 0.2,
	);
}
