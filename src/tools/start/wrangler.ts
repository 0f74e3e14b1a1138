import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import type { LocalSecrets } from "./secrets.ts";

export const CLI = join("node_modules", "wrangler", "wrangler-dist", "cli.js");

type WorkerAddresses = {
	publicUrl: string;
	exactOrigin: string;
	fedexOrigin: string;
	clockOrigin: string;
	/** Unset: ADMIN_TOKEN keeps the door. */
	accessTeamDomain?: string | undefined;
	accessAud?: string | undefined;
};

/** The arguments that start the Worker with local D1, R2, queues and Durable Objects kept below `stateDir`. */
export function devArguments(
	options: { port: number; stateDir: string },
	secrets: LocalSecrets,
	addresses: WorkerAddresses,
): string[] {
	const envFile = join(options.stateDir, "secrets.env");
	writeFileSync(
		envFile,
		`ENCRYPTION_KEYS='${secrets.encryptionKeys}'\nADMIN_TOKEN='${secrets.adminToken}'\n`,
		{ mode: 0o600 },
	);
	const vars = {
		PUBLIC_URL: addresses.publicUrl,
		EXACT_ORIGIN: addresses.exactOrigin,
		FEDEX_ORIGIN: addresses.fedexOrigin,
		CLOCK_ORIGIN: addresses.clockOrigin,
		// The local runtime knows no jurisdictions.
		JURISDICTION: "",
		ACCESS_TEAM_DOMAIN: addresses.accessTeamDomain ?? "",
		ACCESS_AUD: addresses.accessAud ?? "",
	};
	return [
		"--no-warnings",
		CLI,
		"dev",
		"--ip",
		"127.0.0.1",
		"--port",
		String(options.port),
		"--inspector-port",
		"0",
		"--persist-to",
		options.stateDir,
		"--test-scheduled",
		"--show-interactive-dev-session=false",
		"--env-file",
		envFile,
		...Object.entries(vars).flatMap(([name, value]) => ["--var", `${name}:${value}`]),
	];
}

export function applyMigrations(stateDir: string): void {
	execFileSync(
		process.execPath,
		["--no-warnings", CLI, "d1", "migrations", "apply", "DB", "--local", "--persist-to", stateDir],
		{ env: { ...process.env, ...QUIET, CI: "true" }, stdio: ["ignore", "ignore", "inherit"] },
	);
}

export const QUIET = { WRANGLER_SEND_METRICS: "false", WRANGLER_HIDE_BANNER: "true" };
