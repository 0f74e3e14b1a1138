import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { stopAll } from "../../src/tools/start/processes.ts";
import { buildWorker } from "./build.ts";
import { type Result, runScenario } from "./scenario.ts";
import { scenarios } from "./scenarios/all.ts";
import { toTable, writeResults } from "./table.ts";

/**
 * Shows that an order never has two labels that can be stuck on a box, and that nothing accepted is lost, whatever
 * goes wrong around the Worker. Counted at the simulators once things have settled; ends with 1 where a count is off.
 */
const { values } = parseArgs({
	options: {
		long: { type: "boolean", default: false },
		only: { type: "string", multiple: true, default: [] },
		seed: { type: "string", default: "1" },
		keep: { type: "boolean", default: false },
	},
});
const isLong = values.long;
const seed = Number(values.seed);
const chosen = scenarios.filter(({ name, part }) =>
	values.only.length > 0 ? values.only.includes(name) : isLong || part === "quick",
);
if (chosen.length === 0) {
	throw new Error(
		`there is no such scenario; there are: ${scenarios.map(({ name }) => name).join(", ")}`,
	);
}

process.once("exit", stopAll);
process.once("SIGINT", () => process.exit(130));
process.once("SIGTERM", () => process.exit(143));

const dataDir = mkdtempSync(join(tmpdir(), "exact-fedex-faults-"));
const startedAt = Date.now();
console.log(`seed ${seed}; ${chosen.length} scenarios, ${isLong ? "long" : "quick"}`);
const built = buildWorker(join(dataDir, "build"));
const results: Result[] = [];
for (const scenario of chosen) {
	console.log(`› ${scenario.name}: ${scenario.title}`);
	const result = await runScenario(scenario, { seed, isLong, built, dataDir });
	results.push(result);
	console.log(`  ${result.isSound ? "sound" : "NOT SOUND"} after ${result.seconds} s`);
	for (const { name, value, isFine } of result.checks) {
		console.log(`  ${isFine ? "ok  " : "FAIL"} ${value} ${name}`);
	}
	if (!result.isSound) {
		console.log(result.offenders.map((line) => `  ${line}`).join("\n"));
	}
}
console.log(`\n${toTable(results)}\n`);
if (values.only.length === 0) {
	writeResults(results, { isLong, seed, seconds: Math.round((Date.now() - startedAt) / 1_000) });
}
const isSound = results.every((result) => result.isSound);
if (isSound && !values.keep) {
	rmSync(dataDir, { recursive: true, force: true });
} else {
	console.log(`what it left behind: ${dataDir}`);
}
process.exit(isSound ? 0 : 1);
