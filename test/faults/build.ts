import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";

import { unstable_getMiniflareWorkerOptions, type Unstable_MiniflareWorkerOptions } from "wrangler";

const CLI = join("node_modules", "wrangler", "wrangler-dist", "cli.js");

export type Built = {
	bundlePath: string;
	/** The bindings, queues and objects of wrangler.toml, as the runtime takes them. */
	workerOptions: Unstable_MiniflareWorkerOptions["workerOptions"];
};

type BuildOptions = {
	/** The wrapper that the Worker is built with. */
	entry?: string;
	/** Beside those of wrangler.toml. */
	flags?: readonly string[];
};

/** Builds the Worker as a deployment does, from the same configuration with the wrapper as its entry. */
export function buildWorker(outDir: string, options: BuildOptions = {}): Built {
	const { entry = "test/faults/worker/worker.ts", flags = [] } = options;
	mkdirSync(outDir, { recursive: true });
	const configPath = resolve(outDir, "wrangler.toml");
	writeFileSync(configPath, wrapped(readFileSync("wrangler.toml", "utf8"), entry, flags));
	execFileSync(
		process.execPath,
		["--no-warnings", CLI, "deploy", "--dry-run", "--config", configPath, "--outdir", outDir],
		{
			env: { ...process.env, WRANGLER_SEND_METRICS: "false", WRANGLER_HIDE_BANNER: "true" },
			stdio: ["ignore", "ignore", "inherit"],
		},
	);
	// What is declared and nowhere to be found is warned about; each world brings its own.
	Object.assign(process.env, { ENCRYPTION_KEYS: "{}", ADMIN_TOKEN: "-" });
	const { workerOptions } = unstable_getMiniflareWorkerOptions(configPath);
	// Style and icons of the console: the platform serves them by workers of its own, which only cost time here.
	delete workerOptions.assets;
	return { bundlePath: resolve(outDir, `${basename(entry, ".ts")}.js`), workerOptions };
}

/** The paths stand from the root. */
function wrapped(toml: string, entry: string, flags: readonly string[]): string {
	const changed = toml
		.replace('main = "src/index.ts"', `main = "${resolve(entry)}"`)
		.replace('"nodejs_als"', ["nodejs_als", ...flags].map((flag) => `"${flag}"`).join(", "))
		.replace('directory = "src/assets"', `directory = "${resolve("src/assets")}"`)
		.replace('migrations_dir = "migrations"', `migrations_dir = "${resolve("migrations")}"`);
	if (!changed.includes(resolve(entry))) {
		throw new Error("wrangler.toml names another entry than src/index.ts");
	}
	return changed;
}
