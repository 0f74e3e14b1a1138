import { sql } from "drizzle-orm";

/**
 * Who asks for a poll while one is under way is answered by another one right behind it: what the first has read
 * already may be what the request is about. A poll that was only postponed is not a request.
 */
export function againAt(now: number) {
	return sql`case when poll_id is not null and poll_started_at < ${now}
		then ${now} else poll_again_at end`;
}

/** Columns of a division that is to be polled now, whatever its poll waits for. */
export function pollNow(now: number) {
	return { pollDueAt: now, pollAgainAt: againAt(now) };
}
