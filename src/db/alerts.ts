import { sql } from "drizzle-orm";

import { utcDay } from "../lib/days.ts";
import type { Problem } from "../lib/errors.ts";
import type { KeyRing } from "../lib/key-ring.ts";
import { alertSettingsSchema } from "../shipping/model/alerts.ts";
import type { AlertMessage, AlertStore, OpenAlert } from "../shipping/ports/telling.ts";
import { auditGuard } from "./audit.ts";
import { runBatch } from "./batch.ts";
import type { Database } from "./database.ts";
import { tellingSettings } from "./schema.ts";
import { earliestEventId } from "./webhook-endpoints.ts";

const ROW = 1;
export const CHAT_PLACE = "telling_settings:chat";

/** How many of a kind are told of one by one; the inbox has all of them. */
const CAUSES_MAX = 50;

const DAY = 86_400_000;

/** What the operator is told of, and the messages about it. */
export function createAlertStore(db: Database, keys: KeyRing): AlertStore {
	return {
		async findSettings() {
			const [row] = await db.select().from(tellingSettings);
			return row === undefined
				? undefined
				: {
						alerts: alertSettingsSchema.parse(row.alerts),
						chatUrl:
							row.chatUrlSealed === null ? null : await keys.open(row.chatUrlSealed, CHAT_PLACE),
						watchDueAt: row.watchDueAt,
					};
		},

		async saveSettings(alerts, chatUrl, change) {
			const [row] = await db.select().from(tellingSettings);
			const sealed =
				chatUrl === undefined
					? (row?.chatUrlSealed ?? null)
					: chatUrl === null
						? null
						: await keys.seal(chatUrl, CHAT_PLACE);
			const set = {
				alerts,
				chatUrlSealed: sealed,
				watchDueAt: change.now,
				version: (row?.version ?? 0) + 1,
				updatedAt: change.now,
			};
			await runBatch(db, [
				db
					.insert(tellingSettings)
					.values({ id: ROW, ...set })
					.onConflictDoUpdate({
						target: tellingSettings.id,
						set,
						setWhere: sql`telling_settings.version = ${row?.version ?? 0}`,
					}),
				auditGuard({
					at: change.now,
					actor: change.actor,
					action: "telling.settings_saved",
					subject: "telling:all",
					version: set.version,
					correlationId: change.correlationId,
					details: { kinds: alerts.kinds },
				}),
			]);
		},

		async listCauses(settings, now) {
			const day = utcDay(now);
			const [connections, accounts, suspensions, failed, exceptions, webhooks, mails] =
				await runBatch(db, [
					sql`select id, name from connections where status = 'needs_reauthorization'
						limit ${CAUSES_MAX}`,
					sql`select id, name, suspended_code as code from fedex_accounts
						where suspended_at is not null limit ${CAUSES_MAX}`,
					sql`select kind, scope, code, message from suspensions where since is not null
						limit ${CAUSES_MAX}`,
					sql`select (select count(*) from shipments where status = 'failed')
						+ (select count(*) from write_backs where state = 'failed') as count`,
					sql`select coalesce(sum(count), 0) as count from daily_counts
						where day = ${day} and scope >= 'division:' and scope < 'division;' and name = 'exception'`,
					sql`select id, name, last_code as code from webhook_endpoints
						where state = 'disabled' and failing_since is not null`,
					unsentMails(now - DAY),
				]);
			const count = (result: D1Result | undefined) =>
				Number((result?.results[0] as { count: number } | undefined)?.count ?? 0);
			const rows = (result: D1Result | undefined) =>
				(result?.results ?? []) as Record<string, string>[];
			const inTrouble = count(exceptions);
			const failedWork = count(failed);
			return [
				...rows(connections).map(({ id, name }) =>
					cause(
						`consent:${id}`,
						"consent.needed",
						`Exact's consent of ${name} has ended.`,
						"Open the connection in the console and consent at Exact again.",
					),
				),
				...rows(accounts).map(({ id, name, code }) =>
					cause(
						`account:${id}`,
						code ?? "account.suspended",
						`FedEx refuses the account ${name}.`,
						"Mend it at FedEx, then check the account in the console.",
					),
				),
				...rows(suspensions).map(({ kind, scope, code, message }) =>
					cause(
						`suspended:${kind}:${scope}`,
						code ?? "",
						`${message ?? ""} (${kind})`,
						"It is tried again by itself; the console's first page shows it.",
					),
				),
				...(failedWork === 0
					? []
					: [
							cause(
								"failed-work:all",
								"work.failed",
								`${failedWork} pieces of work failed for good.`,
								"Look at their causes on the page Failed work, then replay them.",
							),
						]),
				...(inTrouble <= settings.exceptionsADay
					? []
					: [
							cause(
								`exceptions:${day}`,
								"exceptions.many",
								`${inTrouble} parcels are in trouble at FedEx today.`,
								"Look at the shipments whose parcels are an exception.",
							),
						]),
				...rows(webhooks).map(({ id, name, code }) =>
					cause(
						`webhook:${id}`,
						code ?? "webhook.disabled",
						`The webhook ${name} took nothing for a day and is disabled.`,
						"Mend its receiver, then enable it: what it missed goes out then.",
					),
				),
				...rows(mails).map(({ count: unsent, code }) =>
					cause(
						"mails:all",
						code ?? "mail.not_sent",
						`Mails of the last day that were refused, or may not have gone out: ${unsent}. The last cause was ${code}.`,
						"They are not sent again. Each shipment's page shows its mails; check what the mail provider says of the sender.",
					),
				),
			];
		},

		async listOpen() {
			const rows = await db.all<{ key: string; problem: string }>(
				sql`select key, problem from alerts where since is not null`,
			);
			return rows.map(({ key, problem }) => ({ key, problem: JSON.parse(problem) as Problem }));
		},

		async note({ began, over, channels }, nextWatchAt, now) {
			const messages = (phase: "began" | "over", alerts: readonly OpenAlert[]) =>
				alerts.flatMap(({ key, problem }) =>
					channels.map((channel) => ({
						key,
						phase,
						channel,
						subject: `${phase === "over" ? "Over: " : ""}${problem.message}`,
						body: phase === "over" ? "This is over." : problem.remedy,
					})),
				);
			await runBatch(db, [
				// What another run has told in the meantime is not told twice.
				insertMessages(messages("began", began), sql`not exists`, now),
				insertMessages(messages("over", over), sql`exists`, now),
				sql`
					insert into alerts (key, problem, since, updated_at)
					select value ->> 'key', value -> 'problem', ${now}, ${now}
					from json_each(${JSON.stringify(began)}) where true
					on conflict do update set problem = excluded.problem, since = excluded.since,
						updated_at = excluded.updated_at where alerts.since is null`,
				sql`
					update alerts set since = null, updated_at = ${now}
					where key in (select value ->> 'key' from json_each(${JSON.stringify(over)}))`,
				sql`update telling_settings set watch_due_at = ${nextWatchAt} where id = ${ROW}`,
			]);
		},

		claimMessages: ({ now, until, limit }) =>
			db.all<AlertMessage>(sql`
				update alert_messages set state = 'sending', leased_until = ${until},
					attempts = attempts + 1, updated_at = ${now}
				where id in (select id from alert_messages where due_at <= ${now} and state = 'due'
					order by due_at limit ${limit})
				returning id, channel, subject, body, attempts`),

		async settleMessage(id, { state, dueAt, code }, now) {
			await db.run(sql`
				update alert_messages set state = ${state}, due_at = ${dueAt}, code = ${code},
					leased_until = null, updated_at = ${now} where id = ${id} and state = 'sending'`);
		},

		async forgetOrphans(now) {
			await db.run(sql`
				update alert_messages set leased_until = null, updated_at = ${now},
					state = case channel when 'chat' then 'due' else 'unknown' end,
					due_at = case channel when 'chat' then due_at end
				where due_at <= ${now} and state = 'sending' and leased_until <= ${now}`);
		},
	};
}

/** Mails to customers and to the operator that were refused since, or of which nobody knows; no row where there are none. */
function unsentMails(since: number) {
	return sql`
		select count(*) as count, code, max(updated_at) as last from (
			select code, updated_at from customer_mails
				where state in ('unknown', 'refused') and updated_at >= ${since}
			union all select code, updated_at from alert_messages
				where id >= ${`alm_${earliestEventId(since).slice(4)}`} and channel = 'mail'
					and state in ('unknown', 'refused') and coalesce(code, '') <> 'alert.no_mail')
		having count(*) > 0`;
}

function insertMessages(
	messages: readonly unknown[],
	existsOpen: ReturnType<typeof sql>,
	now: number,
) {
	return sql`
		insert into alert_messages (id, alert_key, phase, channel, subject, body, state, due_at, created_at,
			updated_at)
		select 'alm_' || upper(printf('%012x', ${now})) || hex(randomblob(8)), value ->> 'key',
			value ->> 'phase', value ->> 'channel', value ->> 'subject', value ->> 'body', 'due', ${now},
			${now}, ${now}
		from json_each(${JSON.stringify(messages)}) as given
		where ${existsOpen} (select 1 from alerts a
			where a.key = given.value ->> 'key' and a.since is not null)`;
}

function cause(key: string, code: string, message: string, remedy: string): OpenAlert {
	return { key, problem: { code, field: "", message, remedy } };
}

/** What the operator was told of and is not over, the longest first, for the console. */
export function listOpenAlerts(db: Database) {
	return db.all<{ key: string; code: string; message: string; remedy: string; since: number }>(sql`
		select key, problem ->> 'code' as code, problem ->> 'message' as message,
			problem ->> 'remedy' as remedy, since
		from alerts where since is not null
		order by since limit 100`);
}
