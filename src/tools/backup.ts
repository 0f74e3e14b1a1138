import { join } from "node:path";
import { parseArgs } from "node:util";

import { makeBackup } from "./backup/make-backup.ts";
import { restoreBackup } from "./backup/restore-backup.ts";
import type { Place } from "./backup/storage.ts";

/**
 * `npm run backup -- --to <folder>` and `npm run restore -- --from <folder>`: of the account that wrangler is logged in
 * to with `--remote`, else of this machine, where `--state` is what `wrangler dev --persist-to` was given (`npm start`
 * keeps `.data/worker`). The Worker must not run meanwhile on this machine.
 */
const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		to: { type: "string" },
		from: { type: "string" },
		remote: { type: "boolean", default: false },
		state: { type: "string", default: join(".wrangler", "state") },
	},
});
const place: Place = values.remote
	? { kind: "remote" }
	: { kind: "local", layout: join(values.state, "v3") };
const [what] = positionals;
const folder = what === "make" ? values.to : values.from;
if (folder === undefined || (what !== "make" && what !== "restore")) {
	console.error("npm run backup -- --to <folder> [--remote | --state <folder>]");
	console.error("npm run restore -- --from <folder> [--remote | --state <folder>]");
	process.exit(2);
}
try {
	if (what === "make") {
		const { objectCount, madeAt } = await makeBackup(place, folder);
		console.log(
			`${folder}: the database as of ${madeAt}, and ${objectCount} documents, journals and markers.`,
		);
		console.log(
			"It holds names and addresses: keep it encrypted. ENCRYPTION_KEYS and grants are not in it.",
		);
	} else {
		const { put, there } = await restoreBackup(place, folder, Date.now());
		console.log(`restored; ${put} objects were put back, ${there} were there and stayed.`);
		console.log(
			"Divisions are on hold. Enter each connection's client secret again, consent at Exact, and look at what a release would ship: what was shipped after the backup is not in it.",
		);
	}
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
}
process.exit(0);
