import { and, eq, isNotNull, isNull, or, sql } from "drizzle-orm";

import { ORDER_FEEDS } from "../shipping/ports.ts";
import type { OrderFeed } from "../shipping/ports.ts";
import type { DivisionStore, FeedCursor } from "../shipping/stores.ts";
import { runBatch } from "./batch.ts";
import type { Database } from "./database.ts";
import { divisions, syncCursors } from "./schema.ts";

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
				.set({ pollId: poll.id, pollStartedAt: poll.now, updatedAt: poll.now })
				.where(and(eq(divisions.id, id), isNull(divisions.pollId)))
				.returning({ pollId: divisions.pollId });
			if (started[0]?.pollId) {
				return started[0].pollId;
			}
			const running = await db.query.divisions.findFirst({
				columns: { pollId: true },
				where: eq(divisions.id, id),
			});
			return running?.pollId ?? poll.id;
		},

		async endPoll(id, end) {
			await db
				.update(divisions)
				.set({
					pollId: null,
					pollStartedAt: null,
					pollFailures: 0,
					lastPollAt: end.now,
					// A poll that was asked for while this one ran stays due.
					pollDueAt: sql`case when poll_due_at > poll_started_at and poll_due_at <= ${end.now}
						then poll_due_at else ${end.nextPollAt} end`,
					updatedAt: end.now,
				})
				.where(eq(divisions.id, id));
		},

		async postponePoll(id, dueAt, failures) {
			await db
				.update(divisions)
				.set({ pollDueAt: dueAt, pollFailures: failures })
				.where(eq(divisions.id, id));
		},

		async requestPoll(id, now) {
			await db
				.update(divisions)
				.set({ pollDueAt: now })
				.where(
					and(
						eq(divisions.id, id),
						isNotNull(divisions.settings),
						or(
							isNull(divisions.pollDueAt),
							sql`${divisions.pollDueAt} > ${now}`,
							// One that is under way has read past what is asked for: another one follows it.
							sql`${divisions.pollDueAt} <= ${divisions.pollStartedAt}`,
						),
					),
				);
		},

		async cursors(id) {
			const rows = await db.select().from(syncCursors).where(eq(syncCursors.divisionId, id));
			const found: Partial<Record<OrderFeed, FeedCursor>> = {};
			for (const feed of ORDER_FEEDS) {
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
					ORDER_FEEDS.map((feed) => ({
						divisionId: id,
						feed,
						timestamp: cursors[feed],
						readToEndAt: null,
					})),
				)
				.onConflictDoNothing();
		},

		async restartFeeds(id, moveMarker) {
			await runBatch(db, [
				db.delete(syncCursors).where(eq(syncCursors.divisionId, id)),
				db.update(divisions).set({ moveMarker }).where(eq(divisions.id, id)),
			]);
		},
	};
}
