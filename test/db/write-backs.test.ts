import { and, eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";

import { auditEvents, syncCursors, writeBacks } from "../../src/db/schema.ts";
import { createWriteBackStore } from "../../src/db/write-backs.ts";
import { turnOf } from "../../src/shipping/model/write-back-turn.ts";
import type { DueWriteBack } from "../../src/shipping/ports/write-backs.ts";
import { seedLiveDivision, type SeededDivision, seedWriteBack } from "./seed.ts";

const START = Date.parse("2026-11-23T09:00:00Z");
const HOUR = 3_600_000;
const UNTIL = START + 120_000;
const version = (at: number) => String(at).padStart(20, "0");
const REASON = { code: "exact.refused", field: "Account", message: "no", remedy: "mend" };

async function aDivision() {
	const seeded = await seedLiveDivision(START);
	const store = createWriteBackStore(seeded.db);
	return {
		...seeded,
		store,
		/** What a drain does: the next ones are looked up and leased. */
		async claim(limit = 50) {
			const next = await store.listNext(seeded.divisionId, START, limit);
			const ids = next.map(({ id }) => id);
			return store.claimDue(seeded.divisionId, { ids, now: START, until: UNTIL });
		},
	};
}

type Seeded = Awaited<ReturnType<typeof aDivision>>;

async function rowOf({ db }: SeededDivision, id: string) {
	const [row] = await db.select().from(writeBacks).where(eq(writeBacks.id, id));
	return row;
}

async function actionsOf({ db }: SeededDivision, id: string) {
	const rows = await db
		.select()
		.from(auditEvents)
		.where(eq(auditEvents.subject, `write_back:${id}`));
	return rows.map((row) => row.action);
}

async function aClaimed(division: Seeded): Promise<DueWriteBack> {
	await seedWriteBack(division, START);
	const [row] = await division.claim();
	if (row === undefined) {
		throw new Error("nothing was claimed");
	}
	return row;
}

describe("due Documents", () => {
	it("are marked as being written before they are sent, with the instant of the post", async () => {
		const division = await aDivision();
		const { id } = await seedWriteBack(division, START);
		const rows = await division.claim();
		expect(rows).toMatchObject([{ id, state: "writing", postedAt: START, version: 2 }]);
		expect(await rowOf(division, id)).toMatchObject({ state: "writing", leasedUntil: UNTIL });
	});

	it("go to one of two drains at once, though both saw them", async () => {
		const division = await aDivision();
		for (let at = 0; at < 20; at += 1) {
			await seedWriteBack(division, START);
		}
		const [one, two] = await Promise.all([division.claim(8), division.claim(8)]);
		expect([one.length, two.length].toSorted()).toEqual([0, 8]);
	});

	it("are listed by their turn, the longest waiting of the same turn's class first", async () => {
		const division = await aDivision();
		const news = await seedWriteBack(division, START, { turnAt: turnOf("news", START) });
		const outcome = await seedWriteBack(division, START, { turnAt: turnOf("outcome", START) });
		const fresh = await seedWriteBack(division, START, { turnAt: turnOf("new", START) });
		const older = await seedWriteBack(division, START, { turnAt: turnOf("new", START - 1) });
		await seedWriteBack(division, START, { dueAt: START + 1 });
		const next = await division.store.listNext(division.divisionId, START, 9);
		expect(next.map(({ id }) => id)).toEqual([outcome.id, older.id, fresh.id, news.id]);
		const two = await division.store.listNext(division.divisionId, START, 2);
		expect(two).toEqual([
			{ id: outcome.id, turnAt: START },
			{ id: older.id, turnAt: turnOf("new", START - 1) },
		]);
	});

	it("are found in the order of their turns by an index, without sorting", async () => {
		const { db, divisionId, store } = await aDivision();
		const prepare = vi.spyOn(db.$client, "prepare");
		await store.listNext(divisionId, START, 50);
		const statement = prepare.mock.calls[0]?.[0] ?? "";
		const plan = await db.$client
			.prepare(`explain query plan ${statement}`)
			.bind(divisionId, START, START, 50)
			.all<{ detail: string }>();
		const details = plan.results.map(({ detail }) => detail).join("; ");
		expect(details).toContain("write_backs_turn");
		expect(details).not.toContain("TEMP B-TREE");
	});

	it.each([
		["is not due yet", { dueAt: START + 1 }],
		["is being written", { state: "writing" }],
		["is doubtful", { state: "doubtful" }],
		["is written", { state: "written", dueAt: null }],
		["is held by a run", { leasedUntil: START + 1 }],
	] as const)("leave out one that %s", async (_why, change) => {
		const division = await aDivision();
		await seedWriteBack(division, START, change);
		expect(await division.claim()).toEqual([]);
	});

	it("are of one division", async () => {
		const [one, other] = [await aDivision(), await aDivision()];
		const { id } = await seedWriteBack(other, START);
		const claim = { ids: [id], now: START, until: UNTIL };
		expect(await one.store.listNext(one.divisionId, START, 9)).toEqual([]);
		expect(await one.store.claimDue(one.divisionId, claim)).toEqual([]);
		expect(await one.store.claimDue(other.divisionId, claim)).toMatchObject([{ id }]);
	});

	it("wait together for room and spend no try", async () => {
		const division = await aDivision();
		const { id } = await seedWriteBack(division, START);
		const held = await seedWriteBack(division, START, { leasedUntil: START + 1 });
		await division.store.postponeDue(division.divisionId, START, START + 60_000);
		expect(await rowOf(division, id)).toMatchObject({
			state: "due",
			dueAt: START + 60_000,
			failures: 0,
		});
		expect(await rowOf(division, held.id)).toMatchObject({ dueAt: START });
	});

	it("wait for room until then, or until they climb into the lane above", async () => {
		const division = await aDivision();
		const midnight = START + 15 * HOUR;
		const old = await seedWriteBack(division, START, { turnAt: turnOf("news", START - HOUR) });
		const young = await seedWriteBack(division, START, { turnAt: turnOf("news", START) });
		const fresh = await seedWriteBack(division, START, { turnAt: turnOf("new", START) });
		expect(await division.store.awaitRoom(division.divisionId, START, midnight)).toBe(3);
		const dues = [old, young, fresh].map(async ({ id }) => (await rowOf(division, id))?.dueAt);
		expect(await Promise.all(dues)).toEqual([START + 3 * HOUR, START + 4 * HOUR, midnight]);
	});

	it("wait no longer for room than for the end of a minute", async () => {
		const division = await aDivision();
		const { id } = await seedWriteBack(division, START, { turnAt: turnOf("news", START) });
		await division.store.awaitRoom(division.divisionId, START, START + 30_000);
		expect(await rowOf(division, id)).toMatchObject({ dueAt: START + 30_000, failures: 0 });
	});
});

describe("a Document whose run died", () => {
	it("is doubtful once the lease has run out, and looked up later", async () => {
		const division = await aDivision();
		const { id } = await aClaimed(division);
		await division.store.releaseOrphans(division.divisionId, UNTIL - 1, UNTIL + 60_000);
		expect(await rowOf(division, id)).toMatchObject({ state: "writing" });
		await division.store.releaseOrphans(division.divisionId, UNTIL, UNTIL + 60_000);
		expect(await rowOf(division, id)).toMatchObject({
			state: "doubtful",
			dueAt: UNTIL + 60_000,
			postedAt: START,
			leasedUntil: null,
		});
		expect(await division.store.listToLookFor(division.divisionId, UNTIL + 59_999, 9)).toEqual([]);
		expect(
			await division.store.listToLookFor(division.divisionId, UNTIL + 60_000, 9),
		).toMatchObject([{ id, state: "doubtful" }]);
	});

	it("can no longer be settled by that run", async () => {
		const division = await aDivision();
		const row = await aClaimed(division);
		await division.store.releaseOrphans(division.divisionId, UNTIL, UNTIL);
		expect(await division.store.written(row, "late", UNTIL)).toBe("lost");
		expect(await rowOf(division, row.id)).toMatchObject({
			state: "doubtful",
			exactDocumentId: null,
		});
	});

	it("leaves the others of its division as they are", async () => {
		const division = await aDivision();
		const { id } = await seedWriteBack(division, START);
		await division.store.releaseOrphans(division.divisionId, START, UNTIL);
		expect(await rowOf(division, id)).toMatchObject({ state: "due", version: 1 });
	});
});

describe("a Document that was sent", () => {
	it("is written, with its id in Exact", async () => {
		const division = await aDivision();
		const row = await aClaimed(division);
		expect(await division.store.written(row, "exact-1", START + 5)).toBe("done");
		expect(await rowOf(division, row.id)).toMatchObject({
			state: "written",
			exactDocumentId: "exact-1",
			writtenAt: START + 5,
			dueAt: null,
			leasedUntil: null,
		});
		expect(await actionsOf(division, row.id)).toEqual(["write_back.written"]);
	});

	it("is settled once: the second outcome is lost", async () => {
		const division = await aDivision();
		const row = await aClaimed(division);
		await division.store.written(row, "exact-1", START + 5);
		expect(await division.store.written(row, "exact-2", START + 6)).toBe("lost");
		expect(await division.store.doubt(row, "a.b", START + 9, START + 6)).toBe("lost");
		expect(await division.store.fail(row, REASON, START + 6)).toBe("lost");
		await division.store.again(row, START + 9, 5, START + 6);
		expect(await rowOf(division, row.id)).toMatchObject({
			state: "written",
			exactDocumentId: "exact-1",
			failures: 0,
		});
	});

	it("in doubt is looked up later", async () => {
		const division = await aDivision();
		const row = await aClaimed(division);
		expect(await division.store.doubt(row, "http.no_answer", START + 60_000, START)).toBe("done");
		expect(await rowOf(division, row.id)).toMatchObject({
			state: "doubtful",
			dueAt: START + 60_000,
			leasedUntil: null,
		});
		expect(await actionsOf(division, row.id)).toEqual(["write_back.outcome_unknown"]);
	});

	it("in vain is due again with the tries that it has spent", async () => {
		const division = await aDivision();
		const row = await aClaimed(division);
		await division.store.again(row, START + 30_000, 2, START);
		expect(await rowOf(division, row.id)).toMatchObject({
			state: "due",
			dueAt: START + 30_000,
			failures: 2,
			leasedUntil: null,
		});
	});

	it("for the last time has failed with its reason and rests", async () => {
		const division = await aDivision();
		const row = await aClaimed(division);
		expect(await division.store.fail(row, REASON, START)).toBe("done");
		expect(await rowOf(division, row.id)).toMatchObject({
			state: "failed",
			reason: REASON,
			dueAt: null,
		});
		expect(await actionsOf(division, row.id)).toEqual(["write_back.failed"]);
	});
});

describe("the row version known before a post", () => {
	it("is where the feed of headers stood when the row was claimed", async () => {
		const division = await aDivision();
		const { divisionId } = division;
		await division.db
			.update(syncCursors)
			.set({ timestamp: version(750) })
			.where(and(eq(syncCursors.divisionId, divisionId), eq(syncCursors.feed, "order-headers")));
		await seedWriteBack(division, START);
		const [row] = await division.claim();
		expect(row?.postedAfter).toBe(version(750));
	});

	it("is unknown where nothing was read yet", async () => {
		const division = await aDivision();
		await division.db.delete(syncCursors).where(eq(syncCursors.divisionId, division.divisionId));
		expect(await aClaimed(division)).toMatchObject({ postedAfter: null });
	});
});
