import { sql } from "drizzle-orm";

import type { Database } from "./database.ts";

export type WorkCounts = {
	status: Map<string, number>;
	tracking: Map<string, number>;
	writeBacks: Map<string, number>;
};

export async function listWorkCounts(db: Database): Promise<WorkCounts> {
	const rows = await db.all<{ kind: string; name: string; count: number }>(sql`
		select 'status' as kind, status as name, count(*) as count from shipments group by status
		union all
		select 'tracking', tracking_state, count(*) from shipments
			where tracking_state is not null group by tracking_state
		union all
		select 'write-back', state, count(*) from write_backs group by state`);
	const of = (kind: string) =>
		new Map(rows.filter((row) => row.kind === kind).map((row) => [row.name, row.count]));
	return { status: of("status"), tracking: of("tracking"), writeBacks: of("write-back") };
}

export async function findOrdersSince(db: Database, since: number): Promise<number> {
	const row = await db.get<{ count: number }>(
		sql`select count(*) as count from orders where first_seen_at >= ${since}`,
	);
	return row?.count ?? 0;
}

export type DueOverview = { nextAt: number | null; leasedUntil: number | null; now: number };

/** The earliest instant that anything wants work, the last lease that still runs, and how much is due now. */
export async function findDue(db: Database, now: number): Promise<DueOverview> {
	const row = await db.get<DueOverview>(sql`
		select
			(select min(at) from (${dueInstants})) as nextAt,
			(select max(until) from (
				select max(held_until) as until from leases where held_until > ${now}
				union all select max(leased_until) from shipments
					where due_at is not null and leased_until > ${now}
				union all select max(leased_until) from shipments
					where status = 'creating' and leased_until > ${now}
				union all select max(leased_until) from write_backs
					where state = 'writing' and leased_until > ${now})) as leasedUntil,
			(select count(*) from (${dueInstants}) where at <= ${now}) as now`);
	return row ?? { nextAt: null, leasedUntil: null, now: 0 };
}

const dueInstants = sql`
	select due_at as at from shipments where due_at is not null
	union all select due_at from write_backs where due_at is not null
	union all select poll_due_at from divisions where poll_due_at is not null and mode <> 'off'
	union all select keep_alive_due_at from connections where keep_alive_due_at is not null`;
