import type { WakeUps } from "./ports.ts";
import type { Change, FailedRow, FailedWorkFilter, ReplayStore } from "./setup-stores.ts";

const ROWS_AT_ONCE = 500;
/** One call moves this many rounds at most; the answer tells how many rows it was. */
const ROUNDS_MAX = 20;

/** Makes failed rows due again. Rows that are not failed (any more) are left alone, so repeating it is harmless. */
export async function replayFailedWork(
	which: { ids: readonly string[] } | { filter: FailedWorkFilter },
	change: Change,
	deps: { replays: ReplayStore; wakeUps: WakeUps },
): Promise<number> {
	let replayed = 0;
	for (let round = 0; round < ROUNDS_MAX; round += 1) {
		const rows = await deps.replays.listFailed(
			"filter" in which ? which.filter : which,
			ROWS_AT_ONCE,
		);
		const retried = rows.length === 0 ? [] : await deps.replays.retry(rows, change);
		replayed += retried.length;
		await wakeScopes(retried, deps.wakeUps);
		if (rows.length < ROWS_AT_ONCE || retried.length === 0) {
			break;
		}
	}
	return replayed;
}

export async function wakeScopes(rows: readonly FailedRow[], wakeUps: WakeUps): Promise<void> {
	const scopes = new Map(rows.map((row) => [`${row.kind} ${row.divisionId}`, row]));
	for (const { kind, divisionId } of scopes.values()) {
		await wakeUps.send(kind === "shipment" ? "ship" : "write-back", divisionId);
	}
}
