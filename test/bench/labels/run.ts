import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { stopAll } from "../../../src/tools/start/processes.ts";
import { buildWorker } from "../../faults/build.ts";
import { commitOfTree } from "../../faults/table.ts";
import { measureBundle } from "./bundle.ts";
import { measureColdStart } from "./cold-start.ts";
import { measureWith } from "./growth.ts";
import { measureLife } from "./life.ts";
import { measureOrders } from "./measure.ts";
import { rateOf } from "./measured.ts";
import { reportOf } from "./report.ts";
import type { Results } from "./results.ts";
import { World } from "./world.ts";

/**
 * How fast labels come and what an order costs, measured at the built Worker and the simulators. It writes
 * test/bench/RESULTS.md, and says of each target whether it was met.
 */
const { values } = parseArgs({
	options: {
		/** Of each measurement of speed; 1,000 and 10,000 where `--long` asks for all of it. */
		orders: { type: "string" },
		long: { type: "boolean", default: false },
		/** How long FedEx takes to make a shipment and Exact for any call, in milliseconds. */
		fedex: { type: "string", default: "1000" },
		exact: { type: "string", default: "200" },
		/** Parts: labels, life, growth, start. Writes no report then. */
		only: { type: "string", multiple: true, default: [] },
		keep: { type: "boolean", default: false },
	},
});
const RESULTS = join("test", "bench", "RESULTS.md");
const DIVISIONS = [1, 4];
const STORED = [1_000, 100_000];
/** Of what is counted and not timed, fewer tell as much. */
const MOST_COUNTED = 200;

const sizes =
	values.orders !== undefined ? [Number(values.orders)] : values.long ? [1_000, 10_000] : [1_000];
const counted = Math.min(MOST_COUNTED, ...sizes);
const latencies = { fedexMs: Number(values.fedex), exactMs: Number(values.exact) };
const isChosen = (part: string) => values.only.length === 0 || values.only.includes(part);

process.once("exit", stopAll);
for (const [signal, code] of [
	["SIGINT", 130],
	["SIGTERM", 143],
] as const) {
	process.once(signal, () => process.exit(code));
}
const startedAt = Date.now();
const dataDir = mkdtempSync(join(tmpdir(), "exact-fedex-bench-"));
const commit = commitOfTree();
const built = buildWorker(join(dataDir, "build"), {
	entry: "test/bench/labels/worker/worker.ts",
	// Consumers run beside each other, as they do on the platform.
	flags: ["queue_consumer_no_wait_for_wait_until"],
});
const common = { dataDir, built, latencies };
const results: Results = { latencies, runs: [], grown: [] };
say(`built; what it does is in ${dataDir}`);

if (isChosen("labels")) {
	for (const orders of sizes) {
		for (const divisions of DIVISIONS) {
			await measureLabels(orders, divisions);
		}
	}
}
if (isChosen("life")) {
	results.life = await measureLife({ ...common, orders: counted });
	say(
		`life: ${results.life.ended} of ${results.life.orders} ended after ${results.life.days.toFixed(1)} days`,
	);
}
if (isChosen("growth")) {
	for (const stored of STORED) {
		results.grown.push(await measureWith(stored, { ...common, orders: counted }));
		say(`with ${stored} stored`);
	}
}
if (isChosen("start")) {
	results.coldStartMs = await measureColdStart(common);
	results.bundle = measureBundle(join(dataDir, "bundle"));
	say("started");
}

const report = reportOf(results, {
	date: new Date().toISOString().slice(0, 10),
	commit,
	machine: `${cpus().length} cores, load ${(loadavg()[0] ?? 0).toFixed(1)} at its end`,
	options: optionsAsTyped(),
});
console.log(report);
if (values.only.length === 0) {
	writeFileSync(RESULTS, report);
}
if (!values.keep) {
	rmSync(dataDir, { recursive: true, force: true });
}
process.exit(0);

async function measureLabels(orders: number, divisions: number): Promise<void> {
	const world = new World({
		dir: join(dataDir, `labels-${orders}-${divisions}`),
		built,
		latencies,
	});
	try {
		await world.begin(divisions);
		const measured = await measureOrders(world, orders);
		results.runs.push(measured);
		say(`${orders} orders, ${divisions} divisions: ${rateOf(measured).toFixed(2)} labels a second`);
	} finally {
		await world.end();
	}
}

function optionsAsTyped(): string {
	const typed = process.argv.slice(2);
	return typed.length === 0 ? "" : ` -- ${typed.join(" ")}`;
}

function say(line: string): void {
	console.log(`${Math.round((Date.now() - startedAt) / 1_000)} s   ${line}`);
}
