import { mkdirSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { join } from "node:path";

import { type Api, createApi } from "../../../src/tools/start/api.ts";
import {
	connectDemo,
	type DemoAccount,
	type DemoDivision,
	type Division,
} from "../../../src/tools/start/connect.ts";
import { startProcess, type Started, untilAnswers } from "../../../src/tools/start/processes.ts";
import { type LogSummary, twinGet } from "../../../src/tools/start/twin.ts";
import type { Built } from "../../faults/build.ts";
import { stopAndWait, WorkerProcess } from "../../faults/worker-process.ts";
import { PORTS, URLS } from "./addresses.ts";
import type { Counted } from "./counted.ts";
import type { Latencies } from "./results.ts";

export type WorldOptions = {
	dir: string;
	built: Built;
	latencies: Latencies;
	/** Whether the simulators' clock is followed; it costs each run a call that production has not. */
	isClockFollowed?: boolean;
	/** Of each division, where they differ from the demo's. */
	settings?: Record<string, unknown>;
};

const ADMIN_TOKEN = "an-administrator-token-of-the-benchmark";
const ENCRYPTION_KEYS = JSON.stringify({ k1: "5RtbWqkHc3L0yz8vJmSxPdNaUeFgTiKoQrCbVwXyZ1A=" });
/** The Exact headers of a customer whose calls are no limit. */
const EXACT_LIMITS = { minute: 6_000, day: 100_000 };
const LABELS_AN_HOUR = 100_000;

/** Both simulators and the built Worker, each a process of its own with state on disk. */
export class World {
	readonly api: Api = createApi(URLS.worker, ADMIN_TOKEN);
	divisions: Division[] = [];
	readonly #options: WorldOptions;
	readonly #worker: WorkerProcess;
	#twins: Started[] = [];
	#control: Server | undefined;
	#isStopping = false;
	#whenDrained: () => void = () => undefined;

	constructor(options: WorldOptions) {
		this.#options = options;
		mkdirSync(options.dir, { recursive: true });
		this.#worker = new WorkerProcess(options.dir);
	}

	/** Everything runs, and so many divisions are connected and live, without an order. */
	async begin(divisions: number): Promise<void> {
		const { latencies, isClockFollowed = false } = this.#options;
		this.#control = await this.#listen();
		this.#startTwin("exact", {
			EXACT_PORT: String(PORTS.exact),
			DEMO_ORDERS: "0",
			LATENCY_MS: String(latencies.exactMs),
		});
		this.#startTwin("fedex", {
			FEDEX_PORT: String(PORTS.fedex),
			CLOCK_ORIGIN: isClockFollowed ? URLS.exact : "",
			LATENCY_MS: String(latencies.fedexMs),
		});
		await Promise.all([
			untilAnswers(`${URLS.exact}/_twin/clock`, 60_000),
			untilAnswers(`${URLS.fedex}/_twin/clock`, 60_000),
			this.#startWorker(),
		]);
		await this.tell("exact", "PUT", "limits", EXACT_LIMITS);
		await this.#connect(divisions);
	}

	async #connect(count: number): Promise<void> {
		const demo = await twinGet<{ divisions: DemoDivision[] }>(URLS.exact, "demo");
		const { accounts } = await twinGet<{ accounts: Record<string, DemoAccount> }>(
			URLS.fedex,
			"demo",
		);
		const chosen = demo.divisions.slice(0, count).map((one) => ({
			...one,
			settings: { ...one.settings, ...this.#options.settings, maxLabelsPerHour: LABELS_AN_HOUR },
		}));
		this.divisions = await connectDemo(this.api, chosen, accounts, () => undefined);
		await this.pollAll();
		await this.until(async () => {
			const rows = await this.sql("select id from divisions where last_poll_at is not null");
			return rows.length >= count;
		});
		for (const { id } of this.divisions) {
			await this.api.send("POST", `/api/v1/divisions/${id}/release`, {
				mode: "live",
				orders: "all",
			});
		}
	}

	async pollAll(): Promise<void> {
		await Promise.all(
			this.divisions.map(({ id }) => this.api.send("POST", `/api/v1/divisions/${id}/poll`)),
		);
	}

	/** Asks again whenever a run of the Worker ends, and every while. */
	async until(isSo: () => Promise<boolean>, timeoutMs = 3_600_000): Promise<void> {
		const giveUpAt = Date.now() + timeoutMs;
		for (;;) {
			const drained = this.#nextDrain();
			if (await isSo()) {
				return;
			}
			if (Date.now() > giveUpAt) {
				throw new Error(`it never came to its end; see ${this.#options.dir}`);
			}
			await drained;
		}
	}

	/** Or a tick's time, should nothing run. */
	#nextDrain(): Promise<void> {
		return new Promise((resolve) => {
			const timer = setTimeout(resolve, 10_000);
			this.#whenDrained = () => {
				clearTimeout(timer);
				resolve();
			};
		});
	}

	async sql<T = Record<string, unknown>>(statement: string): Promise<T[]> {
		const response = await fetch(`${URLS.worker}/_bench/sql`, { method: "POST", body: statement });
		if (!response.ok) {
			throw new Error(`${statement.slice(0, 200)}: ${await response.text()}`);
		}
		return (await response.json()) as T[];
	}

	async clearCounted(): Promise<void> {
		await fetch(`${URLS.worker}/_bench/clear`, { method: "POST" });
		await Promise.all(
			[URLS.exact, URLS.fedex].map((url) => fetch(`${url}/_twin/log`, { method: "DELETE" })),
		);
	}

	async counted(): Promise<Counted> {
		return (await (await fetch(`${URLS.worker}/_bench/counted`)).json()) as Counted;
	}

	async vendorCalls(): Promise<{ exact: LogSummary; fedex: LogSummary }> {
		const [exact, fedex] = await Promise.all([
			twinGet<LogSummary>(URLS.exact, "log?summary=1"),
			twinGet<LogSummary>(URLS.fedex, "log?summary=1"),
		]);
		return { exact, fedex };
	}

	async tell(twin: "exact" | "fedex", method: string, path: string, body: unknown): Promise<void> {
		const response = await fetch(`${URLS[twin]}/_twin/${path}`, {
			method,
			headers: { "content-type": "application/json" },
			body: JSON.stringify(body),
		});
		if (!response.ok) {
			throw new Error(`${twin} ${path} answered ${response.status}: ${await response.text()}`);
		}
		await response.body?.cancel();
	}

	get runtimePid(): number {
		return this.#worker.runtimePid;
	}

	/** Ends the runtime; answers when the next one has taken a request. */
	async restart(): Promise<void> {
		await this.#worker.kill();
		await untilAnswers(`${URLS.worker}/health`, 60_000);
	}

	async end(): Promise<void> {
		this.#isStopping = true;
		await Promise.all([this.#worker.stop(), ...this.#twins.map(stopAndWait)]);
		this.#control?.close();
		this.#control?.closeAllConnections();
	}

	#listen(): Promise<Server> {
		const server = createServer((_, response) => {
			response.end();
			this.#whenDrained();
		});
		return new Promise((resolve, reject) => {
			server.once("error", reject);
			server.listen(PORTS.control, "127.0.0.1", () => resolve(server));
		});
	}

	#startTwin(name: "exact" | "fedex", env: Record<string, string>): void {
		const { dir } = this.#options;
		const started = startProcess(
			{
				args: ["--no-warnings", join("test", "simulators", name, "main.ts")],
				env: { ...env, STATE_DIR: join(dir, "simulators") },
				logFile: join(dir, `${name}.log`),
			},
			() => {
				if (!this.#isStopping) {
					throw new Error(`the simulator of ${name} ended; see ${dir}/${name}.log`);
				}
			},
		);
		this.#twins.push(started);
	}

	async #startWorker(): Promise<void> {
		const { built, dir, isClockFollowed = false } = this.#options;
		await this.#worker.start({
			...built,
			port: PORTS.worker,
			stateDir: join(dir, "worker"),
			isFresh: true,
			vars: {
				ENCRYPTION_KEYS,
				ADMIN_TOKEN,
				PUBLIC_URL: URLS.worker,
				JURISDICTION: "",
				EXACT_ORIGIN: `${URLS.exact}/{region}`,
				FEDEX_ORIGIN: URLS.fedex,
				CLOCK_ORIGIN: isClockFollowed ? URLS.exact : "",
				BENCH_CONTROL: URLS.control,
			},
		});
	}
}
