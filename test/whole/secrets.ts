import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { Planted } from "../secrets/leaks.ts";
import { leaksOfRun } from "../secrets/run-leaks.ts";
import type { StoreChange } from "../simulators/twin/store.ts";

const LINE_OF_A_CUSTOMERS_PAGE = /^\[wrangler:info\] [A-Z]+ \/(?:track|mails\/stop)\/.*$/gm;

/**
 * Looks through all that the run printed for what must not be there, and says what kind was found, never what. The
 * twins' state files hold every token that was ever given out, since changes are only appended during a run.
 * `wrangler dev` prints a line for each request beside the Worker's own, and is looked through like those: as of
 * 4.155 it prints the path without the query, where codes and signatures stand. Only the two pages of customers carry
 * their token in the path; deployed, nobody prints such a line (`invocation_logs` in wrangler.toml).
 */
export function isFreeOfSecrets(run: {
	dataDir: string;
	said: string;
	/** What the run itself came to the Worker with. */
	given: readonly Planted[];
}): boolean {
	const read = (...path: string[]) => readFileSync(join(run.dataDir, ...path), "utf8");
	const { adminToken, encryptionKeys } = JSON.parse(read("secrets.json")) as {
		adminToken: string;
		encryptionKeys: string;
	};
	const found = leaksOfRun({
		workerLog: read("worker.log").replaceAll(LINE_OF_A_CUSTOMERS_PAGE, ""),
		said: run.said,
		given: run.given,
		twinChanges: ["exact.jsonl", "fedex.jsonl"].flatMap((name) =>
			changesIn(read("simulators", name)),
		),
		adminToken,
		encryptionKeys: JSON.parse(encryptionKeys) as Record<string, string>,
	});
	console.log(`${found.length === 0 ? "ok  " : "FAIL"} ${String(found.length).padStart(5)}  leaks`);
	for (const line of found) {
		console.log(line);
	}
	return found.length === 0;
}

function changesIn(text: string): StoreChange[] {
	// The last line may still be on its way to the disk.
	const lines = text.split("\n").slice(0, -1);
	return lines.map((line) => JSON.parse(line) as StoreChange);
}
