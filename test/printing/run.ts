import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { startProcess, type Started, stopProcess } from "../../src/tools/start/processes.ts";
import { checkLock } from "./check-lock.ts";
import { checkStationPage } from "./check-station-page.ts";
import { CuttableLine } from "./cuttable-line.ts";
import { FakePrinter } from "./fake-printer.ts";
import { makeReady, seedLabels } from "./labels.ts";
import { callApi, type RunningWorker, startWorker } from "./worker.ts";

/**
 * 500 labels to one station, through the built Worker and the agent as people run it, while the line between the two is
 * cut ten times: twice together with the agent's process, twice together with the printer's connection. Each label must
 * have come out once in the end, and whatever nobody can know is asked about.
 */
const LABELS = 500;
const CUTS = 10;
const IN_BROWSER = 3;
const WITHIN_MS = 120_000;
const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
const random = mulberry32(seed);

type Job = { id: string; title: string; state: string; run: number };
type StationView = { waiting: number; doubtful: number; connectedSince: string | null };

// The runtime takes no module from outside of the folder that it runs in.
mkdirSync(".wrangler", { recursive: true });
const dir = mkdtempSync(join(".wrangler", "print-"));
const ends: (() => unknown)[] = [() => rmSync(dir, { recursive: true, force: true })];
try {
	await run();
} catch (error) {
	console.error(error);
	process.exitCode = 1;
} finally {
	for (const end of ends.toReversed()) {
		await end();
	}
}
process.exit();

async function run(): Promise<void> {
	console.log(`seed ${seed} (SEED=${seed} repeats the cuts)`);
	await checkLock();
	const worker = await startWorker(join(dir, "build"));
	ends.push(() => worker.runtime.dispose());
	const all = await seedLabels(worker, LABELS + 1 + IN_BROWSER);
	const ids = all.slice(0, LABELS + 1);
	const printer = new FakePrinter();
	const printerPort = await printer.listen();
	ends.push(() => printer.close());
	const line = new CuttableLine(worker.port);
	const linePort = await line.listen();
	ends.push(() => line.close());
	const station = await callApi<{ id: string }>(worker, "POST", "/print-stations", {
		name: "Table 1",
		formats: ["ZPL"],
	});
	const { code } = await callApi<{ code: string }>(
		worker,
		"POST",
		`/print-stations/${station.id}/pairing-code`,
	);

	let agent: Started | undefined;
	const startAgent = (args: readonly string[] = []) => {
		const url = `http://127.0.0.1:${linePort}`;
		const flags = ["--url", url, "--raw", `127.0.0.1:${printerPort}`, "--data", join(dir, "agent")];
		agent = startProcess(
			{
				args: ["--no-warnings", "src/tools/print-agent.ts", ...flags, ...args],
				logFile: join(process.env["PRINT_LOGS"] ?? dir, "agent.log"),
			},
			() => undefined,
		);
	};
	startAgent(["--code", code]);
	ends.push(() => agent && stopProcess(agent, "SIGKILL"));
	await until(async () => (await standing(worker, station.id)).connectedSince !== null);

	const readyAt = performance.now();
	await callApi(worker, "POST", `/print-stations/${station.id}/jobs`, {
		documentId: `doc_${ids[LABELS] ?? ""}`,
	});
	await until(async () => printer.counts.size === 1);
	const latencyMs = Math.round(performance.now() - readyAt);

	const cuts = planCuts();
	printer.onLabel = (number, socket) => {
		const cut = cuts.get(number);
		if (cut === undefined) {
			return "print";
		}
		setTimeout(() => {
			line.cut();
			if (cut.with === "agent" && agent !== undefined) {
				stopProcess(agent, "SIGKILL");
				startAgent();
			}
		}, cut.afterMs);
		if (cut.with === "printer") {
			setImmediate(() => socket.resetAndDestroy());
			return cut.isLost ? "lose" : "print";
		}
		if (cut.with === "agent") {
			return "hold";
		}
		return "print";
	};
	const startedAt = performance.now();
	await makeReady(worker, ids.slice(0, LABELS));
	await until(async () => {
		const { waiting } = await standing(worker, station.id);
		return waiting === 0 && line.cuts === CUTS && printer.counts.size > LABELS - CUTS;
	});
	const asked = await listJobs(worker, station.id, "doubtful");
	const twice = [...printer.counts].filter(([, count]) => count > 1);
	const silent = ids.filter(
		(id) => !printer.counts.has(id) && !asked.some((job) => job.id === `prj_${id}`),
	);
	for (const job of asked) {
		const decision = printer.counts.has(job.id.slice("prj_".length)) ? "printed" : "again";
		await callApi(worker, "POST", `/print-stations/${station.id}/jobs/${job.id}/decide`, {
			decision,
			run: job.run,
		});
	}
	await until(async () => {
		const { waiting, doubtful } = await standing(worker, station.id);
		return waiting === 0 && doubtful === 0;
	});
	const wrong = ids.filter((id) => printer.counts.get(id) !== 1);
	console.log(
		`${LABELS} labels, ${line.cuts} cuts, ${asked.length} asked about, ${twice.length} printed twice, ${silent.length} lost unasked, ${wrong.length} not exactly once in the end; a label reaches the printer ${latencyMs} ms after it is ready; ${Math.round((performance.now() - startedAt) / 1_000)} s`,
	);
	const inBrowser = await checkStationPage(worker, all.slice(LABELS + 1));
	console.log(`${IN_BROWSER} labels out of a browser: ${inBrowser.join("; ") || "as they should"}`);
	const isGood =
		inBrowser.length === 0 &&
		twice.length === 0 &&
		silent.length === 0 &&
		wrong.length === 0 &&
		line.cuts === CUTS &&
		asked.length > 0 &&
		latencyMs < 1_000;
	process.exitCode = isGood ? 0 : 1;
}

type Cut = { afterMs: number; with: "line" | "agent" | "printer"; isLost: boolean };

function planCuts(): Map<number, Cut> {
	const numbers = new Set<number>();
	while (numbers.size < CUTS) {
		numbers.add(2 + Math.floor(random() * (LABELS - CUTS)));
	}
	return new Map(
		[...numbers].map((number, index) => {
			const kind = index < 2 ? "agent" : index < 4 ? "printer" : "line";
			return [
				number,
				{ afterMs: Math.floor(random() * 12), with: kind, isLost: index % 2 === 0 },
			] as const;
		}),
	);
}

function standing(worker: RunningWorker, id: string): Promise<StationView> {
	return callApi<StationView>(worker, "GET", `/print-stations/${id}`);
}

async function listJobs(worker: RunningWorker, id: string, state: string): Promise<Job[]> {
	const { items } = await callApi<{ items: Job[] }>(
		worker,
		"GET",
		`/print-stations/${id}/jobs?state=${state}&limit=200`,
	);
	return items;
}

async function until(isDone: () => Promise<boolean>): Promise<void> {
	const giveUpAt = Date.now() + WITHIN_MS;
	while (!(await isDone())) {
		if (Date.now() > giveUpAt) {
			throw new Error("it did not come to its end in time");
		}
		await sleep(100);
	}
}

function mulberry32(from: number): () => number {
	let state = from;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}
