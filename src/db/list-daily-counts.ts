import { sql } from "drizzle-orm";

import type { Database } from "./database.ts";

export type DailyCount = { day: string; divisionId: string; name: string; count: number };

/** Counters of divisions since a day, by the key's own order: a few rows for each day and division. */
export async function listDailyCounts(db: Database, fromDay: string): Promise<DailyCount[]> {
	return db.all<DailyCount>(sql`
		select day, substr(scope, length('division:') + 1) as divisionId, name, count
		from daily_counts
		where day >= ${fromDay} and scope >= 'division:' and scope < 'division;'
		order by day, scope, name`);
}
