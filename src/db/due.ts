import { type SQL, sql } from "drizzle-orm";

import type { WakeUpKind } from "../shipping/model/wake-up-kinds.ts";
import { runBatch } from "./batch.ts";
import type { Database } from "./database.ts";
import { isLookDue } from "./reconciles.ts";

/**
 * Which scopes have rows that are due: the whole of what the tick asks. What is paused is left asleep, and so is a
 * scope that a run holds: the wake-up would only meet its lease, and stand before others in the queue. One batch
 * and not one statement, because D1 takes five parts in a `union` at most.
 */
export async function listDueScopes(
	db: Database,
	now: number,
): Promise<{ kind: WakeUpKind; scope: string }[]> {
	const awake = sql`select d.id from divisions d left join settings s on s.id = 1
		where d.paused_at is null and s.paused_at is null`;
	const isFree = sql`r.due_at <= ${now} and (r.leased_until is null or r.leased_until <= ${now})`;
	const isHeld = (kind: WakeUpKind, scope: SQL) => sql`exists (select 1 from leases l
		where l.kind = ${kind} and l.scope = ${scope} and l.held_until > ${now})`;
	const division = sql`divisions.id`;
	const questions: Record<WakeUpKind, SQL> = {
		poll: sql`select id as scope from divisions
			where id in (${awake}) and poll_due_at <= ${now} and mode <> 'off'
				and not ${isHeld("poll", division)}`,
		// A label that nobody knows of is looked for whoever is paused or suspended, but for the whole.
		reconcile: sql`select a.id as scope from fedex_accounts a left join settings s on s.id = 1
			where s.paused_at is null and exists (
				select 1 from shipment_attempts r where r.fedex_account_id = a.id and ${isLookDue(now)})`,
		// On hold only an attempt that was out is looked after.
		ship: sql`select id as scope from divisions
			where id in (${awake}) and exists (select 1 from shipments r
				where r.division_id = divisions.id and ${isFree}
					and (divisions.mode = 'live' or r.status = 'creating'))`,
		// What was labelled is told to Exact, also when the division ships nothing more.
		"write-back": sql`select id as scope from divisions
			where id in (${awake}) and mode <> 'off' and (documents_due_at <= ${now}
				or exists (select 1 from write_backs r where r.division_id = divisions.id and ${isFree}))
				and not ${isHeld("write-back", division)}`,
		print: sql`select distinct division_id as scope from print_jobs where due_at <= ${now}`,
		subscribe: sql`select id as scope from divisions
			where id in (${awake}) and mode <> 'off' and exists (select 1 from webhook_subscriptions r
				where r.division_id = divisions.id and r.due_at <= ${now})
				and not ${isHeld("subscribe", division)}`,
		// A hold or a pause of a division or an account stops no reading: its parcels are on their way all the same.
		track: sql`select a.id as scope from fedex_accounts a left join settings s on s.id = 1
			where s.paused_at is null and exists (
				select 1 from tracking_groups r where r.fedex_account_id = a.id and r.due_at <= ${now})
				and not ${isHeld("track", sql`a.id`)}`,
		tell: sql`select 'all' as scope where exists (
			select 1 from told_events where spread_at is null)
				and not ${isHeld("tell", sql`'all'`)}`,
		webhooks: sql`select id as scope from webhook_endpoints
			where state = 'active' and rest_until <= ${now} and exists (select 1 from webhook_deliveries r
				where r.endpoint_id = webhook_endpoints.id and ${isFree})
				and not ${isHeld("webhooks", sql`webhook_endpoints.id`)}`,
		mails: sql`select 'all' as scope where exists (select 1 from customer_mails r where ${isFree})
				and not ${isHeld("mails", sql`'all'`)}`,
		alerts: sql`select 'all' as scope where (
				exists (select 1 from telling_settings where watch_due_at <= ${now})
				or exists (select 1 from alert_messages r where ${isFree}))
				and not ${isHeld("alerts", sql`'all'`)}`,
		keep: sql`select given.scope from (select 'rotate' as scope where exists (
				select 1 from key_rotations where due_at <= ${now})
			union all select 'erase' where exists (select 1 from erasures where due_at <= ${now})) as given
			where not ${isHeld("keep", sql`given.scope`)}`,
		"keep-alive": sql`select id as scope from connections where keep_alive_due_at <= ${now}`,
	};
	const kinds = Object.keys(questions) as WakeUpKind[];
	const answers = await runBatch(
		db,
		kinds.map((kind) => questions[kind]),
	);
	return kinds.flatMap((kind, at) =>
		(answers[at]?.results ?? []).map(({ scope }) => ({ kind, scope: String(scope) })),
	);
}
