import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { type Api, createApi } from "./start/api.ts";
import {
	connectDemo,
	type DemoAccount,
	type DemoDivision,
	type Division,
} from "./start/connect.ts";
import { keepTicking } from "./start/keep-ticking.ts";
import { readOptions, type StartOptions } from "./start/options.ts";
import {
	runningCount,
	startProcess,
	type Started,
	stopAll,
	stopProcess,
	untilAnswers,
} from "./start/processes.ts";
import { workUntilDone } from "./start/progress.ts";
import { report } from "./start/report.ts";
import { endProgress, say, show } from "./start/screen.ts";
import { localSecrets } from "./start/secrets.ts";
import { askAfterLabel, findTrackingPage, isTakenBack, showKinds } from "./start/showcase.ts";
import type { Status } from "./start/status.ts";
import { type LogSummary, moveClock, twinGet } from "./start/twin.ts";
import { applyMigrations, devArguments, QUIET } from "./start/wrangler.ts";

/**
 * The whole product on this machine: simulators of both vendors, the Worker with local storage, connected through
 * the real consent redirect, mapped, released and shipping. Stays up; a Worker that dies is started again.
 */
const options = readOptions(process.argv.slice(2), process.env);
const urls = {
	worker: `http://127.0.0.1:${options.ports.worker}`,
	exact: `http://127.0.0.1:${options.ports.exact}`,
	fedex: `http://127.0.0.1:${options.ports.fedex}`,
};
const stateDir = join(options.dataDir, "worker");
let isStopping = false;

process.once("SIGINT", leave);
process.once("SIGTERM", leave);
process.once("exit", stopAll);

async function main({ isFresh, isOnce, isBare, isPlain, dataDir }: StartOptions): Promise<void> {
	if (isFresh) {
		rmSync(dataDir, { recursive: true, force: true });
	}
	mkdirSync(stateDir, { recursive: true });
	const secrets = localSecrets(join(dataDir, "secrets.json"));
	say("starting the simulators of Exact Online and FedEx");
	const exact = startTwin("exact", { EXACT_PORT: String(options.ports.exact) });
	await untilAnswers(`${urls.exact}/_twin/clock`, 60_000);
	const fedex = startTwin("fedex", {
		FEDEX_PORT: String(options.ports.fedex),
		CLOCK_ORIGIN: urls.exact,
	});
	await untilAnswers(`${urls.fedex}/_twin/clock`, 60_000);
	say("starting the Worker");
	applyMigrations(stateDir);
	keepWorkerRunning(devArgumentsOf(secrets), { exact, fedex });
	await untilAnswers(`${urls.worker}/health`, 120_000);

	const api = createApi(urls.worker, secrets.adminToken);
	if (isBare) {
		console.log(addresses(secrets.adminToken, undefined));
		await keepTicking(api, urls.exact, () => isStopping);
		return;
	}
	const demo = await twinGet<{ divisions: DemoDivision[] }>(urls.exact, "demo");
	const { accounts } = await twinGet<{ accounts: Record<string, DemoAccount> }>(urls.fedex, "demo");
	const divisions = await connectDemo(api, demo.divisions, accounts, say);
	const before = await releaseHeld(api, divisions, demo.divisions);
	await workUntilDone(api, urls.exact, isQuiet, show);
	const after = await twinGet<LogSummary>(urls.exact, "log?summary=1");
	const fedexLog = await twinGet<LogSummary>(urls.fedex, "log?summary=1");
	endProgress();
	console.log(`\n${await report(api, divisions, { before, after, fedex: fedexLog })}\n`);
	if (!isPlain) {
		await askAfterLabel(api, say);
		const isSettled = async (status: Status) => (await isQuiet(status)) && isTakenBack(api);
		await workUntilDone(api, urls.exact, isSettled, show);
		endProgress();
		console.log(`\n${await showKinds(api, urls.worker)}\n`);
	}
	console.log(addresses(secrets.adminToken, await findTrackingPage(api)));
	if (isOnce) {
		leave();
		return;
	}
	await keepTicking(api, urls.exact, () => isStopping);
}

function devArgumentsOf(secrets: { encryptionKeys: string; adminToken: string }): string[] {
	return devArguments({ port: options.ports.worker, stateDir }, secrets, {
		publicUrl: urls.worker,
		exactOrigin: `${urls.exact}/{region}`,
		fedexOrigin: urls.fedex,
		clockOrigin: urls.exact,
	});
}

/** Waits for the first poll of divisions on hold, then releases them; answers what Exact was asked until then. */
async function releaseHeld(
	api: Api,
	divisions: readonly Division[],
	demo: readonly DemoDivision[],
): Promise<LogSummary> {
	await workUntilDone(
		api,
		urls.exact,
		async () => {
			const { items } = await api.get<{ items: Division[] }>("/api/v1/divisions?limit=200");
			return items.every((division) => division.mode !== "hold" || division.lastPollAt !== null);
		},
		show,
	);
	const before = await twinGet<LogSummary>(urls.exact, "log?summary=1");
	const { items } = await api.get<{ items: Division[] }>("/api/v1/divisions?limit=200");
	for (const division of items.filter((found) => found.mode === "hold")) {
		const mode = demo.find(({ code }) => code === division.code)?.mode ?? "live";
		await release(api, division.id, mode);
		say(mode === "live" ? `released ${division.name}` : `released ${division.name} as a shadow`);
	}
	return divisions.length === 0 ? { counts: {}, broken: {} } : before;
}

/** A Worker that died in the middle may have done it: then it is live already. */
async function release(api: Api, divisionId: string, wanted: "live" | "shadow"): Promise<void> {
	try {
		await api.send("POST", `/api/v1/divisions/${divisionId}/release`, {
			mode: wanted,
			orders: "all",
		});
	} catch (error) {
		const { mode } = await api.get<Division>(`/api/v1/divisions/${divisionId}`);
		if (mode !== wanted) {
			throw error;
		}
	}
}

function isQuiet({ shipments, writeBacks, due }: Status): Promise<boolean> {
	const open = shipments.planned + shipments.creating + writeBacks.pending;
	return Promise.resolve(due.now === 0 && open === 0);
}

function startTwin(name: "exact" | "fedex", env: Record<string, string>): Started {
	return startProcess(
		{
			args: ["--no-warnings", join("test", "simulators", name, "main.ts")],
			env: {
				...env,
				STATE_DIR: join(options.dataDir, "simulators"),
				DEMO_ORDERS: String(options.orders),
				DEMO_SHOWCASE: options.isPlain || options.isBare ? "" : "1",
			},
			logFile: join(options.dataDir, `${name}.log`),
		},
		(code) => {
			if (!isStopping) {
				console.error(
					`the simulator of ${name} ended (${code}); see ${options.dataDir}/${name}.log`,
				);
				leave();
			}
		},
	);
}

function keepWorkerRunning(args: string[], twins: { exact: Started; fedex: Started }): void {
	const worker = startProcess(
		{ args, env: QUIET, logFile: join(options.dataDir, "worker.log") },
		() => {
			if (!isStopping) {
				void restartWorker(args, twins);
			}
		},
	);
	writeFileSync(
		join(options.dataDir, "run.json"),
		JSON.stringify({
			worker: { url: urls.worker, pid: worker.pid },
			exact: { url: urls.exact, pid: twins.exact.pid },
			fedex: { url: urls.fedex, pid: twins.fedex.pid },
		}),
	);
	watchHealth(worker);
}

/** The leases of a Worker that died belong to nobody, so the clock is moved past them. */
const LONGEST_LEASE_MS = 181_000;

async function restartWorker(
	args: string[],
	twins: { exact: Started; fedex: Started },
): Promise<void> {
	say("the Worker died; starting it again");
	const { now } = await twinGet<{ now: string }>(urls.exact, "clock");
	await moveClock(urls.exact, new Date(Date.parse(now) + LONGEST_LEASE_MS).toISOString());
	keepWorkerRunning(args, twins);
}

const UP_WITHIN_TRIES = 60;
const MISSED_BEFORE_KILL = 5;

/** The runtime can die while the process around it lives on: then the whole is ended, and so started again. */
function watchHealth(worker: Started): void {
	let missed = -UP_WITHIN_TRIES;
	const timer = setInterval(async () => {
		try {
			const response = await fetch(`${urls.worker}/health`, {
				signal: AbortSignal.timeout(10_000),
			});
			await response.body?.cancel();
			missed = 0;
		} catch {
			missed += 1;
		}
		if (missed >= MISSED_BEFORE_KILL) {
			clearInterval(timer);
			stopProcess(worker, "SIGKILL");
		}
	}, 1_000);
	worker.child.on("exit", () => clearInterval(timer));
}

function addresses(adminToken: string, trackingPage: string | undefined): string {
	return [
		`Connector        ${urls.worker}/   (administrator's token: ${adminToken})`,
		`API              ${urls.worker}/console/api   (for programs: ${urls.worker}/api/v1/openapi.json)`,
		...(trackingPage === undefined ? [] : [`Customer's page  ${trackingPage}`]),
		`Print station    ${urls.worker}/station   pair it with a code of ${urls.worker}/console/printing/new`,
		`Exact, simulated ${urls.exact}/   approve an order, move the clock, see the Documents`,
		`FedEx, simulated ${urls.fedex}/   shipments with their labels`,
		`Storage          ${urls.worker}/cdn-cgi/local/explorer`,
		`Logs             ${join(options.dataDir, "worker.log")}`,
		"",
		`Try: press "+1 day" at ${urls.exact}/ and watch the parcels move and the Documents tell it.`,
		"Ctrl-C ends it; the state stays. `npm start -- --fresh` begins again.",
	].join("\n");
}

function leave(): void {
	isStopping = true;
	stopAll();
	const timer = setInterval(() => {
		if (runningCount() === 0) {
			clearInterval(timer);
			process.exit();
		}
	}, 50);
	setTimeout(() => process.exit(), 5_000).unref();
}

await main(options);
