import { execFile } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { experimental_readRawConfig } from "wrangler";

import { CLI, QUIET } from "../start/wrangler.ts";
import type { DeployDeps } from "./deploy.ts";
import type { Run } from "./run.ts";
import type { RawConfig } from "./settings.ts";

const OUTPUT_MAX = 20_000_000;

/** wrangler as this checkout pins it; `CI` keeps it from asking questions. */
export const runWrangler: Run = (args, env = {}) =>
	new Promise((resolve) => {
		execFile(
			process.execPath,
			["--no-warnings", CLI, ...args],
			{ env: { ...process.env, ...QUIET, CI: "true", ...env }, maxBuffer: OUTPUT_MAX },
			(error, stdout, stderr) => {
				const code = error === null ? 0 : Number(error.code ?? 1) || 1;
				resolve({ code, stdout, stderr });
			},
		);
	});

export function machineDeps(): DeployDeps {
	return {
		run: runWrangler,
		say: (line) => console.log(line),
		now: () => Date.now(),
		readRawConfig: () =>
			experimental_readRawConfig({ config: "wrangler.toml" }).rawConfig as RawConfig,
		listMigrations: () =>
			readdirSync("migrations")
				.filter((name) => name.endsWith(".sql"))
				.toSorted()
				.map((name) => ({ name, sql: readFileSync(join("migrations", name), "utf8") })),
		read: (path) => {
			try {
				return readFileSync(path, "utf8");
			} catch {
				return undefined;
			}
		},
		write: (path, text) => {
			mkdirSync(dirname(path), { recursive: true });
			// Secrets pass through here; what else there is is nobody else's business either.
			writeFileSync(path, text, { mode: 0o600 });
		},
		remove: (path) => rmSync(path, { force: true }),
		askHealth,
		accountId: process.env["CLOUDFLARE_ACCOUNT_ID"],
		isLogged: (process.env["WORKERS_CI"] ?? process.env["CI"] ?? "") !== "",
	};
}

const BETWEEN_TRIES_MS = 3_000;

async function askHealth(url: string): Promise<{ status: number; body: string }> {
	try {
		const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
		const body = await response.text();
		if (response.status !== 200) {
			await new Promise((resolve) => setTimeout(resolve, BETWEEN_TRIES_MS));
		}
		return { status: response.status, body };
	} catch (error) {
		await new Promise((resolve) => setTimeout(resolve, BETWEEN_TRIES_MS));
		return { status: 0, body: error instanceof Error ? error.message : String(error) };
	}
}
