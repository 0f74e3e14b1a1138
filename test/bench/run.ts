import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";

import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from "miniflare";
import { unstable_getMiniflareWorkerOptions } from "wrangler";

import { bigDatabaseStatements, bigShipmentId } from "./big-database.ts";
import { childrenCpuMs } from "./cpu-time.ts";
import { bigDatabasePages } from "./pages.ts";
import { type Measured, reportOf } from "./report.ts";

/**
 * How long the Worker takes for each page and listing with many shipments in its database on disk: the processor time
 * of its runtime, database included, and the time that a client on this machine waits. Ends with 1 where one takes
 * longer than it may.
 */
const { values } = parseArgs({
	options: {
		shipments: { type: "string", default: "100000" },
		repeats: { type: "string", default: "30" },
		/** Only those whose address has this in it; writes no report then. */
		only: { type: "string", default: "" },
		/** A folder that an earlier run left, in place of making the rows anew. */
		keep: { type: "string", default: "" },
	},
});
const SERVER_MAX_MS = 50;
const FIRST_PAGE_MAX_BYTES = 60_000;
const WARM_UPS = 3;
const CLI = join("node_modules", "wrangler", "wrangler-dist", "cli.js");
const ADMIN_TOKEN = "an-administrator-token-of-the-benchmark";
const shipments = Number(values.shipments);

const dir = values.keep === "" ? mkdtempSync(join(tmpdir(), "bench-pages-")) : resolve(values.keep);
const stateDir = join(dir, "state");
const markPath = join(dir, "seeded.json");
mkdirSync(stateDir, { recursive: true });

const runtime = await startWorker();
let isFastEnough = false;
try {
	const now = await seed();
	const origin = (await runtime.ready).origin;
	const cookie = await logIn(origin);
	const customers = await customersPage(origin, now);
	const paths = [...bigDatabasePages({ shipments, now }), customers].filter((path) =>
		path.includes(values.only),
	);
	const measured: Measured[] = [];
	for (const path of paths) {
		const one = await measure(origin, path, cookie);
		measured.push(one);
		console.log(
			`${(one.serverMs ?? Number.NaN).toFixed(1).padStart(7)} ${one.p50Ms.toFixed(1).padStart(7)} ${one.p95Ms.toFixed(1).padStart(7)} ms ${String(one.rowsRead).padStart(7)} rows ${String(one.statements).padStart(3)} statements ${String(one.status)} ${path}`,
		);
	}
	const firstPageBytes = await sizeOfFirstPage(origin, cookie);
	const slow = measured.filter((one) => (one.serverMs ?? one.p50Ms) > SERVER_MAX_MS);
	const refused = measured.filter(({ status }) => status !== 200);
	isFastEnough =
		slow.length === 0 && refused.length === 0 && firstPageBytes <= FIRST_PAGE_MAX_BYTES;
	console.log(
		`${measured.length} addresses, ${slow.length} slower than ${SERVER_MAX_MS} ms, ${refused.length} refused; ` +
			`first page ${firstPageBytes} bytes over the wire`,
	);
	if (values.only === "") {
		const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" });
		const report = reportOf({
			measured,
			shipments,
			repeats: Number(values.repeats),
			firstPageBytes,
			commit: commit.trim(),
			date: new Date().toISOString().slice(0, 10),
			machine: `${cpus().length} × ${cpus()[0]?.model ?? "CPU"}, load ${(loadavg()[0] ?? 0).toFixed(1)}`,
			limitMs: SERVER_MAX_MS,
			limitBytes: FIRST_PAGE_MAX_BYTES,
		});
		writeFileSync(join("test", "bench", "PAGES.md"), report);
	}
} finally {
	await runtime.dispose();
	if (values.keep === "") {
		rmSync(dir, { recursive: true, force: true });
	}
}
process.exit(isFastEnough ? 0 : 1);

async function startWorker(): Promise<Miniflare> {
	const configPath = join(dir, "wrangler.toml");
	const toml = readFileSync("wrangler.toml", "utf8")
		.replace('main = "src/index.ts"', `main = "${resolve("test/bench/worker.ts")}"`)
		.replace('directory = "src/assets"', `directory = "${resolve("src/assets")}"`)
		.replace('migrations_dir = "migrations"', `migrations_dir = "${resolve("migrations")}"`);
	writeFileSync(configPath, toml);
	execFileSync(
		process.execPath,
		["--no-warnings", CLI, "deploy", "--dry-run", "--config", configPath, "--outdir", dir],
		{
			env: { ...process.env, WRANGLER_SEND_METRICS: "false", WRANGLER_HIDE_BANNER: "true" },
			stdio: ["ignore", "ignore", "inherit"],
		},
	);
	// What is declared and nowhere to be found is warned about.
	Object.assign(process.env, { ENCRYPTION_KEYS: "{}", ADMIN_TOKEN: "-" });
	const { workerOptions } = unstable_getMiniflareWorkerOptions(configPath);
	// The platform serves style and script before the Worker is asked.
	delete workerOptions.assets;
	return new Miniflare(
		convertV4MiniflareOptions({
			...workerOptions,
			bindings: {
				...(workerOptions.bindings as object),
				ADMIN_TOKEN,
				ENCRYPTION_KEYS: JSON.stringify({ k1: "5RtbWqkHc3L0yz8vJmSxPdNaUeFgTiKoQrCbVwXyZ1A=" }),
				JURISDICTION: "",
				PUBLIC_URL: "",
			},
			modules: [{ type: "ESModule", path: join(dir, "worker.js") }],
			host: "127.0.0.1",
			port: 0,
			resourcePersistencePath: stateDir,
			// Where a caller is from would be asked of the internet.
			cf: false,
			log: new Log(LogLevel.WARN),
			handleStructuredLogs: () => undefined,
		}),
	);
}

/** Answers the instant that the rows were made for. */
async function seed(): Promise<number> {
	try {
		return (JSON.parse(readFileSync(markPath, "utf8")) as { now: number }).now;
	} catch {
		// No earlier run left any.
	}
	const now = Date.now();
	const startedAt = now;
	const database = await runtime.getD1Database("DB");
	for (const file of readdirSync("migrations")
		.filter((name) => name.endsWith(".sql"))
		.toSorted()) {
		const sql = readFileSync(join("migrations", file), "utf8");
		await database.batch(
			sql.split("--> statement-breakpoint").map((statement) => database.prepare(statement)),
		);
	}
	for (const statement of bigDatabaseStatements({ shipments, divisions: 5, now })) {
		await database.prepare(statement).run();
	}
	writeFileSync(markPath, JSON.stringify({ now }));
	console.log(`${shipments} shipments made in ${Math.round((Date.now() - startedAt) / 1_000)} s`);
	return now;
}

async function logIn(origin: string): Promise<string> {
	const answer = await fetch(`${origin}/login`, {
		method: "POST",
		redirect: "manual",
		headers: { Origin: origin },
		body: new URLSearchParams({ token: ADMIN_TOKEN }),
	});
	const cookie = answer.headers.getSetCookie().map((line) => line.split(";")[0]);
	if (cookie.length === 0) {
		throw new Error(`the login answered ${answer.status}: ${await answer.text()}`);
	}
	return cookie.join("; ");
}

/** The page that a customer follows a shipment on: its address is signed, so it has to be asked for. */
async function customersPage(origin: string, now: number): Promise<string> {
	const id = bigShipmentId(shipments - Math.floor(shipments / 100), { shipments, now });
	const path = `/api/v1/shipments/${id}`;
	const answer = await fetch(`${origin}${path}`, { headers: headersOf(path, "") });
	const { trackingPageUrl } = (await answer.json()) as { trackingPageUrl: string };
	return new URL(trackingPageUrl).pathname;
}

function headersOf(path: string, cookie: string): Record<string, string> {
	return path.startsWith("/api/")
		? { Authorization: `Bearer ${ADMIN_TOKEN}` }
		: { Cookie: cookie, Accept: "text/html" };
}

async function measure(origin: string, path: string, cookie: string): Promise<Measured> {
	const headers = headersOf(path, cookie);
	const counted = await fetch(`${origin}${path}`, { headers: { ...headers, "x-count-rows": "1" } });
	const bytes = (await counted.arrayBuffer()).byteLength;
	const times: number[] = [];
	let cpuBefore: number | null = null;
	for (let call = 0; call < WARM_UPS + Number(values.repeats); call += 1) {
		if (call === WARM_UPS) {
			cpuBefore = childrenCpuMs();
		}
		const startedAt = performance.now();
		const answer = await fetch(`${origin}${path}`, { headers });
		await answer.arrayBuffer();
		if (call >= WARM_UPS) {
			times.push(performance.now() - startedAt);
		}
	}
	const cpuAfter = childrenCpuMs();
	times.sort((left, right) => left - right);
	const atShare = (share: number) => times[Math.floor((times.length - 1) * share)] ?? Number.NaN;
	return {
		path,
		status: counted.status,
		serverMs:
			cpuBefore === null || cpuAfter === null ? null : (cpuAfter - cpuBefore) / times.length,
		p50Ms: atShare(0.5),
		p95Ms: atShare(0.95),
		bytes,
		rowsRead: Number(counted.headers.get("x-rows-read")),
		statements: Number(counted.headers.get("x-statements")),
	};
}

/** The page, its style and its script, compressed as the platform does. */
async function sizeOfFirstPage(origin: string, cookie: string): Promise<number> {
	const html = await (await fetch(origin, { headers: headersOf("/", cookie) })).text();
	const assets = [...html.matchAll(/(?:href|src)="\/([\w.-]+\.(?:css|js|svg))"/g)].map(
		([, name = ""]) => readFileSync(join("src", "assets", name)),
	);
	return [Buffer.from(html), ...assets].reduce((sum, one) => sum + gzipSync(one).length, 0);
}
