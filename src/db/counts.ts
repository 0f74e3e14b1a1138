import { sql } from "drizzle-orm";

import type { CountStore } from "../shipping/stores.ts";
import type { Database } from "./database.ts";

export function addCounts(
	day: string,
	counts: readonly { scope: string; name: string; count: number }[],
) {
	return sql`
		insert into daily_counts (day, scope, name, count)
		select ${day}, value ->> 'scope', value ->> 'name', value ->> 'count'
		from json_each(${JSON.stringify(counts)})
		where true
		on conflict (day, scope, name) do update set count = count + excluded.count`;
}

export function createCountStore(db: Database): CountStore {
	return {
		async add(day, counts) {
			if (counts.length > 0) {
				await db.run(addCounts(day, counts));
			}
		},
	};
}
