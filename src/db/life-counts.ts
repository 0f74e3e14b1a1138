import { type SQL, sql } from "drizzle-orm";

import { utcDay } from "../lib/days.ts";
import { LIFE_SCOPES, type LifeCount, lifeScope } from "../shipping/model/freshness.ts";
import { addCounts } from "./counts.ts";
import type { Database } from "./database.ts";

/** How fresh and how dear a division's shipments are: for the batch in which it happens; none where nothing is counted. */
export function addLifeCounts(
	divisionId: string,
	counts: readonly LifeCount[],
	now: number,
): SQL[] {
	return counts.length === 0
		? []
		: [
				addCounts(
					utcDay(now),
					counts.map((one) => ({ scope: lifeScope(divisionId), ...one })),
				),
			];
}

/** Sums over all divisions since a day, with Track's calls, by the key's own order. */
export async function listLifeCounts(db: Database, fromDay: string): Promise<Map<string, number>> {
	const rows = await db.all<{ name: string; count: number }>(sql`
		select name, sum(count) as count from daily_counts
		where day >= ${fromDay} and scope >= ${LIFE_SCOPES.from} and scope < ${LIFE_SCOPES.before} group by name
		union all
		select name, sum(count) as count from daily_counts
		where day >= ${fromDay} and scope >= 'fedex_account:' and scope < 'fedex_account;'
			and name = 'track-calls' group by name`);
	return new Map(rows.map(({ name, count }) => [name, count]));
}
