import { sql } from "drizzle-orm";

import type { WakeUpKind } from "../shipping/ports.ts";
import type { Database } from "./database.ts";

/** Which scopes have rows that are due: the whole of what the tick asks. What is paused is left asleep. */
export async function listDueScopes(
	db: Database,
	now: number,
): Promise<{ kind: WakeUpKind; scope: string }[]> {
	return db.all<{ kind: WakeUpKind; scope: string }>(sql`
		with awake as (
			select d.id, d.mode, d.poll_due_at from divisions d left join settings s on s.id = 1
			where d.paused_at is null and s.paused_at is null)
		select 'poll' as kind, id as scope from awake where poll_due_at <= ${now} and mode <> 'off'
		union all
		select 'ship', id from awake where exists (select 1 from shipments r
			where r.division_id = awake.id and r.due_at <= ${now}
				and (r.leased_until is null or r.leased_until <= ${now})
				-- On hold only an attempt that was out is looked after.
				and (awake.mode = 'live' or r.status = 'creating'))
		union all
		select 'write-back', id from awake where exists (select 1 from write_backs r
			where r.division_id = awake.id and r.due_at <= ${now}
				and (r.leased_until is null or r.leased_until <= ${now}))
		union all
		select 'keep-alive', id from connections where keep_alive_due_at <= ${now}`);
}
