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
import { startProcess, type Started, untilAnswers } from "../../src/tools/start/processes.ts";
import type { Status } from "../../src/tools/start/status.ts";
import { moveClock, twinGet } from "../../src/tools/start/twin.ts";
import { PORTS, URLS } from "./addresses.ts";
import type { Built } from "./build.ts";
import { type Control, type KilledAt, openControl } from "./control.ts";
import { readAll } from "./settle.ts";
import { tellTwin } from "./twin-controls.ts";
import { stopAndWait, WorkerProcess } from "./worker-process.ts";
import { type FaultPlan, NO_FAULTS } from "./worker/plan.ts";

export type WorldStatus = Status & {
	connections: { id: string; status: string }[];
	budgets: { callsToday: { read: number; write: number } }[];
};

/** Instants of virtual time, in milliseconds, both included. */
export type Span = { from: number; to: number };

/** The leases of a Worker that died belong to nobody, so the clock is moved past them. */
const LONGEST_LEASE_MS = 181_000;
const LOOK_AGAIN_MS = 40;
/** A label whose answer was lost is on no box, so no courier scans it before it is looked up. */
const PICKUP_AFTER_MS = 48 * 3_600_000;
const QUIET_WITHIN_MS = 10_000;
const SECRETS = {
	encryptionKeys: JSON.stringify({ k1: "5RtbWqkHc3L0yz8vJmSxPdNaUeFgTiKoQrCbVwXyZ1A=" }),
	adminToken: "an-administrator-token-of-the-harness",
};

/**
 * One scenario's world: both simulators and the built Worker, each a process of its own with state on disk. A Worker
 * that is killed runs again with what lies on disk, and the clock moves past the leases it held.
 */
export class World {
	readonly api: Api;
	readonly dir: string;
	divisions: Division[] = [];
	restarts = 0;
	/**
	 * When the Worker was away, on the simulators' clock: from the kill until the clock has passed its leases. What it had
	 * sent before may reach a simulator in that time.
	 */
	readonly away: Span[] = [];
	/** The next reading of the feeds, at the latest; what came in before is known then. */
	readBy = 0;
	/** Told of the call that the Worker is killed at and of those it has made, before it is killed. */
	onKill: (at: KilledAt, calls: string[]) => void = () => undefined;
	/** Regions of the divisions that may ship; what is on hold is nobody's to ship. */
	readonly released = new Set<string>();
	/** Orders of which the database held two labels that could be printed, after any batch that was written. */
	readonly twoPrintable = new Set<string>();
	readonly #built: Built;
	readonly #worker: WorkerProcess;
	#plan: FaultPlan = NO_FAULTS;
	#twins: Started[] = [];
	#control: Control | undefined;
	#up: Promise<void> = Promise.resolve();
	#isStopping = false;
	#isInspected = false;

	constructor(dir: string, built: Built) {
		this.dir = dir;
		this.#built = built;
		this.#worker = new WorkerProcess(dir);
		this.api = createApi(URLS.worker, SECRETS.adminToken);
	}

	/**
	 * Everything runs, the demo's divisions are connected, read and on hold, and nothing is shipped. The first world of
	 * a kind is kept, and the next ones begin as a copy of it.
	 */
	async begin(options: { orders: number; seed: number; isInspected?: boolean }): Promise<void> {
		const { orders, seed } = options;
		this.#isInspected = options.isInspected ?? false;
		const kept = join(dirname(this.dir), `base-${orders}-${seed}`);
		rmSync(this.dir, { recursive: true, force: true });
		if (!existsSync(kept)) {
			mkdirSync(this.dir, { recursive: true });
			await this.#startAll(true, { DEMO_ORDERS: String(orders), DEMO_SEED: String(seed) });
			await tellTwin("fedex", "PUT", "settings", { pickupAfterMs: PICKUP_AFTER_MS });
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
		this.#control = await openControl(PORTS.control, {
			plan: () => this.#plan,
			kill: (at, calls) => {
				this.onKill(at, calls);
				this.kill();
			},
			twoPrintable: (orders) => {
				for (const order of orders) {
					this.twoPrintable.add(order);
				}
			},
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

	/** What a person asks for once: where the Worker dies in the middle of it, they look later and do not ask again. */
	async click(path: string): Promise<void> {
		await this.up();
		await fetch(`${URLS.worker}${path}`, {
			method: "POST",
			headers: { authorization: `Bearer ${SECRETS.adminToken}` },
			signal: AbortSignal.timeout(20_000),
		})
			.then((response) => response.text())
			.catch(() => undefined);
	}

	async calls(): Promise<Record<string, number>> {
		await this.up();
		return this.api.get("/_fault/calls");
	}

	/** How often each rule of the plan struck since it was made. */
	async strikes(): Promise<number[]> {
		await this.up();
		return this.api.get("/_fault/strikes");
	}

	/** Drains that the Worker is in the middle of. */
	async runningDrains(): Promise<number> {
		await this.up();
		const response = await fetch(`${URLS.worker}/_fault/running`);
		return ((await response.json()) as { drains: number }).drains;
	}

	/** Waits until nothing runs in the Worker, or at most so long in real time. */
	async untilQuiet(mostMs: number): Promise<void> {
		const until = Date.now() + mostMs;
		do {
			// What was just sent for may not have begun.
			await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
		} while (Date.now() < until && (await this.runningDrains().catch(() => 0)) > 0);
	}

	async now(): Promise<number> {
		return Date.parse((await twinGet<{ now: string }>(URLS.exact, "clock")).now);
	}

	async advance(ms: number): Promise<void> {
		await moveClock(URLS.exact, new Date((await this.now()) + ms).toISOString());
	}

	/** `kill -9` of the runtime; it is up again when `up()` says so. */
	kill(): void {
		const isReady = this.#worker.kill();
		if (isReady !== undefined) {
			this.restarts += 1;
			this.#up = Promise.all([isReady, this.#passLeases()]).then(() => undefined);
		}
	}

	async #passLeases(): Promise<void> {
		const from = await this.now();
		const to = from + LONGEST_LEASE_MS;
		this.away.push({ from, to });
		await moveClock(URLS.exact, new Date(to).toISOString());
	}

	/** Processes of the Worker that ended by themselves. */
	get crashes(): number {
		return this.#worker.crashes;
	}

	get runtimePid(): number {
		return this.#worker.runtimePid;
	}

	/** What the database is now, kept beside it or put back, while the Worker is away. */
	async copyDatabase(direction: "keep" | "put back"): Promise<void> {
		const paths = [join(this.dir, "worker", "d1"), join(this.dir, "d1-kept")];
		const [from = "", to = ""] = direction === "keep" ? paths : paths.toReversed();
		// A grant that died for it would be another story.
		await this.untilQuiet(QUIET_WITHIN_MS);
		await this.#worker.stop();
		this.restarts += 1;
		rmSync(to, { recursive: true, force: true });
		cpSync(from, to, { recursive: true });
		// As good as a kill for what was in the middle of something all the same.
		await this.#passLeases();
		await this.#startWorker(false);
	}

	/** Runs with the Worker away, and starts it again with what lies on disk then. */
	async whileAway(work: (folder: string) => Promise<void>): Promise<void> {
		await this.untilQuiet(QUIET_WITHIN_MS);
		await this.#worker.stop();
		this.restarts += 1;
		await work(join(this.dir, "worker"));
		await this.#passLeases();
		await this.#startWorker(false);
	}

	/** What must not be seen where it was not meant to be. */
	get secrets(): { encryptionKeys: string; adminToken: string } {
		return SECRETS;
	}

	async end(): Promise<void> {
		await this.#up.catch(() => undefined);
		await this.#stopAll();
	}

	async #stopAll(): Promise<void> {
		this.#isStopping = true;
		await Promise.all([this.#worker.stop(), ...this.#twins.map(stopAndWait)]);
		this.#twins = [];
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
		await this.#worker.start({
			...this.#built,
			port: PORTS.worker,
			stateDir: join(this.dir, "worker"),
			isFresh,
			...(this.#isInspected ? { inspectorPort: PORTS.inspector } : {}),
			vars: {
				ENCRYPTION_KEYS: SECRETS.encryptionKeys,
				ADMIN_TOKEN: SECRETS.adminToken,
				PUBLIC_URL: URLS.worker,
				JURISDICTION: "",
				EXACT_ORIGIN: `${URLS.exact}/{region}`,
				FEDEX_ORIGIN: URLS.fedex,
				CLOCK_ORIGIN: URLS.exact,
				FAULT_CONTROL: `http://127.0.0.1:${PORTS.control}`,
			},
		});
	}
}
