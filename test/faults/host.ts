import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from "miniflare";

import type { Built } from "./build.ts";

/**
 * The built Worker in a process of its own: the runtime with state on disk, as small as it can be, so that it is up
 * again in a second after `kill -9` of the group.
 */
export type HostOptions = Built & {
	port: number;
	stateDir: string;
	vars: Record<string, string>;
	isFresh: boolean;
};

const options = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as HostOptions;
const runtime = new Miniflare(
	convertV4MiniflareOptions({
		...options.workerOptions,
		bindings: { ...(options.workerOptions.bindings as object), ...options.vars },
		modules: [{ type: "ESModule", path: options.bundlePath }],
		host: "127.0.0.1",
		port: options.port,
		resourcePersistencePath: options.stateDir,
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
process.stdout.write("ready\n");
