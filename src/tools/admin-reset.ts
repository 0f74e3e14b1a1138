import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { adminResetSql } from "./admin-reset-sql.ts";
import { CLI, QUIET } from "./start/wrangler.ts";

/**
 * For who is locked out: gives the Worker another ADMIN_TOKEN, which ends every session that the old one opened, and
 * opens the door to it for an hour also where Cloudflare Access keeps it. It takes the rights to the Cloudflare
 * account, which are more than the console's. `--keep-token` leaves the token; `--local` is for `npm start`.
 */
const { values } = parseArgs({
	options: {
		local: { type: "boolean", default: false },
		"keep-token": { type: "boolean", default: false },
	},
});

function wrangler(args: readonly string[], input?: string): void {
	execFileSync(process.execPath, ["--no-warnings", CLI, ...args], {
		env: { ...process.env, ...QUIET, CI: "true" },
		stdio: [input === undefined ? "ignore" : "pipe", "ignore", "inherit"],
		...(input === undefined ? {} : { input }),
	});
}

if (!values.local && !values["keep-token"]) {
	const token = randomBytes(32).toString("base64url");
	wrangler(["secret", "put", "ADMIN_TOKEN"], token);
	console.log(`ADMIN_TOKEN is now  ${token}`);
	console.log("It is shown this once. Who was logged in with the old one is logged out.");
}
const place = values.local
	? ["--local", "--persist-to", join(process.env["DATA_DIR"] ?? ".data", "worker")]
	: ["--remote"];
const command = adminResetSql(Date.now()).join(";");
wrangler(["d1", "execute", "DB", ...place, "--yes", "--command", command]);
console.log(
	"For an hour ADMIN_TOKEN opens /login, also beside Cloudflare Access. Add yourself under People, then log out.",
);
