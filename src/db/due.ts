import { sql } from "drizzle-orm";
import type { WakeUpKind } from "../shipping/ports.ts";
import type { Database } from "./database.ts";

/** Which scopes have rows that are due: the whole of what the tick asks. */
export async function listDueScopes(
	db: Database,
	now: number,
): Promise<{ kind: WakeUpKind; scope: string }[]> {
	return db.all<{ kind: WakeUpKind; scope: string }>(sql`
		select 'poll' as kind, id as scope from divisions
			where poll_due_at <= ${now} and paused_at is null and mode <> 'off'
		union all
		select distinct 'ship', division_id from shipments
			where due_at <= ${now} and (leased_until is null or leased_until <= ${now})
		union all
		select distinct 'write-back', division_id from write_backs
			where due_at <= ${now} and (leased_until is null or leased_until <= ${now})
		union all
		select 'keep-alive', id from connections where keep_alive_due_at <= ${now}`);
}
