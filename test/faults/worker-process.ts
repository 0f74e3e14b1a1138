import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { type Started, startProcess, stopProcess } from "../../src/tools/start/processes.ts";
import type { HostOptions } from "./host.ts";

/**
 * The Worker of a world: a host, and below it the runtime that is killed. A runtime that ends is followed by another
 * at once, with what lies on disk; one that nobody killed is counted.
 */
export class WorkerProcess {
	/** Runtimes that ended by themselves. */
	crashes = 0;
	/** Process id of the runtime; 0 while there is none. */
	runtimePid = 0;
	readonly #dir: string;
	#host: Started | undefined;
	#whenReady: () => void = () => undefined;

	constructor(dir: string) {
		this.#dir = dir;
	}

	/** Answers when it takes requests. */
	async start(options: HostOptions): Promise<void> {
		const path = join(this.#dir, "host.json");
		writeFileSync(path, JSON.stringify(options));
		const isReady = this.#nextReady();
		const host = startProcess(
			{
				args: ["--no-warnings", join("test", "faults", "host.ts"), path],
				logFile: join(this.#dir, "worker.log"),
			},
			() => {
				this.runtimePid = 0;
				if (this.#host !== undefined) {
					throw new Error(`the Worker's host ended; see ${this.#dir}/worker.log`);
				}
			},
		);
		this.#host = host;
		host.child.stdout?.on("data", (chunk: Buffer) => {
			const [, pid] = /^ready (\d+)$/m.exec(chunk.toString()) ?? [];
			if (pid !== undefined) {
				this.#ready(Number(pid));
			}
		});
		await isReady;
	}

	/** Kills the runtime and answers when the next one is there; undefined where none runs. */
	kill(): Promise<void> | undefined {
		if (this.runtimePid === 0) {
			return undefined;
		}
		const isReady = this.#nextReady();
		process.kill(this.runtimePid, "SIGKILL");
		this.runtimePid = 0;
		return isReady;
	}

	async stop(): Promise<void> {
		const host = this.#host;
		this.#host = undefined;
		if (host !== undefined) {
			await stopAndWait(host);
		}
	}

	#nextReady(): Promise<void> {
		return new Promise((resolve) => {
			this.#whenReady = resolve;
		});
	}

	#ready(pid: number): void {
		if (this.runtimePid !== 0) {
			this.crashes += 1;
		}
		this.runtimePid = pid;
		this.#whenReady();
	}
}

export function stopAndWait(started: Started): Promise<void> {
	return new Promise((resolve) => {
		if (started.child.exitCode !== null || started.child.signalCode !== null) {
			resolve();
			return;
		}
		started.child.once("exit", () => resolve());
		stopProcess(started, "SIGKILL");
	});
}
