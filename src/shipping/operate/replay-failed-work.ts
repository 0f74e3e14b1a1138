import type { Change } from "../ports/changes.ts";
import type { DivisionStore } from "../ports/divisions.ts";
import type { WakeUps } from "../ports/platform.ts";
import type { FailedRow, FailedWorkFilter, ReplayStore } from "../ports/replays.ts";

const ROWS_AT_ONCE = 500;
/** One call moves this many rounds at most; the answer tells how many rows it was. */
const ROUNDS_MAX = 20;

/** Makes failed rows due again. Rows that are not failed (any more) are left alone, so repeating it is harmless. */
export async function replayFailedWork(
	which: { ids: readonly string[] } | { filter: FailedWorkFilter },
	change: Change,
	deps: { replays: ReplayStore } & WakeDeps,
): Promise<number> {
	let replayed = 0;
	for (let round = 0; round < ROUNDS_MAX; round += 1) {
		const rows = await deps.replays.listFailed(
			"filter" in which ? which.filter : which,
			ROWS_AT_ONCE,
		);
		const retried = rows.length === 0 ? [] : await deps.replays.retry(rows, change);
		replayed += retried.length;
		await wakeScopes(retried, change.now, deps);
		if (rows.length < ROWS_AT_ONCE || retried.length === 0) {
			break;
		}
	}
	return replayed;
}

type WakeDeps = { divisions: Pick<DivisionStore, "requestPoll">; wakeUps: WakeUps };

/** A shipment goes through a poll first, which plans it with what its order says now. */
export async function wakeScopes(
	rows: readonly FailedRow[],
	now: number,
	{ divisions, wakeUps }: WakeDeps,
): Promise<void> {
	const scopes = new Map(rows.map((row) => [`${row.kind} ${row.divisionId}`, row]));
	for (const { kind, divisionId } of scopes.values()) {
		if (kind === "shipment") {
			await divisions.requestPoll(divisionId, now);
		}
		await wakeUps.send(kind === "shipment" ? "poll" : "write-back", divisionId);
	}
}
