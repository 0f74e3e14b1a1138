import type { Fault } from "../../simulators/twin/faults.ts";
import type { Run, Scenario } from "../scenario.ts";
import { releaseAll } from "../settle.ts";
import { setFaults, tellTwin } from "../twin-controls.ts";

const HOUR_MS = 3_600_000;

/** 5 % committed and then cut, 5 % 500 after the commit, 5 % 503 before it, 2 % cut in half or HTML. */
const CREATES: Fault[] = [
	{ operation: "ship.create", kind: "cut-after", rate: 0.05 },
	{ operation: "ship.create", kind: "status-after", status: 500, rate: 0.05 },
	{ operation: "ship.create", kind: "status-before", status: 503, rate: 0.05 },
	{ operation: "ship.create", kind: "half", rate: 0.01 },
	{ operation: "ship.create", kind: "html", rate: 0.01 },
];
const DOCUMENTS: Fault[] = [
	{ operation: "write.Documents", kind: "cut-after", rate: 0.05 },
	{ operation: "write.Documents", kind: "status-after", status: 500, rate: 0.03 },
	{ operation: "write.Documents", kind: "status-before", status: 503, rate: 0.05 },
	{ operation: "write.Documents", kind: "half", rate: 0.01 },
	{ operation: "write.Documents", kind: "html", rate: 0.01 },
];

export const uncertain: Scenario = {
	name: "uncertain",
	part: "quick",
	load: 2,
	title:
		"of FedEx's creates 5 % cut and 5 % 500 after the commit, 5 % 503 before it, 2 % cut in half or HTML; the same of Exact's Documents",
	run: (run) => withDoubt(run, 45_000),
};

export const uncertainAndLate: Scenario = {
	name: "uncertain-late",
	part: "quick",
	load: 4,
	title: "the same, and FedEx finds a label by its reference only 20 minutes after it was made",
	run: (run) => withDoubt(run, 20 * 60_000),
};

async function withDoubt(run: Run, lookupDelayMs: number): Promise<void> {
	await run.world.begin({ orders: run.isLong ? 1_250 : 60, seed: run.seed });
	await tellTwin("fedex", "PUT", "settings", { lookupDelayMs });
	await setFaults("fedex", CREATES, run.seed);
	await setFaults("exact", DOCUMENTS, run.seed);
	await releaseAll(run.world);
	await run.settle({ patienceMs: 30 * HOUR_MS });
}
