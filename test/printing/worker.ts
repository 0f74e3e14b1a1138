import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from "miniflare";
import { unstable_getMiniflareWorkerOptions } from "wrangler";

const CLI = join("node_modules", "wrangler", "wrangler-dist", "cli.js");
export const ADMIN_TOKEN = "an-administrator-token-of-the-harness";

/** The Worker as a deployment builds it, with its database, bucket, queues and objects in memory. */
export async function startWorker(outDir: string) {
	const env = { WRANGLER_SEND_METRICS: "false", WRANGLER_HIDE_BANNER: "true" };
	execFileSync(
		process.execPath,
		["--no-warnings", CLI, "deploy", "--dry-run", "--outdir", outDir],
		{ env: { ...process.env, ...env }, stdio: ["ignore", "ignore", "inherit"] },
	);
	const secrets = {
		ENCRYPTION_KEYS: JSON.stringify({ k1: "5RtbWqkHc3L0yz8vJmSxPdNaUeFgTiKoQrCbVwXyZ1A=" }),
		ADMIN_TOKEN,
	};
	// What is declared and nowhere to be found is warned about.
	Object.assign(process.env, secrets);
	const { workerOptions } = unstable_getMiniflareWorkerOptions("wrangler.toml");
	delete workerOptions.assets;
	const runtime = new Miniflare(
		convertV4MiniflareOptions({
			...workerOptions,
			bindings: { ...(workerOptions.bindings as object), ...secrets, JURISDICTION: "" },
			modules: [{ type: "ESModule", path: resolve(outDir, "index.js") }],
			host: "127.0.0.1",
			port: 0,
			unsafeTriggerHandlers: true,
			cf: false,
			log: new Log(LogLevel.WARN),
			// The Worker writes a line a request.
			handleStructuredLogs: () => undefined,
		}),
	);
	const url = await runtime.ready;
	const database = await runtime.getD1Database("DB");
	for (const file of readdirSync("migrations").toSorted()) {
		if (file.endsWith(".sql")) {
			const statements = readFileSync(join("migrations", file), "utf8").split(
				"--> statement-breakpoint",
			);
			await database.batch(statements.map((statement) => database.prepare(statement)));
		}
	}
	return { runtime, database, port: Number(url.port), url: url.origin };
}

export type RunningWorker = Awaited<ReturnType<typeof startWorker>>;

export async function callApi<T>(
	{ url }: { url: string },
	method: string,
	path: string,
	body?: unknown,
): Promise<T> {
	const response = await fetch(`${url}/api/v1${path}`, {
		method,
		headers: {
			Authorization: `Bearer ${ADMIN_TOKEN}`,
			...(body === undefined ? {} : { "Content-Type": "application/json" }),
		},
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	const text = await response.text();
	if (!response.ok) {
		throw new Error(`${method} ${path}: ${response.status} ${text}`);
	}
	return (text === "" ? undefined : JSON.parse(text)) as T;
}
