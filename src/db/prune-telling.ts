import { sql } from "drizzle-orm";

import { LIMITS } from "../shipping/model/limits.ts";
import { runBatch } from "./batch.ts";
import type { Database } from "./database.ts";
import { earliestEventId } from "./webhook-endpoints.ts";

/** Rows of a table that one batch deletes, so that none takes longer than D1 lets it. */
const ROWS_MAX = 20_000;

/** A million rows of each table: more than a day brings, so that what was left over is caught up with. */
const ROUNDS_MAX = 50;

/**
 * Deletes old events and what became of them. An event comes several times a shipment and a delivery for each endpoint,
 * so one batch a day would fall behind. What an endpoint that stands still was not told yet is kept with its event.
 */
export async function pruneTelling(db: Database, now: number): Promise<void> {
	const earliest = earliestEventId(now - LIMITS.toldEventsKeptMs);
	for (let round = 0; round < ROUNDS_MAX; round += 1) {
		const deleted = await runBatch(db, [
			sql`delete from webhook_deliveries where rowid in (select rowid from webhook_deliveries
				where event_id < ${earliest} and state <> 'due' limit ${ROWS_MAX})`,
			sql`delete from told_events where rowid in (select rowid from told_events e
				where e.id < ${earliest} and e.spread_at is not null
					and not exists (select 1 from webhook_deliveries d where d.event_id = e.id)
				order by e.id limit ${ROWS_MAX})`,
		]);
		if (deleted.every(({ meta }) => meta.changes < ROWS_MAX)) {
			return;
		}
	}
}
