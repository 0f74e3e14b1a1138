import { and, eq, type SQL, sql } from "drizzle-orm";

import { utcDay } from "../lib/days.ts";
import { LIMITS } from "../shipping/model/limits.ts";
import {
	type Hint,
	type HintStore,
	type Subscription,
	type SubscriptionStore,
	WEBHOOK_TOPICS,
} from "../shipping/ports/webhooks.ts";
import { runBatch } from "./batch.ts";
import type { Database } from "./database.ts";
import { idsParameter } from "./json-parameter.ts";
import { againAt } from "./poll-requests.ts";
import { connections, divisions, webhookReceipts, webhookSubscriptions } from "./schema.ts";

export function createHintStore(db: Database): HintStore {
	return {
		async receive(hint, when) {
			await runBatch(db, [
				db
					.insert(webhookReceipts)
					.values({ ...hint, receivedAt: when.now })
					.onConflictDoNothing(),
				bringForward(hint, when),
				countPoll(hint, when.now),
			]);
		},
	};
}

/**
 * Only one poll is made of many hints: what is due within the longest wait stays as it is. A poll that is under way
 * may have read past what is hinted at, so another one follows it.
 */
function bringForward(hint: Hint, { now, pollAt }: { now: number; pollAt: number }) {
	const isNewHour = sql`(hint_hour_started_at is null or hint_hour_started_at <= ${now - LIMITS.hour})`;
	return sql`
		update divisions set
			poll_due_at = case when poll_id is null then ${pollAt} else poll_due_at end,
			poll_again_at = ${againAt(now)},
			hint_polls = case when ${isNewHour} then 1 else hint_polls + 1 end,
			hint_hour_started_at = case when ${isNewHour} then ${now} else hint_hour_started_at end
		where id = ${hint.divisionId} and changes() = 1
			and mode in ('hold', 'shadow', 'live') and settings is not null
			and not ${isOurWrite(hint, now)}
			and (${isNewHour} or hint_polls < ${LIMITS.hintPollsAnHour})
			and coalesce((select count from daily_counts where day = ${utcDay(now)}
				and scope = ${scopeOf(hint)} and name = ${HINT_POLLS}), 0) < ${LIMITS.hintPollsADay}
			and ((poll_id is null and (poll_due_at is null or poll_due_at > ${now + LIMITS.hintPollMaxMs}))
				or (poll_id is not null and poll_again_at is null))`;
}

/** A tracking number that we put on a delivery, or a delivery that we booked, comes back as a hint, and is no news. */
function isOurWrite(hint: Hint, now: number) {
	// Each kind by the index that is its own.
	const wrote = (kind: SQL) => sql`exists (select 1 from write_backs w where w.kind = ${kind}
		and w.exact_document_id = lower(${hint.exactKey}) and ${hint.topic} = 'GoodsDeliveries'
		and lower(${hint.action}) <> 'delete' and w.updated_at > ${now - LIMITS.echoMs})`;
	return sql`(${wrote(sql`'tracking-number'`)} or ${wrote(sql`'goods-delivery'`)})`;
}

const HINT_POLLS = "hint-polls";
const scopeOf = (hint: Hint) => `division:${hint.divisionId}`;

/** Right behind `bringForward`: one more, if it moved the poll. */
function countPoll(hint: Hint, now: number) {
	return sql`
		insert into daily_counts (day, scope, name, count)
		select ${utcDay(now)}, ${scopeOf(hint)}, ${HINT_POLLS}, 1 where changes() = 1
		on conflict (day, scope, name) do update set count = count + 1`;
}

const SUBSCRIPTION = {
	divisionId: webhookSubscriptions.divisionId,
	topic: webhookSubscriptions.topic,
	exactSubscriptionId: webhookSubscriptions.exactSubscriptionId,
	state: webhookSubscriptions.state,
	reason: webhookSubscriptions.reason,
	dueAt: webhookSubscriptions.dueAt,
	failures: webhookSubscriptions.failures,
};

export function createSubscriptionStore(db: Database): SubscriptionStore {
	return {
		list: (divisionId) => listSubscriptions(db, [divisionId]),

		async save({ divisionId, topic, ...noted }, now) {
			await db
				.update(webhookSubscriptions)
				.set({ ...noted, updatedAt: now })
				.where(
					and(
						eq(webhookSubscriptions.divisionId, divisionId),
						eq(webhookSubscriptions.topic, topic),
					),
				);
		},

		async findClientId(connectionId) {
			const rows = await db
				.select({ clientId: connections.clientId })
				.from(connections)
				.where(eq(connections.id, connectionId));
			return rows[0]?.clientId;
		},
	};
}

export async function listSubscriptions(
	db: Database,
	divisionIds: readonly string[],
): Promise<Subscription[]> {
	return db
		.select(SUBSCRIPTION)
		.from(webhookSubscriptions)
		.where(sql`${webhookSubscriptions.divisionId} in ${idsParameter(divisionIds)}`)
		.orderBy(webhookSubscriptions.divisionId, sql`${webhookSubscriptions.topic} desc`);
}

/** Has a division's subscriptions made, or looked at again where they could not be. */
export function wantSubscriptions(divisionId: string, now: number) {
	return sql`
		insert into webhook_subscriptions (division_id, topic, state, due_at, failures, updated_at)
		select ${divisionId}, value, 'due', ${now}, 0, ${now}
		from json_each(${JSON.stringify(WEBHOOK_TOPICS)})
		where true
		on conflict (division_id, topic) do update set due_at = ${now}, failures = 0
			where state <> 'subscribed'`;
}

/** The id of a connection's division, by its code at Exact. */
export async function findDivisionId(
	db: Database,
	connectionId: string,
	code: number,
): Promise<string | undefined> {
	const rows = await db
		.select({ id: divisions.id })
		.from(divisions)
		.where(and(eq(divisions.connectionId, connectionId), eq(divisions.code, code)));
	return rows[0]?.id;
}
