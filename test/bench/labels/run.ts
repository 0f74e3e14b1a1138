import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { stopAll } from "../../../src/tools/start/processes.ts";
import { buildWorker } from "../../faults/build.ts";
import { measureOrders } from "./measure.ts";
import { World } from "./world.ts";

const { values } = parseArgs({
	options: {
		orders: { type: "string", default: "1000" },
		fedex: { type: "string", default: "1000" },
		exact: { type: "string", default: "200" },
		divisions: { type: "string", default: "1" },
	},
});
process.once("exit", stopAll);
const dataDir = mkdtempSync(join(tmpdir(), "exact-fedex-bench-"));
const built = buildWorker(join(dataDir, "build"), {
	entry: "test/bench/labels/worker/worker.ts",
	flags: ["queue_consumer_no_wait_for_wait_until"],
});
console.log(`built; ${dataDir}`);
const world = new World({
	dir: join(dataDir, "w1"),
	built,
	latencies: { fedexMs: Number(values.fedex), exactMs: Number(values.exact) },
});
await world.begin(Number(values.divisions));
console.log("connected");
const measured = await measureOrders(world, Number(values.orders));
console.log(JSON.stringify(measured, null, 1));
await world.end();
rmSync(dataDir, { recursive: true, force: true });
process.exit(0);
