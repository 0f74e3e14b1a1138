import { and, count, eq, isNotNull, isNull, lte, or, sql } from "drizzle-orm";

import { LIMITS } from "../shipping/model/limits.ts";
import type { DivisionStore, FeedCursor } from "../shipping/ports/divisions.ts";
import {
	DELIVERY_FEEDS,
	FIRST_ROW_VERSION,
	type Feed,
	ORDER_FEEDS,
} from "../shipping/ports/erp.ts";
import { runBatch } from "./batch.ts";
import type { Database } from "./database.ts";
import { againAt, pollNow } from "./poll-requests.ts";
import { divisions, syncCursors, unreadRows } from "./schema.ts";

export function createDivisionStore(db: Database): DivisionStore {
	return {
		async find(id) {
			return db.query.divisions.findFirst({ where: eq(divisions.id, id) });
		},

		async isPaused(id) {
			const row = await db.get<{ paused: number } | undefined>(sql`
				select (d.paused_at is not null or s.paused_at is not null) as paused
				from divisions d left join settings s on s.id = 1 where d.id = ${id}`);
			return row?.paused === 1;
		},

		async beginPoll(id, poll) {
			const started = await db
				.update(divisions)
				.set({
					pollId: poll.id,
					pollStartedAt: poll.now,
					// What was asked for until now, this one reads.
					pollAgainAt: null,
					updatedAt: poll.now,
				})
				.where(
					and(
						eq(divisions.id, id),
						// One that was held up for long reads the feeds once more.
						or(
							isNull(divisions.pollId),
							lte(divisions.pollStartedAt, poll.now - LIMITS.freshnessMs),
						),
					),
				)
				.returning({ id: divisions.id });
			if (started.length === 1) {
				return { id: poll.id, startedAt: poll.now };
			}
			const running = await db.query.divisions.findFirst({
				columns: { pollId: true, pollStartedAt: true },
				where: eq(divisions.id, id),
			});
			return { id: running?.pollId ?? poll.id, startedAt: running?.pollStartedAt ?? poll.now };
		},

		async endPoll(id, end) {
			await db
				.update(divisions)
				.set({
					pollId: null,
					pollStartedAt: null,
					pollFailures: 0,
					pollProblem: end.problem,
					lastPollAt: end.now,
					pollAgainAt: null,
					pollDueAt: sql`coalesce(poll_again_at, ${end.nextPollAt})`,
					updatedAt: end.now,
				})
				.where(eq(divisions.id, id));
		},

		async postponePoll(id, { dueAt, failures, problem }) {
			await db
				.update(divisions)
				.set({ pollDueAt: dueAt, pollFailures: failures, pollProblem: problem })
				.where(eq(divisions.id, id));
		},

		async requestPoll(id, now) {
			await db
				.update(divisions)
				.set({
					pollDueAt: sql`case when poll_id is null
						then min(coalesce(poll_due_at, ${now}), ${now}) else coalesce(poll_due_at, ${now}) end`,
					pollAgainAt: againAt(now),
				})
				.where(and(eq(divisions.id, id), isNotNull(divisions.settings)));
		},

		async hurryPoll(id, now) {
			await db
				.update(divisions)
				.set(pollNow(now))
				.where(and(eq(divisions.id, id), isNotNull(divisions.settings)));
		},

		async countUnread(id) {
			const [row] = await db
				.select({
					rows: count(),
					nameless: sql<number>`coalesce(sum(owner_id is null), 0)`,
				})
				.from(unreadRows)
				.where(eq(unreadRows.divisionId, id));
			return row ?? { rows: 0, nameless: 0 };
		},

		async cursors(id) {
			const rows = await db.select().from(syncCursors).where(eq(syncCursors.divisionId, id));
			const found: Partial<Record<Feed, FeedCursor>> = {};
			for (const feed of [...ORDER_FEEDS, ...DELIVERY_FEEDS]) {
				const row = rows.find((candidate) => candidate.feed === feed);
				if (row !== undefined) {
					found[feed] = { timestamp: row.timestamp, readToEndAt: row.readToEndAt };
				}
			}
			return found;
		},

		async setCursors(id, cursors) {
			await db
				.insert(syncCursors)
				.values(
					Object.entries(cursors).map(([feed, timestamp]) => ({
						divisionId: id,
						feed,
						timestamp,
						sweepFrom: timestamp,
						readToEndAt: null,
					})),
				)
				.onConflictDoNothing();
		},

		async beginSweep(id, { now, nextSweepAt }) {
			const isDue = sql`(sweep_due_at is null or sweep_due_at <= ${now})`;
			await runBatch(db, [
				// A sweep that did not come to its end leaves the cursor behind what was remembered: never forward.
				sql`
					update sync_cursors set timestamp = min(timestamp, coalesce(sweep_from, timestamp)),
						sweep_from = coalesce(later_sweep_from, sweep_from, timestamp),
						later_sweep_from = timestamp
					where division_id = ${id}
						and exists (select 1 from divisions where id = ${id} and ${isDue})`,
				sql`update divisions set sweep_due_at = ${nextSweepAt} where id = ${id} and ${isDue}`,
			]);
		},

		async restartFeeds(id, moveMarker) {
			await runBatch(db, [
				db.delete(syncCursors).where(eq(syncCursors.divisionId, id)),
				db.delete(unreadRows).where(eq(unreadRows.divisionId, id)),
				db.update(divisions).set({ moveMarker }).where(eq(divisions.id, id)),
				// The new row versions begin lower than the old ones, and must not lose against them.
				sql`update orders set timestamp = ${FIRST_ROW_VERSION} where division_id = ${id}`,
				sql`update order_lines set timestamp = ${FIRST_ROW_VERSION} where division_id = ${id}`,
				sql`update goods_deliveries set timestamp = ${FIRST_ROW_VERSION} where division_id = ${id}`,
				sql`update goods_delivery_lines set timestamp = ${FIRST_ROW_VERSION} where division_id = ${id}`,
				sql`update write_backs set posted_after = ${FIRST_ROW_VERSION}
					where division_id = ${id} and posted_after is not null`,
			]);
		},
	};
}
