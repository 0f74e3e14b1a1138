import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { seededRandom } from "../simulators/twin/random.ts";
import { followParcels } from "./follow-parcels.ts";
import { misuse } from "./misuse.ts";
import { isFreeOfSecrets } from "./secrets.ts";
import { createsInFlight, twinNow } from "./twins.ts";
import { verifyTracked } from "./verify-tracked.ts";
import { verifyRun } from "./verify.ts";

/**
 * Runs the whole product as `npm start` does, kills the Worker with `kill -9` at random moments if asked to, waits
 * until it has settled, and counts at the simulators what became of every order; with `--tracked` it also moves the
 * clock until every parcel is at its end. Ends with 1 where a count is off.
 */
const { values } = parseArgs({
	options: {
		orders: { type: "string", default: "200" },
		kills: { type: "string", default: "0" },
		seed: { type: "string", default: "1" },
		tracked: { type: "boolean", default: false },
		/** Hours that the clock is moved at once while parcels are followed. */
		step: { type: "string", default: "24" },
	},
});
const kills = Number(values.kills);
if (values.tracked && kills > 0) {
	// What came of an unknown outcome is a person's to tell, so its parcel is not followed.
	throw new RangeError("--tracked takes no --kills");
}
const random = seededRandom(Number(values.seed));
const dataDir = mkdtempSync(join(tmpdir(), "exact-fedex-"));
const ports = { PORT: "18787", EXACT_PORT: "19101", FEDEX_PORT: "19102" };
const exactUrl = `http://127.0.0.1:${ports.EXACT_PORT}`;
const fedexUrl = `http://127.0.0.1:${ports.FEDEX_PORT}`;
const workerUrl = `http://127.0.0.1:${ports.PORT}`;

const startedAt = Date.now();
const starter = spawn(
	process.execPath,
	["--no-warnings", "src/tools/start.ts", "--fresh", "--plain", "--orders", values.orders],
	{ env: { ...process.env, ...ports, DATA_DIR: dataDir }, stdio: ["ignore", "pipe", "inherit"] },
);
let said = "";
let killedPid = 0;
starter.stdout.on("data", (chunk: Buffer) => {
	said += chunk.toString();
	process.stdout.write(chunk);
});

let isSound = false;
try {
	const inFlight = await killAtRandom();
	await untilSaid("Connector  ", 15 * 60_000);
	const { adminToken } = JSON.parse(readFileSync(join(dataDir, "secrets.json"), "utf8")) as {
		adminToken: string;
	};
	const verdict = await verifyRun({ workerUrl, exactUrl, fedexUrl, adminToken, inFlight, kills });
	for (const line of verdict.lines) {
		console.log(line);
	}
	const isTold = !values.tracked || (await followToTheEnd(adminToken));
	const given = await misuse({ workerUrl, adminToken });
	isSound = verdict.isSound && isTold && isFreeOfSecrets({ dataDir, said, given });
	console.log(`took ${Math.round((Date.now() - startedAt) / 1_000)} s`);
} finally {
	starter.kill("SIGTERM");
	await new Promise((resolve) => starter.once("exit", resolve));
	if (isSound) {
		rmSync(dataDir, { recursive: true, force: true });
	} else {
		console.log(`what it left behind: ${dataDir}`);
	}
}
process.exit(isSound ? 0 : 1);

async function followToTheEnd(adminToken: string): Promise<boolean> {
	const facts = { workerUrl, exactUrl, fedexUrl, adminToken, stepHours: Number(values.step) };
	await followParcels(facts);
	const verdict = await verifyTracked(facts);
	for (const line of verdict.lines) {
		console.log(line);
	}
	return verdict.isSound;
}

/** Kills the Worker after random delays while labels are being made; answers the creates that were in flight. */
async function killAtRandom(): Promise<number> {
	let inFlight = 0;
	if (kills === 0) {
		return inFlight;
	}
	await untilSaid("released", 5 * 60_000);
	for (let kill = 1; kill <= kills; kill += 1) {
		const pid = await freshPid();
		await pause(100 + random() * 1_100);
		if (said.includes("Connector  ")) {
			break;
		}
		const offset = (await twinNow(exactUrl)) - Date.now();
		process.kill(pid, "SIGKILL");
		const open = await createsInFlight(fedexUrl, Date.now() + offset);
		inFlight += open;
		console.log(`  kill -9 ${kill} of ${kills}: ${open} creates in flight`);
	}
	return inFlight;
}

/** The Worker's process once it answers again. */
async function freshPid(): Promise<number> {
	for (;;) {
		if (starter.exitCode !== null) {
			throw new Error("the starter ended");
		}
		const path = join(dataDir, "run.json");
		if (existsSync(path)) {
			const { worker } = JSON.parse(readFileSync(path, "utf8")) as { worker: { pid: number } };
			if (worker.pid !== killedPid && (await isUp())) {
				killedPid = worker.pid;
				return worker.pid;
			}
		}
		await pause(100);
	}
}

async function isUp(): Promise<boolean> {
	try {
		const response = await fetch(`${workerUrl}/health`);
		await response.body?.cancel();
		return response.ok;
	} catch {
		return false;
	}
}

async function untilSaid(text: string, timeoutMs: number): Promise<void> {
	const until = Date.now() + timeoutMs;
	while (!said.includes(text)) {
		if (Date.now() > until || starter.exitCode !== null) {
			throw new Error(`the run never came to "${text}"`);
		}
		await pause(100);
	}
}

function pause(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}
