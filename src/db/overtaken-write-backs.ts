import { sql } from "drizzle-orm";

import type { Database } from "./database.ts";

/** Only the youngest that stand in Exact are looked at, so that the question costs the same for ever. */
const OVERTAKING_ROWS = 500;

/** See the port: an outage is told from one that alone fails by what was written meanwhile. */
export async function listOvertaken(
	db: Database,
	divisionId: string,
	ids: readonly string[],
): Promise<Set<string>> {
	if (ids.length === 0) {
		return new Set();
	}
	const rows = await db.all<{ id: string }>(sql`
		with latest as (
			select max(written_at) as at from (
				select division_id, written_at from write_backs
				where state = 'written' order by id desc limit ${OVERTAKING_ROWS})
			where division_id = ${divisionId})
		select given.value as id from json_each(${JSON.stringify(ids)}) given, latest
		where latest.at >= (select min(a.at) from audit_events a
			where a.subject = 'write_back:' || given.value
				and a.action in ('write_back.outcome_unknown', 'write_back.not_written')
				and a.version > coalesce((select max(b.version) from audit_events b
					where b.subject = a.subject and b.action in
						('write_back.written', 'write_back.updated', 'write_back.replayed')), 0))`);
	return new Set(rows.map(({ id }) => id));
}
