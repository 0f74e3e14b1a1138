import {
	cpSync,
	existsSync,
	mkdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";

import { type Api, createApi } from "../../src/tools/start/api.ts";
import {
	connectDemo,
	type DemoAccount,
	type DemoDivision,
	type Division,
} from "../../src/tools/start/connect.ts";
import {
	startProcess,
	type Started,
	stopProcess,
	untilAnswers,
} from "../../src/tools/start/processes.ts";
import type { Status } from "../../src/tools/start/progress.ts";
import { moveClock, twinGet } from "../../src/tools/start/twin.ts";
import { PORTS, URLS } from "./addresses.ts";
import type { Built } from "./build.ts";
import { type Control, type KilledAt, openControl } from "./control.ts";
import { readAll } from "./settle.ts";
import { type FaultPlan, NO_FAULTS } from "./worker/plan.ts";

export type WorldStatus = Status & {
	connections: { id: string; status: string }[];
	budgets: { callsToday: { read: number; write: number } }[];
};

/** The leases of a Worker that died belong to nobody, so the clock is moved past them. */
const LONGEST_LEASE_MS = 181_000;
const SECRETS = {
	encryptionKeys: JSON.stringify({ k1: "5RtbWqkHc3L0yz8vJmSxPdNaUeFgTiKoQrCbVwXyZ1A=" }),
	adminToken: "an-administrator-token-of-the-harness",
};

/**
 * One scenario's world: both simulators and the built Worker, each a process of its own with state on disk. A Worker
 * that dies is started again, with the same plan of faults, once the clock is past the leases it held.
 */
export class World {
	readonly api: Api;
	readonly dir: string;
	divisions: Division[] = [];
	restarts = 0;
	/** The next reading of the feeds, at the latest; what came in before is known then. */
	readBy = 0;
	/** Told of the call that the Worker was killed at, before it is started again. */
	onKill: (at: KilledAt) => void = () => undefined;
	readonly #built: Built;
	#plan: FaultPlan = NO_FAULTS;
	#twins: Started[] = [];
	#worker: Started | undefined;
	#control: Control | undefined;
	#up: Promise<void> = Promise.resolve();
	#isStopping = false;

	constructor(dir: string, built: Built) {
		this.dir = dir;
		this.#built = built;
		this.api = createApi(URLS.worker, SECRETS.adminToken);
	}

	/**
	 * Everything runs, the demo's divisions are connected, read and on hold, and nothing is shipped. The first world of
	 * a kind is kept, and the next ones begin as a copy of it.
	 */
	async begin({ orders, seed }: { orders: number; seed: number }): Promise<void> {
		const kept = join(dirname(this.dir), `base-${orders}-${seed}`);
		rmSync(this.dir, { recursive: true, force: true });
		if (!existsSync(kept)) {
			mkdirSync(this.dir, { recursive: true });
			await this.#startAll(true, { DEMO_ORDERS: String(orders), DEMO_SEED: String(seed) });
			this.divisions = await this.#connect();
			await readAll(this);
			await this.#stopAll();
			writeFileSync(join(this.dir, "divisions.json"), JSON.stringify(this.divisions));
			renameSync(this.dir, kept);
		}
		cpSync(kept, this.dir, { recursive: true });
		this.divisions = JSON.parse(
			readFileSync(join(this.dir, "divisions.json"), "utf8"),
		) as Division[];
		await this.#startAll(false, {});
	}

	async #connect(): Promise<Division[]> {
		const demo = await twinGet<{ divisions: DemoDivision[] }>(URLS.exact, "demo");
		const { accounts } = await twinGet<{ accounts: Record<string, DemoAccount> }>(
			URLS.fedex,
			"demo",
		);
		return connectDemo(this.api, demo.divisions, accounts, () => undefined);
	}

	async #startAll(isFresh: boolean, seed: Record<string, string>): Promise<void> {
		this.#isStopping = false;
		this.#control = await openControl(PORTS.control, (at) => {
			this.onKill(at);
			this.kill();
		});
		this.#startTwin("exact", { EXACT_PORT: String(PORTS.exact), ...seed });
		this.#startTwin("fedex", {
			FEDEX_PORT: String(PORTS.fedex),
			CLOCK_ORIGIN: URLS.exact,
			LATENCY_MS: "20",
		});
		await Promise.all([
			untilAnswers(`${URLS.exact}/_twin/clock`, 60_000),
			untilAnswers(`${URLS.fedex}/_twin/clock`, 60_000),
			this.#startWorker(isFresh),
		]);
	}

	/** Gives consent again, as the administrator would. */
	async connectAgain(): Promise<void> {
		await this.#connect();
	}

	async setPlan(plan: FaultPlan): Promise<void> {
		this.#plan = plan;
		await this.up();
		await this.api.send("POST", "/_fault/plan", plan).catch(() => undefined);
	}

	/** What the Worker meets from its next start on. */
	planAhead(plan: FaultPlan): void {
		this.#plan = plan;
	}

	async up(): Promise<void> {
		await this.#up;
	}

	async look(): Promise<WorldStatus | undefined> {
		try {
			await this.up();
			await this.api.tick();
			const response = await fetch(`${URLS.worker}/api/v1/status`, {
				headers: { authorization: `Bearer ${SECRETS.adminToken}` },
				signal: AbortSignal.timeout(20_000),
			});
			const text = await response.text();
			return response.ok ? (JSON.parse(text) as WorldStatus) : undefined;
		} catch {
			// It is being started again, or was struck by a fault.
			return undefined;
		}
	}

	async calls(): Promise<Record<string, number>> {
		await this.up();
		return this.api.get("/_fault/calls");
	}

	/** Drains that the Worker is in the middle of. */
	async runningDrains(): Promise<number> {
		await this.up();
		return (await this.api.get<{ drains: number }>("/_fault/running")).drains;
	}

	async now(): Promise<number> {
		return Date.parse((await twinGet<{ now: string }>(URLS.exact, "clock")).now);
	}

	async advance(ms: number): Promise<void> {
		await moveClock(URLS.exact, new Date((await this.now()) + ms).toISOString());
	}

	kill(): void {
		if (this.#worker !== undefined) {
			stopProcess(this.#worker, "SIGKILL");
		}
	}

	get hostPid(): number {
		return this.#worker?.pid ?? 0;
	}

	/** What the database is now, kept beside it; the Worker is killed for it. */
	async copyDatabase(direction: "keep" | "put back"): Promise<void> {
		const paths = [join(this.dir, "worker", "d1"), join(this.dir, "d1-kept")];
		const [from = "", to = ""] = direction === "keep" ? paths : paths.toReversed();
		this.#pausedStart = () => {
			rmSync(to, { recursive: true, force: true });
			cpSync(from, to, { recursive: true });
		};
		this.kill();
		await new Promise((resolve) => setTimeout(resolve, 100));
		await this.up();
	}

	#pausedStart: () => void = () => undefined;

	async end(): Promise<void> {
		await this.#up.catch(() => undefined);
		await this.#stopAll();
	}

	async #stopAll(): Promise<void> {
		this.#isStopping = true;
		const all = [...this.#twins, ...(this.#worker === undefined ? [] : [this.#worker])];
		await Promise.all(all.map(stopAndWait));
		this.#twins = [];
		this.#worker = undefined;
		this.#control?.close();
	}

	#startTwin(name: "exact" | "fedex", env: Record<string, string>): void {
		const started = startProcess(
			{
				args: ["--no-warnings", join("test", "simulators", name, "main.ts")],
				env: { ...env, STATE_DIR: join(this.dir, "simulators") },
				logFile: join(this.dir, `${name}.log`),
			},
			() => {
				if (!this.#isStopping) {
					throw new Error(`the simulator of ${name} ended; see ${this.dir}/${name}.log`);
				}
			},
		);
		this.#twins.push(started);
	}

	async #startWorker(isFresh: boolean): Promise<void> {
		const optionsPath = join(this.dir, "host.json");
		writeFileSync(
			optionsPath,
			JSON.stringify({
				...this.#built,
				port: PORTS.worker,
				stateDir: join(this.dir, "worker"),
				isFresh,
				vars: {
					ENCRYPTION_KEYS: SECRETS.encryptionKeys,
					ADMIN_TOKEN: SECRETS.adminToken,
					PUBLIC_URL: URLS.worker,
					JURISDICTION: "",
					EXACT_ORIGIN: `${URLS.exact}/{region}`,
					FEDEX_ORIGIN: URLS.fedex,
					CLOCK_ORIGIN: URLS.exact,
					FAULT_PLAN: JSON.stringify(this.#plan),
					FAULT_CONTROL: `http://127.0.0.1:${PORTS.control}`,
				},
			}),
		);
		const started = startProcess(
			{
				args: ["--no-warnings", join("test", "faults", "host.ts"), optionsPath],
				logFile: join(this.dir, "worker.log"),
			},
			() => {
				if (!this.#isStopping) {
					this.#up = this.#startAgain();
				}
			},
		);
		this.#worker = started;
		await new Promise<void>((resolve, reject) => {
			started.child.stdout?.on("data", (chunk: Buffer) => {
				if (chunk.includes("ready\n")) {
					resolve();
				}
			});
			started.child.once("exit", () => reject(new Error("the Worker ended while it started")));
		});
	}

	async #startAgain(): Promise<void> {
		this.restarts += 1;
		this.#pausedStart();
		this.#pausedStart = () => undefined;
		await this.advance(LONGEST_LEASE_MS);
		await this.#startWorker(false);
	}
}

function stopAndWait(started: Started): Promise<void> {
	return new Promise((resolve) => {
		if (started.child.exitCode !== null || started.child.signalCode !== null) {
			resolve();
			return;
		}
		started.child.once("exit", () => resolve());
		stopProcess(started, "SIGKILL");
	});
}
