import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import { createDivisionStore } from "../../src/db/divisions.ts";
import { divisions, orders, settings, syncCursors } from "../../src/db/schema.ts";
import { seedLiveDivision, seedOrder } from "./seed.ts";

const START = Date.parse("2026-11-23T09:00:00Z");
const NEXT = START + 900_000;
const PROBLEM = { code: "a.b", field: "", message: "no", remedy: "mend" };
const DAY = 86_400_000;
const version = (at: number) => String(at).padStart(20, "0");
const all = (timestamp: string) => ({
	"order-headers": timestamp,
	"order-lines": timestamp,
	deleted: timestamp,
});

async function aDivision(change: Partial<typeof divisions.$inferInsert> = {}) {
	const seeded = await seedLiveDivision(START, { pollDueAt: START, ...change });
	const store = createDivisionStore(seeded.db);
	return { ...seeded, store, find: () => store.find(seeded.divisionId) };
}

describe("a poll of a division", () => {
	it("begins once: whoever asks while it runs is told its id", async () => {
		const { store, divisionId, find } = await aDivision();
		expect(await store.beginPoll(divisionId, { id: "pol_1", now: START })).toEqual({
			id: "pol_1",
			startedAt: START,
		});
		expect(await store.beginPoll(divisionId, { id: "pol_2", now: START + 5 })).toEqual({
			id: "pol_1",
			startedAt: START,
		});
		expect(await find()).toMatchObject({ pollId: "pol_1", pollStartedAt: START });
	});

	it("that was held up for a quarter of an hour begins anew, so that it reads fresh feeds", async () => {
		const { store, divisionId, find } = await aDivision();
		await store.beginPoll(divisionId, { id: "pol_1", now: START });
		const again = { id: "pol_2", now: START + 900_000 };
		expect(await store.beginPoll(divisionId, { ...again, now: again.now - 1 })).toMatchObject({
			id: "pol_1",
		});
		expect(await store.beginPoll(divisionId, again)).toEqual({ id: "pol_2", startedAt: again.now });
		expect(await find()).toMatchObject({ pollId: "pol_2", pollStartedAt: again.now });
	});

	it("ends with the next one due by the schedule and its failures forgotten", async () => {
		const { store, divisionId, find } = await aDivision({ pollFailures: 3 });
		await store.beginPoll(divisionId, { id: "pol_1", now: START });
		await store.endPoll(divisionId, { now: START + 9, nextPollAt: NEXT, problem: null });
		expect(await find()).toMatchObject({
			pollId: null,
			pollStartedAt: null,
			pollFailures: 0,
			lastPollAt: START + 9,
			pollDueAt: NEXT,
		});
	});

	it("is followed by the one that was asked for while it ran", async () => {
		const { store, divisionId, find } = await aDivision();
		await store.beginPoll(divisionId, { id: "pol_1", now: START + 1 });
		await store.requestPoll(divisionId, START + 5);
		await store.endPoll(divisionId, { now: START + 9, nextPollAt: NEXT, problem: null });
		expect(await find()).toMatchObject({ pollId: null, pollDueAt: START + 5, pollAgainAt: null });
	});

	it("is followed by no other because it was postponed", async () => {
		const { store, divisionId, find } = await aDivision();
		await store.beginPoll(divisionId, { id: "pol_1", now: START });
		await store.postponePoll(divisionId, { dueAt: START + 60_000, failures: 0, problem: PROBLEM });
		await store.beginPoll(divisionId, { id: "pol_2", now: START + 60_000 });
		await store.endPoll(divisionId, { now: START + 60_009, nextPollAt: NEXT, problem: null });
		expect(await find()).toMatchObject({ pollId: null, pollDueAt: NEXT });
	});

	it("is followed by the one that was asked for while it waited", async () => {
		const { store, divisionId, find } = await aDivision();
		await store.beginPoll(divisionId, { id: "pol_1", now: START });
		await store.postponePoll(divisionId, { dueAt: START + 60_000, failures: 0, problem: PROBLEM });
		await store.requestPoll(divisionId, START + 5);
		await store.beginPoll(divisionId, { id: "pol_2", now: START + 60_000 });
		await store.endPoll(divisionId, { now: START + 60_009, nextPollAt: NEXT, problem: null });
		expect(await find()).toMatchObject({ pollId: null, pollDueAt: START + 5 });
	});

	it("that was held up so long that it began anew has done what was asked for meanwhile", async () => {
		const { store, divisionId, find } = await aDivision();
		await store.beginPoll(divisionId, { id: "pol_1", now: START });
		await store.requestPoll(divisionId, START + 5);
		const anew = START + 900_000;
		await store.beginPoll(divisionId, { id: "pol_2", now: anew });
		await store.endPoll(divisionId, { now: anew + 9, nextPollAt: NEXT, problem: null });
		expect(await find()).toMatchObject({ pollId: null, pollDueAt: NEXT });
	});

	it("that waits because it failed is not hurried, but by a person", async () => {
		const { store, divisionId, find } = await aDivision();
		await store.beginPoll(divisionId, { id: "pol_1", now: START });
		await store.postponePoll(divisionId, {
			dueAt: START + 60_000,
			failures: 1,
			problem: PROBLEM,
		});
		await store.requestPoll(divisionId, START + 5);
		expect(await find()).toMatchObject({ pollDueAt: START + 60_000 });
		await store.hurryPoll(divisionId, START + 5);
		expect(await find()).toMatchObject({ pollDueAt: START + 5 });
	});

	it("answers the request that began it", async () => {
		const { store, divisionId, find } = await aDivision({ pollDueAt: NEXT });
		await store.beginPoll(divisionId, { id: "pol_1", now: START });
		await store.hurryPoll(divisionId, START);
		expect(await find()).toMatchObject({ pollDueAt: START });
		await store.endPoll(divisionId, { now: START + 9, nextPollAt: NEXT, problem: null });
		expect(await find()).toMatchObject({ pollDueAt: NEXT });
	});

	it("that failed goes on later under the same id", async () => {
		const { store, divisionId, find } = await aDivision();
		await store.beginPoll(divisionId, { id: "pol_1", now: START });
		const problem = { code: "exact.unavailable", field: "", message: "no", remedy: "wait" };
		await store.postponePoll(divisionId, { dueAt: START + 30_000, failures: 1, problem });
		expect(await find()).toMatchObject({
			pollId: "pol_1",
			pollStartedAt: START,
			pollDueAt: START + 30_000,
			pollFailures: 1,
			pollProblem: problem,
		});
	});
});

describe("a poll that is asked for", () => {
	it.each([
		["is brought forward", NEXT, START],
		["is due where none was", null, START],
		["stays due from when it was", START - 60_000, START - 60_000],
	])("%s", async (_how, pollDueAt, expected) => {
		const { store, divisionId, find } = await aDivision({ pollDueAt });
		await store.requestPoll(divisionId, START);
		expect(await find()).toMatchObject({ pollDueAt: expected });
	});

	it("is not to be had of a division without settings", async () => {
		const { store, divisionId, find } = await aDivision({ settings: null, pollDueAt: null });
		await store.requestPoll(divisionId, START);
		await store.hurryPoll(divisionId, START);
		expect(await find()).toMatchObject({ pollDueAt: null });
	});
});

describe("a pause", () => {
	it("is the division's own or everything's", async () => {
		const { store, divisionId, db } = await aDivision();
		expect(await store.isPaused(divisionId)).toBe(false);
		await db.update(settings).set({ pausedAt: START });
		expect(await store.isPaused(divisionId)).toBe(true);
		await db.update(settings).set({ pausedAt: null });
		await db.update(divisions).set({ pausedAt: START }).where(eq(divisions.id, divisionId));
		expect(await store.isPaused(divisionId)).toBe(true);
	});
});

describe("the positions of the feeds", () => {
	/** Never swept, and read from the seventh row version on. */
	async function aSwept() {
		const division = await aDivision();
		const { store, divisionId, db } = division;
		const isOurs = eq(syncCursors.divisionId, divisionId);
		await store.restartFeeds(divisionId, null);
		await store.setCursors(divisionId, all(version(7)));
		return {
			...division,
			moveTo: (timestamp: string) => db.update(syncCursors).set({ timestamp }).where(isOurs),
			sweepAt: (now: number) => store.beginSweep(divisionId, { now, nextSweepAt: now + DAY }),
			/** Where all three stand, and where the next two sweeps begin. */
			async positions() {
				const rows = await db.select().from(syncCursors).where(isOurs);
				const found = rows.map((row) => [row.timestamp, row.sweepFrom, row.laterSweepFrom]);
				expect(found).toHaveLength(3);
				expect(new Set(found.map(String)).size).toBe(1);
				return found[0];
			},
		};
	}

	it("are set once, for all three", async () => {
		const { store, divisionId } = await aDivision();
		await store.restartFeeds(divisionId, null);
		expect(await store.cursors(divisionId)).toEqual({});
		await store.setCursors(divisionId, { ...all(version(7)), deleted: version(3) });
		await store.setCursors(divisionId, all(version(9)));
		expect(await store.cursors(divisionId)).toEqual({
			"order-headers": { timestamp: version(7), readToEndAt: null },
			"order-lines": { timestamp: version(7), readToEndAt: null },
			deleted: { timestamp: version(3), readToEndAt: null },
		});
	});

	it("go back to where they stood two sweeps ago, and remember where they stand now", async () => {
		const { sweepAt, find, positions, moveTo } = await aSwept();
		await moveTo(version(9));
		await sweepAt(START);
		expect(await positions()).toEqual([version(7), version(7), version(9)]);
		expect(await find()).toMatchObject({ sweepDueAt: START + DAY });
		await moveTo(version(12));
		await sweepAt(START + DAY);
		expect(await positions()).toEqual([version(7), version(9), version(12)]);
		await moveTo(version(15));
		await sweepAt(START + 2 * DAY);
		expect(await positions()).toEqual([version(9), version(12), version(15)]);
	});

	it("go back once a night, however often the run is repeated", async () => {
		const { sweepAt, find, positions, moveTo } = await aSwept();
		await moveTo(version(9));
		await sweepAt(START);
		await sweepAt(START);
		await sweepAt(START + DAY - 1);
		expect(await positions()).toEqual([version(7), version(7), version(9)]);
		expect(await find()).toMatchObject({ sweepDueAt: START + DAY });
	});

	it("never go forward, also when sweeps did not come to their ends", async () => {
		const { sweepAt, positions, moveTo } = await aSwept();
		await moveTo(version(20));
		await sweepAt(START);
		await moveTo(version(8));
		await sweepAt(START + DAY);
		await moveTo(version(9));
		await sweepAt(START + 2 * DAY);
		expect(await positions()).toEqual([version(9), version(8), version(9)]);
	});

	it("of a division that was read before there were sweeps stay, and are remembered", async () => {
		const { sweepAt, positions, moveTo, db } = await aSwept();
		await db.update(syncCursors).set({ sweepFrom: null });
		await moveTo(version(9));
		await sweepAt(START);
		expect(await positions()).toEqual([version(9), version(9), version(9)]);
	});

	it("are forgotten with the move that made them worthless, like the row versions of orders", async () => {
		const [moved, other] = [await aDivision(), await aDivision()];
		const order = await seedOrder(moved.divisionId, START, { timestamp: version(900) });
		await moved.store.restartFeeds(moved.divisionId, "2026-11-22");
		expect(await moved.store.cursors(moved.divisionId)).toEqual({});
		expect(await moved.find()).toMatchObject({ moveMarker: "2026-11-22" });
		const [kept] = await moved.db.select().from(orders).where(eq(orders.id, order.id));
		expect(kept?.timestamp).toBe(version(1));
		expect(Object.keys(await other.store.cursors(other.divisionId))).toHaveLength(3);
	});
});

describe("settings that were saved by an earlier version", () => {
	it("are read with the defaults of what they lack", async () => {
		const { divisionId, db, find } = await aDivision();
		await db.run(sql`
			update divisions set settings = json_remove(settings, '$.packing', '$.customs', '$.billing',
				'$.addresses', '$.services[0].zones') where id = ${divisionId}`);
		const read = await find();
		expect(read?.settings).toMatchObject({
			packing: { packageTypes: [], maxPackageGrams: null },
			customs: { incoterm: "DAP" },
			billing: { costCentre: "single" },
			addresses: { validate: false },
		});
	});

	it("stay as they are where a rule became stricter since", async () => {
		const { divisionId, db, find } = await aDivision();
		await db.run(sql`
			update divisions set settings = json_set(settings, '$.cutOff', 'noon') where id = ${divisionId}`);
		expect((await find())?.settings?.cutOff).toBe("noon");
	});
});
