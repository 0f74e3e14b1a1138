import childProcess, { type ChildProcess } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from "miniflare";

import type { Built } from "./build.ts";

/**
 * The built Worker with state on disk. The runtime that runs it, its database, bucket and queues is a process below
 * this one: that is what `kill -9` ends, and one of the same kind is started at once. Each one's id is written to
 * stdout. Miniflare would do so too, but computes its whole configuration anew each time.
 */
export type HostOptions = Built & {
	port: number;
	stateDir: string;
	vars: Record<string, string>;
	isFresh: boolean;
	/** Where the runtime's inspector answers, if it is wanted. */
	inspectorPort?: number;
};

const options = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as HostOptions;
if (options.inspectorPort !== undefined) {
	// Compiled code that the engine drops and makes again, as it sees fit, would hide what the Worker holds.
	process.env.MINIFLARE_WORKERD_V8_FLAGS = "--no-flush-bytecode --no-flush-baseline-code";
}
const spawnProcess = childProcess.spawn;
let runtimePid: number | undefined;

// The runtime is all that Miniflare ever starts here.
Object.assign(childProcess, {
	spawn(...command: Parameters<typeof spawnProcess>): ChildProcess {
		const child = spawnProcess(...command);
		runtimePid = child.pid;
		const configuration = keepWritten(child);
		const emit = child.emit.bind(child);
		child.emit = (event: string, ...args: unknown[]) => {
			if (event === "exit") {
				startAgain(command, configuration);
				return true;
			}
			return emit(event, ...args);
		};
		return child;
	},
});

/** What is written to its input, also after this. */
function keepWritten({ stdin }: ChildProcess): Buffer[] {
	const written: Buffer[] = [];
	if (stdin !== null) {
		const write = stdin.write.bind(stdin) as (chunk: Buffer) => boolean;
		stdin.write = (chunk: Buffer) => {
			written.push(chunk);
			return write(chunk);
		};
	}
	return written;
}

function startAgain(command: Parameters<typeof spawnProcess>, configuration: Buffer[]): void {
	const child = spawnProcess(...command);
	child.stdout?.pipe(process.stdout);
	child.stderr?.pipe(process.stderr);
	child.stdin?.end(Buffer.concat(configuration));
	child.once("exit", () => startAgain(command, configuration));
	createInterface({ input: child.stdio[3] as Readable }).on("line", (line) => {
		const { event, socket } = JSON.parse(line) as { event: string; socket: string };
		if (event === "listen" && socket === "entry") {
			runtimePid = child.pid;
			sayReady();
		}
	});
}

const runtime = new Miniflare(
	convertV4MiniflareOptions({
		...options.workerOptions,
		bindings: { ...(options.workerOptions.bindings as object), ...options.vars },
		modules: [{ type: "ESModule", path: options.bundlePath }],
		host: "127.0.0.1",
		port: options.port,
		resourcePersistencePath: options.stateDir,
		...(options.inspectorPort === undefined ? {} : { inspectorPort: options.inspectorPort }),
		unsafeTriggerHandlers: true,
		// Where a caller is from would be asked of the internet.
		cf: false,
		log: new Log(LogLevel.WARN),
	}),
);
await runtime.ready;
if (options.isFresh) {
	const database = await runtime.getD1Database("DB");
	const files = readdirSync("migrations").filter((name) => name.endsWith(".sql"));
	for (const file of files.toSorted()) {
		const statements = readFileSync(join("migrations", file), "utf8").split(
			"--> statement-breakpoint",
		);
		await database.batch(statements.map((statement) => database.prepare(statement)));
	}
}
sayReady();

function sayReady(): void {
	process.stdout.write(`ready ${runtimePid}\n`);
}
