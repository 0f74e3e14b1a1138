import { sql } from "drizzle-orm";

import { utcDay } from "../lib/days.ts";
import { LIMITS } from "../shipping/model/limits.ts";
import { PRINT_LIMITS } from "../shipping/model/printing/print-limits.ts";
import { runBatch } from "./batch.ts";
import type { Database } from "./database.ts";
import { pruneDeliveries } from "./prune-deliveries.ts";
import { pruneTelling } from "./prune-telling.ts";
import { earliestEventId } from "./webhook-endpoints.ts";

/** Rows of a table that one run may delete; what is left over goes the day after. */
const ROWS_MAX = 20_000;

/**
 * Deletes what nobody asks for any more, once a UTC day: the day's counter is the mark of who was first. A run that
 * dies after the mark only leaves its rows to the next day.
 */
export async function pruneOnceADay(db: Database, now: number): Promise<boolean> {
	const day = utcDay(now);
	const first = await db.all(sql`
		insert into daily_counts (day, scope, name, count) values (${day}, 'system', 'prunes', 1)
		on conflict do nothing returning day`);
	if (first.length === 0) {
		return false;
	}
	await runBatch(db, [
		sql`delete from idempotency_answers where hash in (select hash from idempotency_answers
			where created_at < ${now - LIMITS.idempotencyKeptMs} limit ${ROWS_MAX})`,
		sql`delete from one_time_codes where hash in (select hash from one_time_codes
			where expires_at < ${now} limit ${ROWS_MAX})`,
		sql`delete from sessions where hash in (select hash from sessions
			where expires_at < ${now} limit ${ROWS_MAX})`,
		sql`delete from daily_counts where rowid in (select rowid from daily_counts
			where day < ${day} and scope like 'login:%' limit ${ROWS_MAX})`,
		// What it is of was never known, so nobody can tell whether it was mended.
		sql`delete from unread_rows where owner_id is null
			and first_seen_at < ${now - LIMITS.namelessRowsKeptMs}`,
		sql`delete from webhook_receipts where id in (select id from webhook_receipts
			where received_at < ${now - LIMITS.receiptsKeptMs} limit ${ROWS_MAX})`,
		sql`delete from print_jobs where id in (select id from print_jobs
			where created_at < ${now - PRINT_LIMITS.jobRowsKeptMs} limit ${ROWS_MAX})`,
		sql`delete from alert_messages where id < ${`alm_${earliestEventId(now - LIMITS.toldEventsKeptMs).slice(4)}`}`,
		...pruneDeliveries(now),
	]);
	await pruneTelling(db, now);
	return true;
}
