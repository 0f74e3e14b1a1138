import { sql } from "drizzle-orm";

import type { Database } from "./database.ts";

/** How much waits for a person, for every page's navigation: entries of indexes are counted, no row is read. */
export async function findInboxCount(db: Database): Promise<number> {
	const row = await db.get<{ count: number }>(sql`
		select (select count(*) from shipments where status in ('blocked', 'failed'))
			+ (select count(*) from write_backs where state = 'failed')
			+ (select count(*) from orders
				where division_id in (select id from divisions) and state in ('blocked', 'held_back'))
			+ (select count(*) from orders where decision is not null)
			+ (select count(*) from shipments where decision is not null)
			+ (select count(*) from connections where status = 'needs_reauthorization')
			+ (select count(*) from fedex_accounts where suspended_at is not null) as count`);
	return row?.count ?? 0;
}
