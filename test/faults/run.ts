import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { buildWorker } from "./build.ts";
import { runInLanes } from "./lanes.ts";
import type { Result } from "./scenario.ts";
import { scenarios } from "./scenarios/all.ts";
import { commitOfTree, toTable, writeResults } from "./table.ts";

/**
 * Shows that an order never has two labels that can be stuck on a box, and that nothing accepted is lost, whatever
 * goes wrong around the Worker. Counted at the simulators once things have settled; ends with 1 where a count is off.
 */
const { values } = parseArgs({
	options: {
		long: { type: "boolean", default: false },
		only: { type: "string", multiple: true, default: [] },
		without: { type: "string", multiple: true, default: [] },
		seed: { type: "string", default: "1" },
		lanes: { type: "string", default: "6" },
		keep: { type: "boolean", default: false },
		/** Where the results go as JSON, and such files of earlier runs that this one completes. */
		save: { type: "string" },
		with: { type: "string", multiple: true, default: [] },
	},
});
const isLong = values.long;
const seed = Number(values.seed);
const lanes = Number(values.lanes);
const chosen = scenarios
	.filter(({ name, part }) =>
		values.only.length > 0 ? values.only.includes(name) : isLong || part === "quick",
	)
	.filter(({ name }) => !values.without.includes(name));
if (chosen.length === 0) {
	throw new Error(
		`there is no such scenario; there are: ${scenarios.map(({ name }) => name).join(", ")}`,
	);
}
for (const [signal, code] of [
	["SIGINT", 130],
	["SIGTERM", 143],
] as const) {
	process.once(signal, () => process.exit(code));
}

const dataDir = mkdtempSync(join(tmpdir(), "exact-fedex-faults-"));
const startedAt = Date.now();
const commit = commitOfTree();
const secondsSoFar = () => Math.round((Date.now() - startedAt) / 1_000);
console.log(
	`seed ${seed}; ${chosen.length} scenarios, ${isLong ? "long" : "quick"}, in ${lanes} lanes`,
);
const built = buildWorker(join(dataDir, "build"));
const results = await runInLanes(
	chosen,
	{ seed, isLong, built, dataDir, lanes },
	{
		started({ name, title }) {
			console.log(`${secondsSoFar()} s › ${name}: ${title}`);
		},
		ended(result, output) {
			show(result);
			if (!result.isSound && output !== "") {
				console.log(output);
			}
		},
	},
);
const seconds = secondsSoFar();
console.log(`\n${toTable(results)}\n`);
const isSound = results.every((result) => result.isSound);
console.log(
	`${results.filter((result) => result.isSound).length} of ${results.length} sound, ${seconds} s`,
);
for (const result of results) {
	result.commit = commit;
}
if (values.save !== undefined) {
	writeFileSync(values.save, JSON.stringify(results));
}
const earlier = values.with.flatMap((path) => JSON.parse(readFileSync(path, "utf8")) as Result[]);
const wanted = scenarios.filter(({ part }) => isLong || part === "quick").map(({ name }) => name);
const all = [...results, ...earlier];
const complete = wanted.flatMap((name) => all.find((result) => result.name === name) ?? []);
const missing = wanted.filter((name) => all.every((result) => result.name !== name));
// The long ones take an hour and more, so they are run in parts, and it says which are still to be.
if (missing.length === 0 || (isLong && earlier.length > 0)) {
	writeResults(complete, { isLong, seed, seconds, lanes, commit, missing });
}
if (isSound && !values.keep) {
	rmSync(dataDir, { recursive: true, force: true });
} else {
	console.log(`what it left behind: ${dataDir}`);
}
process.exit(isSound ? 0 : 1);

function show({ name, isSound: isFine, seconds: took, checks, offenders }: Result): void {
	console.log(`${secondsSoFar()} s   ${name} ${isFine ? "sound" : "NOT SOUND"} after ${took} s`);
	for (const check of checks) {
		console.log(`  ${check.isFine ? "ok  " : "FAIL"} ${check.value} ${check.name}`);
	}
	if (!isFine) {
		console.log(offenders.map((line) => `  ${line}`).join("\n"));
	}
}
