import { sql } from "drizzle-orm";

import { runBatch } from "./batch.ts";
import type { Database } from "./database.ts";
import { isLookable } from "./reconciles.ts";

type WorkCounts = {
	status: Map<string, number>;
	tracking: Map<string, number>;
	writeBacks: Map<string, number>;
};

/** Read from what the triggers keep, so that it costs the same however many labels were made. */
export async function listWorkCounts(db: Database): Promise<WorkCounts> {
	const rows = await db.all<{ kind: string; name: string; count: number }>(sql`
		select kind, name, sum(count) as count from state_counts
		group by kind, name having sum(count) > 0 order by kind, name`);
	const of = (kind: string) =>
		new Map(rows.filter((row) => row.kind === kind).map((row) => [row.name, row.count]));
	return { status: of("status"), tracking: of("tracking"), writeBacks: of("write-back") };
}

/** Where the shipments that began since then stand. */
export async function listStatusCountsSince(
	db: Database,
	since: number,
): Promise<Map<string, number>> {
	const rows = await db.all<{ name: string; count: number }>(sql`
		select status as name, count(*) as count from shipments indexed by shipments_created
		where created_at >= ${since} group by status`);
	return new Map(rows.map((row) => [row.name, row.count]));
}

/** Orders that wait for a person because a release left them out. */
export async function findHeldBackCount(db: Database): Promise<number> {
	const row = await db.get<{ count: number }>(sql`
		select count(*) as count from orders where state = 'held_back'`);
	return row?.count ?? 0;
}

/** What only a person can decide: orders that changed after their label, and parcels that never arrived. */
export async function findDecisionCount(db: Database): Promise<number> {
	const row = await db.get<{ count: number }>(sql`
		select (select count(*) from orders where decision is not null)
			+ (select count(*) from shipments where decision is not null) as count`);
	return row?.count ?? 0;
}

export async function findOrdersSince(db: Database, since: number): Promise<number> {
	const row = await db.get<{ count: number }>(
		sql`select count(*) as count from orders where first_seen_at >= ${since}`,
	);
	return row?.count ?? 0;
}

type DueOverview = { nextAt: number | null; leasedUntil: number | null; now: number };

/** The earliest instant that anything wants work, the last lease that still runs, and how much is due now. */
export async function findDue(db: Database, now: number): Promise<DueOverview> {
	const [leases, ...due] = await runBatch(db, [
		sql`select max(until) as until from (
			select max(held_until) as until from leases where held_until > ${now}
			union all select max(look_leased_until) from shipment_attempts
				where look_due_at is not null and look_leased_until > ${now}
			union all select max(leased_until) from shipments
				where due_at is not null and leased_until > ${now}
			union all select max(leased_until) from shipments
				where status = 'creating' and leased_until > ${now}
			union all select max(leased_until) from write_backs
				where state = 'writing' and leased_until > ${now})`,
		// One statement each: D1 takes five parts in a union at most.
		...DUE_COLUMNS.map(
			({ from, at }) => sql`
				select min(${at}) as next, count(*) filter (where ${at} <= ${now}) as due from ${from}`,
		),
	]);
	const rows = due.flatMap(({ results }) => results);
	const instants = rows.map((row) => row["next"]).filter((next) => typeof next === "number");
	const until = leases?.results[0]?.["until"];
	return {
		nextAt: instants.length === 0 ? null : Math.min(...instants),
		leasedUntil: typeof until === "number" ? until : null,
		now: rows.reduce((sum, row) => sum + Number(row["due"]), 0),
	};
}

const DUE_COLUMNS = [
	{ from: sql`shipments where due_at is not null`, at: sql`due_at` },
	{ from: sql`write_backs where due_at is not null`, at: sql`due_at` },
	{ from: sql`shipment_attempts r where ${isLookable}`, at: sql`look_due_at` },
	{ from: sql`tracking_groups where due_at is not null`, at: sql`due_at` },
	{ from: sql`webhook_subscriptions where due_at is not null`, at: sql`due_at` },
	{ from: sql`divisions where poll_due_at is not null and mode <> 'off'`, at: sql`poll_due_at` },
	{ from: sql`connections where keep_alive_due_at is not null`, at: sql`keep_alive_due_at` },
];
