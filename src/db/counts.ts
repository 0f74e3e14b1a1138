import { sql } from "drizzle-orm";

import type { CountStore } from "../shipping/ports/machinery.ts";
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
		async find(day, scope, name) {
			const row = await db.get<{ count: number }>(sql`
				select count from daily_counts
				where day = ${day} and scope = ${scope} and name = ${name}`);
			return row?.count ?? 0;
		},

		async add(day, counts) {
			if (counts.length > 0) {
				await db.run(addCounts(day, counts));
			}
		},
	};
}

export async function findCount(
	db: Database,
	which: { day: string; scope: string; name: string },
): Promise<number> {
	const row = await db.get<{ count: number } | undefined>(sql`
		select count from daily_counts
		where day = ${which.day} and scope = ${which.scope} and name = ${which.name}`);
	return row?.count ?? 0;
}
