import type { BlockedFilter, BlockedRow, BlockedWorkStore } from "../ports/blocked-work.ts";
import type { Change } from "../ports/changes.ts";
import type { DivisionStore } from "../ports/divisions.ts";
import type { WakeUps } from "../ports/platform.ts";

const ROWS_AT_ONCE = 500;

/**
 * A person mended what blocks these: their orders are read and judged again with the next poll, which is asked for.
 * Nothing is shipped by this alone, and what is not blocked (any more) is left alone, so repeating it is harmless.
 * More than 500 are begun with those that waited longest; the answer tells how many it was.
 */
export async function tryBlockedAgain(
	which: BlockedFilter,
	change: Change,
	deps: {
		blockedWork: BlockedWorkStore;
		divisions: Pick<DivisionStore, "requestPoll">;
		wakeUps: WakeUps;
	},
): Promise<{ asked: number; hasMore: boolean }> {
	const rows = await deps.blockedWork.listBlocked(which, ROWS_AT_ONCE + 1);
	const asked =
		rows.length === 0 ? [] : await deps.blockedWork.judgeAgain(rows.slice(0, ROWS_AT_ONCE), change);
	for (const divisionId of divisionsOf(asked)) {
		await deps.divisions.requestPoll(divisionId, change.now);
		await deps.wakeUps.send("poll", divisionId);
	}
	return { asked: asked.length, hasMore: rows.length > ROWS_AT_ONCE };
}

function divisionsOf(rows: readonly BlockedRow[]): Set<string> {
	return new Set(rows.map(({ divisionId }) => divisionId));
}
