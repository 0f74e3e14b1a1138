import { and, eq, or, sql } from "drizzle-orm";
import type { SQLiteUpdateSetSource } from "drizzle-orm/sqlite-core";

import type { Change } from "../shipping/ports/changes.ts";
import type {
	Division,
	DivisionSetupStore,
	ReleaseTicks,
	SettingsChange,
} from "../shipping/ports/divisions.ts";
import type { AuditEntry } from "./audit.ts";
import type { Database } from "./database.ts";
import { idsParameter } from "./json-parameter.ts";
import { MAY_BE_SENT_AGAIN } from "./list-orders.ts";
import { pollNow } from "./poll-requests.ts";
import { divisions, orders, syncCursors } from "./schema.ts";
import { transition } from "./transition.ts";
import { listSubscriptions, wantSubscriptions } from "./webhooks.ts";
import { withdrawUnsent } from "./withdrawals.ts";

export function createDivisionSetupStore(db: Database): DivisionSetupStore {
	return {
		async find(id) {
			return db.query.divisions.findFirst({ where: eq(divisions.id, id) });
		},

		async saveSettings(division, next, change) {
			return transition(db, {
				update: update(division, change, {
					settings: next.settings,
					fedexAccountId: next.settings.fedexAccountId,
					mode: next.mode,
					...(next.isReadNow ? pollNow(change.now) : { pollDueAt: next.nextPollAt }),
					...(next.isReadAgain ? { lastPollAt: null } : {}),
				}),
				audit: auditOf(division, "division.settings_saved", change, {
					mode: next.mode,
					fedexAccountId: next.settings.fedexAccountId,
				}),
				also: [
					...(next.mode === "hold" && division.mode !== "hold" && division.mode !== "off"
						? withdrawUnsent(division.id, change)
						: []),
					judgeOpenOrders(division.id, next, change.now),
					wantSubscriptions(division.id, change.now),
					...(next.isReadAgain
						? [db.delete(syncCursors).where(eq(syncCursors.divisionId, division.id))]
						: []),
				],
			});
		},

		setMode: (division, mode, change) =>
			transition(db, {
				update: update(division, change, {
					mode,
					...(mode === "off" ? { pollDueAt: null } : pollNow(change.now)),
				}),
				audit: auditOf(division, "division.mode_set", change, { from: division.mode, to: mode }),
				also: withdrawUnsent(division.id, change),
			}),

		setPaused: (division, isPaused, change) =>
			transition(db, {
				update: update(division, change, { pausedAt: isPaused ? change.now : null }),
				audit: auditOf(division, isPaused ? "division.paused" : "division.resumed", change),
			}),

		async findRefusedSubscription(divisionId, code) {
			const rows = await listSubscriptions(db, [divisionId]);
			return (
				rows.find((row) => row.state === "refused" && row.reason?.code === code)?.reason ?? null
			);
		},

		async hasUnlookedSubscription(divisionId) {
			const rows = await listSubscriptions(db, [divisionId]);
			return rows.some((row) => row.state === "due");
		},

		async checkSubscriptions(divisionId, now) {
			await db.run(wantSubscriptions(divisionId, now));
		},

		async listTickable(divisionId, orderIds) {
			const rows = await db
				.select({ id: orders.id })
				.from(orders)
				.where(
					and(
						eq(orders.divisionId, divisionId),
						or(sql`${orders.state} in ('ready', 'held_back')`, MAY_BE_SENT_AGAIN),
						sql`${orders.id} in ${idsParameter(orderIds)}`,
					),
				);
			return rows.map((row) => row.id);
		},

		release: (division, opening, change) =>
			transition(db, {
				update: update(division, change, {
					mode: opening.mode,
					releasedAt: change.now,
					...pollNow(change.now),
				}),
				audit: auditOf(division, "division.released", change, {
					mode: opening.mode,
					orders: opening.ticked,
				}),
				also: [
					letGo(division.id, opening.ticked, change.now),
					holdBack(division.id, opening.ticked, change.now),
					db
						.update(orders)
						.set({ judgeDueAt: change.now })
						.where(
							and(
								eq(orders.divisionId, division.id),
								// Also where a rest waits that a person wants shipped.
								sql`(${orders.state} = 'blocked' or ${orders.settledDecisions} <> '[]')`,
							),
						),
				],
			}),
	};

	function update(
		division: Division,
		change: Change,
		set: SQLiteUpdateSetSource<typeof divisions>,
	) {
		return db
			.update(divisions)
			.set({ ...set, version: sql`version + 1`, updatedAt: change.now })
			.where(
				and(
					eq(divisions.id, division.id),
					eq(divisions.version, division.version),
					eq(divisions.mode, division.mode),
				),
			);
	}

	function judgeOpenOrders(divisionId: string, { settings }: SettingsChange, now: number) {
		return sql`
			update orders set judge_due_at = ${now}
			where division_id = ${divisionId} and (state in ('ready', 'blocked', 'held_back')
				or decision is not null
				or (state = 'reserved' and exists (select 1 from shipments s
					where s.order_id = orders.id and s.status in ('planned', 'blocked')))
				or (state = 'not_ready' and status in
					(select value from json_each(${JSON.stringify(settings.readyRule.status)})))
				or (${settings.trigger === "goods-delivery" ? 1 : 0} and order_number in (
					select l.order_number from goods_delivery_lines l where l.division_id = ${divisionId})))`;
	}

	/** One that an earlier release held back goes only when it is named. */
	function letGo(divisionId: string, ticked: ReleaseTicks, now: number) {
		const which =
			ticked === "all"
				? sql`(state = 'ready' or (${MAY_BE_SENT_AGAIN} and held_back_at is null))`
				: sql`(state in ('ready', 'held_back') or ${MAY_BE_SENT_AGAIN})
					and id in ${idsParameter(ticked)}`;
		return sql`
			update orders set state = case state when 'reserved' then state else 'ready' end,
				released_at = ${now}, held_back_at = null,
				judge_due_at = ${now}, updated_at = ${now}
			where division_id = ${divisionId} and ${which}`;
	}

	function holdBack(divisionId: string, ticked: ReleaseTicks, now: number) {
		const others = ticked === "all" ? sql`false` : sql`id not in ${idsParameter(ticked)}`;
		return sql`
			update orders set state = case state when 'reserved' then state else 'held_back' end,
				held_back_at = ${now}, updated_at = ${now},
				judge_due_at = case state when 'reserved' then ${now} else judge_due_at end
			where division_id = ${divisionId} and (state = 'ready' or ${MAY_BE_SENT_AGAIN}) and ${others}`;
	}
}

function auditOf(
	division: Division,
	action: string,
	change: Change,
	details: Record<string, unknown> = {},
): AuditEntry {
	return {
		at: change.now,
		actor: change.actor,
		action,
		subject: `division:${division.id}`,
		version: division.version + 1,
		correlationId: change.correlationId,
		details,
	};
}
