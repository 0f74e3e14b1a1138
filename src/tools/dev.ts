import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { loadEnvFile } from "node:process";

import { startProcess, stopAll } from "./start/processes.ts";
import { applyMigrations, devArguments, QUIET } from "./start/wrangler.ts";

/** Only the Worker, with what `.env` or the environment says: to be pointed at any simulator. */
if (existsSync(".env")) {
	loadEnvFile(".env");
}
const { env } = process;
const port = Number(env["PORT"] ?? 8787);
const dataDir = env["DATA_DIR"] ?? ".data";
const stateDir = join(dataDir, "worker");
const { ENCRYPTION_KEYS, ADMIN_TOKEN } = env;
if (ENCRYPTION_KEYS === undefined || ADMIN_TOKEN === undefined) {
	console.error("Set ENCRYPTION_KEYS and ADMIN_TOKEN in .env (see .env.example), then try again.");
	process.exit(1);
}
mkdirSync(stateDir, { recursive: true });
applyMigrations(stateDir);
const args = devArguments(
	{ port, stateDir },
	{ encryptionKeys: ENCRYPTION_KEYS, adminToken: ADMIN_TOKEN },
	{
		publicUrl: env["PUBLIC_URL"] || `http://127.0.0.1:${port}`,
		exactOrigin: env["EXACT_ORIGIN"] ?? "",
		fedexOrigin: env["FEDEX_ORIGIN"] ?? "",
		clockOrigin: env["CLOCK_ORIGIN"] ?? "",
		accessTeamDomain: env["ACCESS_TEAM_DOMAIN"],
		accessAud: env["ACCESS_AUD"],
	},
);
const worker = startProcess({ args, env: QUIET, logFile: join(dataDir, "worker.log") }, (code) =>
	process.exit(code ?? 1),
);
worker.child.stdout?.pipe(process.stdout);
worker.child.stderr?.pipe(process.stderr);
process.once("SIGINT", stopAll);
process.once("SIGTERM", stopAll);
