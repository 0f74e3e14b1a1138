import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

import type { WriteBackPolicy } from "../../src/shipping/model/division-settings.ts";
import { type Afforded, affordedBy } from "./afford.ts";
import { checksOf } from "./checks.ts";
import { workingDays } from "./orders.ts";
import { reportOf } from "./report.ts";
import { simulateInNode } from "./simulate-in-node.ts";
import { callsOf, type SliceCalls, SLICES } from "./slice.ts";
import type { Scenario } from "./world.ts";

/**
 * A month of shipments in virtual time: how fresh, at what cost, and whether every limit is kept. Ends with 1 where one
 * is not. Writes `RESULTS.md` unless told not to; `--small` is the size that is checked with every change.
 */
const { values } = parseArgs({
	options: {
		shipments: { type: "string" },
		days: { type: "string" },
		divisions: { type: "string" },
		seed: { type: "string", default: "1" },
		small: { type: "boolean", default: false },
		/** Writes down what the slices cost that are run in workerd as well, and does nothing else. */
		slices: { type: "boolean", default: false },
		report: { type: "string", default: join("test", "simulate", "RESULTS.md") },
	},
});
const size = values.small
	? { shipments: 3_000, days: 3, divisions: 2 }
	: { shipments: 100_000, days: 30, divisions: 4 };
const scenario: Scenario = {
	shipments: Number(values.shipments ?? size.shipments),
	days: Number(values.days ?? size.days),
	divisions: Number(values.divisions ?? size.divisions),
	policy: "end-state",
	seed: Number(values.seed),
};
/** What a policy costs a shipment hardly depends on how many there are, so fewer tell it. */
const POLICY_RUN = { shipments: 6_000, days: 5 };
const OTHER_POLICIES: readonly WriteBackPolicy[] = ["milestones", "every-scan"];

if (values.slices) {
	const told: Record<string, SliceCalls> = {};
	for (const [name, slice] of Object.entries(SLICES)) {
		told[name] = callsOf(await simulateInNode(slice, (line) => console.log(`${name}: ${line}`)));
	}
	writeFileSync(
		join("test", "simulate", "slices.json"),
		`${JSON.stringify(told, undefined, "\t")}\n`,
	);
	process.exit(0);
}

const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
const startedAt = performance.now();
const outcome = await simulateInNode(scenario, (line) => console.log(line));
const seconds = Math.round((performance.now() - startedAt) / 1_000);
const checks = checksOf(outcome);
for (const { name, measured, limit, isKept } of checks) {
	console.log(`${isKept ? "kept  " : "BROKEN"} ${name}: ${measured} (${limit})`);
}
if (!values.small) {
	const days = workingDays(scenario.days).length;
	const afforded: Afforded[] = affordedBy("end-state", outcome, days, scenario.divisions);
	for (const policy of OTHER_POLICIES) {
		const other = { ...scenario, ...POLICY_RUN, policy };
		const told = await simulateInNode(other, (line) => console.log(`${policy}: ${line}`));
		afforded.push(...affordedBy(policy, told, workingDays(other.days).length, other.divisions));
	}
	const date = new Date().toISOString().slice(0, 10);
	writeFileSync(
		values.report,
		reportOf({ scenario, outcome, checks, afforded, workingDays: days, seconds, commit, date }),
	);
	console.log(`${values.report} is written`);
}
process.exit(checks.every(({ isKept }) => isKept) ? 0 : 1);
