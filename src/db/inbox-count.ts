import { sql } from "drizzle-orm";

import type { Database } from "./database.ts";
import { idsParameter } from "./json-parameter.ts";

/**
 * How much waits for a person, for every page's navigation: of what there may be much, entries of indexes are counted
 * and no row is read. `passing` are the causes for which a division that can't be read waits for nobody.
 */
export async function findInboxCount(db: Database, passing: readonly string[]): Promise<number> {
	const row = await db.get<{ count: number }>(sql`
		select (select count(*) from shipments where status in ('blocked', 'failed'))
			+ (select count(*) from write_backs where state = 'failed')
			+ (select count(*) from orders
				where division_id in (select id from divisions) and state in ('blocked', 'held_back'))
			+ (select count(*) from orders where decision is not null)
			+ (select count(*) from shipments where decision is not null)
			+ (select count(*) from connections where status = 'needs_reauthorization')
			+ (select count(*) from fedex_accounts where suspended_at is not null)
			+ (select coalesce(sum(doubtful), 0) from print_stations)
			+ (select count(*) from webhook_endpoints where state = 'disabled' and failing_since is not null)
			+ (select count(*) from divisions where mode <> 'off' and poll_problem is not null
				and poll_problem ->> 'code' not in ${idsParameter(passing)}) as count`);
	return row?.count ?? 0;
}
