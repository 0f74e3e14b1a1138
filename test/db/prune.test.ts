import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import { openDatabase } from "../../src/db/database.ts";
import { pruneOnceADay } from "../../src/db/prune.ts";

const START = Date.parse("2026-11-23T09:00:00Z");
const DAY = 86_400_000;
const db = openDatabase(env.DB);

async function seed(name: string, ageMs: number, count = 1): Promise<void> {
	const at = START - ageMs;
	const rows = sql`from (select value as n from json_each(${JSON.stringify(
		Array.from({ length: count }, (_, place) => `${name}-${place}`),
	)}))`;
	await db.run(sql`insert into idempotency_answers (hash, request_hash, status, body_sealed, created_at)
		select n, '', 201, '', ${at} ${rows}`);
	await db.run(sql`insert into one_time_codes (hash, kind, connection_id, actor, expires_at, used_at)
		select n, 'state', 'con_1', 'operator:admin', ${at}, ${at} ${rows}`);
	await db.run(sql`insert into sessions (hash, actor, created_at, expires_at)
		select n, 'operator:admin', ${at}, ${at} ${rows}`);
	await db.run(sql`insert into webhook_receipts
		(id, connection_id, division_id, topic, action, exact_key, received_at)
		select n, 'con_1', 'div_1', 'SalesOrders', 'update', 'key', ${at} ${rows}`);
}

async function left(table: string): Promise<string[]> {
	const key = table === "webhook_receipts" ? "id" : "hash";
	const rows = await db.all<{ name: string }>(
		sql.raw(`select distinct substr(${key}, 1, instr(${key}, '-') - 1) as name from ${table}`),
	);
	return rows.map(({ name }) => name).toSorted();
}

describe("what is old", () => {
	it("is deleted once a day, each kind at its age, ten thousand keys at once", async () => {
		await seed("ahead", -DAY);
		await seed("recent", DAY);
		await seed("week", 8 * DAY, 10_000);
		await seed("month", 31 * DAY);
		expect(await pruneOnceADay(db, START)).toBe(true);
		expect(await left("idempotency_answers")).toEqual(["ahead", "recent"]);
		expect(await left("one_time_codes")).toEqual(["ahead"]);
		expect(await left("sessions")).toEqual(["ahead"]);
		expect(await left("webhook_receipts")).toEqual(["ahead", "recent", "week"]);
	});

	it("is left for tomorrow by everybody but the first of the day", async () => {
		await seed("late", 40 * DAY);
		expect(await pruneOnceADay(db, START + 60_000)).toBe(false);
		expect(await left("sessions")).toContain("late");
		const firsts = await Promise.all([
			pruneOnceADay(db, START + DAY),
			pruneOnceADay(db, START + DAY),
		]);
		expect(firsts.toSorted()).toEqual([false, true]);
		expect(await left("sessions")).not.toContain("late");
	});
});

describe("what others were told long ago", () => {
	it("is deleted as fast as it comes, and nothing that is still to be told", async () => {
		const now = START + 40 * DAY;
		const count = 45_000;
		await db.run(sql`
			with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count})
			insert into told_events (id, at, kind, division_id, order_id, order_number, facts, spread_at)
			select 'evt_' || upper(printf('%012x', ${now - 31 * DAY} + i)) || '00', ${now}, 'order.blocked', 'div_1',
				'ord_1', i, '{}', case when i > 1 then ${now} end from n`);
		for (const endpoint of ["whe_1", "whe_2"]) {
			await db.run(sql`
				insert into webhook_deliveries (endpoint_id, event_id, name, state, updated_at)
				select ${endpoint}, id, kind, case when order_number = 2 then 'due' else 'taken' end, ${now}
				from told_events where order_number > 1`);
		}
		await db.run(sql`
			insert into told_events (id, at, kind, division_id, order_id, order_number, facts, spread_at)
			values ('evt_' || upper(printf('%012x', ${now - DAY})) || '00', ${now}, 'order.blocked', 'div_1', 'ord_1', 0, '{}', ${now})`);
		expect(await pruneOnceADay(db, now)).toBe(true);
		expect(await db.all(sql`select order_number as number from told_events order by id`)).toEqual([
			{ number: 1 },
			{ number: 2 },
			{ number: 0 },
		]);
		expect(await db.all(sql`select distinct state from webhook_deliveries`)).toEqual([
			{ state: "due" },
		]);
	});
});
