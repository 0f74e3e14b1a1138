import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import { createReplayStore } from "../../../src/db/replays.ts";
import { auditEvents, syncCursors, writeBacks } from "../../../src/db/schema.ts";
import { AppError } from "../../../src/lib/errors.ts";
import { LIMITS } from "../../../src/shipping/model/limits.ts";
import { writeBackDue } from "../../../src/shipping/write-back/write-back-due.ts";
import { seedWriteBack } from "../../db/seed.ts";
import { anAdministration, START } from "../administration.ts";

const MINUTE = 60_000;
const version = (at: number) => String(at).padStart(20, "0");
const lost = new AppError({ code: "http.no_answer", disposition: "uncertain", message: "cut" });

async function aDivision() {
	const admin = await anAdministration();
	const { db, divisionId, erp, time } = admin;
	const write = (given: Partial<typeof writeBacks.$inferInsert> = {}) =>
		seedWriteBack(admin, START, given);
	async function drainAfter(ms: number) {
		time.now += ms;
		await writeBackDue(divisionId, admin.deps);
	}
	return {
		...admin,
		write,
		drainAfter,
		async rowOf(id: string) {
			const [row] = await db.select().from(writeBacks).where(eq(writeBacks.id, id));
			return row;
		},
		/** As a database that was put back to the minute before the Document was due. */
		async forgetRow(row: { id: string; shipmentId: string }) {
			await db.delete(writeBacks).where(eq(writeBacks.id, row.id));
			return write({ shipmentId: row.shipmentId, dueAt: time.now });
		},
		/** A post that Exact carries out long after it gave up answering. */
		arriveLate(row: { subject: string }, timestamp = erp.nextVersion()) {
			const document = { id: crypto.randomUUID(), subject: row.subject, timestamp };
			erp.documents.push(document);
			return document.id;
		},
		/** Posted twice, since the first was nowhere to be found. */
		async postedTwice() {
			const row = await write();
			erp.fail("postDocument", lost);
			await drainAfter(0);
			await drainAfter(MINUTE);
			return row;
		},
		moveCursorTo: (timestamp: string) =>
			db.update(syncCursors).set({ timestamp }).where(eq(syncCursors.divisionId, divisionId)),
		standing: (row: { subject: string }) =>
			erp.documents.filter((document) => document.subject === row.subject).map(({ id }) => id),
		async actions(id: string) {
			const rows = await db
				.select()
				.from(auditEvents)
				.where(eq(auditEvents.subject, `write_back:${id}`))
				.orderBy(auditEvents.version);
			return rows.map((entry) => entry.action);
		},
	};
}

describe("a database that was put back in time", () => {
	it("finds the Document of a shipment that it still knows, instead of posting it twice", async () => {
		const division = await aDivision();
		const row = await division.write();
		await division.drainAfter(0);
		const [there] = division.standing(row);
		const again = await division.forgetRow(row);
		await division.drainAfter(MINUTE);
		await division.drainAfter(MINUTE);
		expect(division.standing(row)).toEqual([there]);
		expect(await division.rowOf(again.id)).toMatchObject({
			state: "written",
			exactDocumentId: there,
		});
	});

	it("finds it also where it remembers that an earlier try was put off", async () => {
		const division = await aDivision();
		const full = new AppError({ code: "exact.rate_limited", disposition: "wait", message: "full" });
		const row = await division.write();
		division.erp.fail("postDocument", full);
		await division.drainAfter(0);
		const remembered = await division.rowOf(row.id);
		await division.drainAfter(MINUTE);
		const [there] = division.standing(row);
		await division.db.delete(writeBacks).where(eq(writeBacks.id, row.id));
		await division.write({ ...remembered, id: `${row.id}x` });
		await division.drainAfter(MINUTE);
		await division.drainAfter(MINUTE);
		expect(division.standing(row)).toEqual([there]);
	});
});

describe("a twin of a Document", () => {
	it("that appears late is deleted and reported; the one that is known stays", async () => {
		const division = await aDivision();
		const row = await division.postedTwice();
		const [known] = division.standing(row);
		expect(await division.rowOf(row.id)).toMatchObject({ state: "written", posts: 2 });
		division.arriveLate(row);
		await division.drainAfter(15 * MINUTE);
		expect(division.standing(row)).toEqual([known]);
		expect(await division.actions(row.id)).toContain("write_back.twin_found");
		expect(await division.rowOf(row.id)).toMatchObject({
			state: "written",
			exactDocumentId: known,
		});
	});

	it("is looked for during a day, and not for ever", async () => {
		const division = await aDivision();
		const row = await division.postedTwice();
		division.erp.calls.length = 0;
		for (let hours = 0; hours < 48; hours += 1) {
			await division.drainAfter(60 * MINUTE);
		}
		expect(division.erp.calls).toEqual(Array(3).fill("readDocuments"));
		expect(await division.rowOf(row.id)).toMatchObject({ state: "written", dueAt: null });
	});

	it("is never looked for where one post was enough", async () => {
		const division = await aDivision();
		const row = await division.write();
		await division.drainAfter(0);
		expect(await division.rowOf(row.id)).toMatchObject({ state: "written", dueAt: null });
	});

	it("is looked for again where deleting it failed", async () => {
		const division = await aDivision();
		const row = await division.postedTwice();
		division.arriveLate(row);
		division.erp.fail(
			"deleteDocument",
			new AppError({ code: "exact.unavailable", disposition: "retry", message: "503" }),
		);
		await division.drainAfter(15 * MINUTE);
		expect(division.standing(row)).toHaveLength(2);
		await division.drainAfter(MINUTE);
		expect(division.standing(row)).toHaveLength(1);
	});

	it("that Exact does not delete is tried twice, and then only by the looks of the day", async () => {
		const division = await aDivision();
		const row = await division.postedTwice();
		division.arriveLate(row);
		for (let minutes = 0; minutes < 48 * 60; minutes += 15) {
			division.erp.fail(
				"deleteDocument",
				new AppError({ code: "exact.unavailable", disposition: "retry", message: "500" }),
			);
			await division.drainAfter(15 * MINUTE);
		}
		expect(division.erp.count("deleteDocument")).toBe(1 + LIMITS.documentTwinLooksMs.length);
		expect(await division.rowOf(row.id)).toMatchObject({ state: "written", dueAt: null });
	});

	it("is left alone where the one that we know is not there any more", async () => {
		const division = await aDivision();
		const row = await division.postedTwice();
		division.erp.documents.length = 0;
		const copy = division.arriveLate(row);
		await division.drainAfter(15 * MINUTE);
		expect(division.standing(row)).toEqual([copy]);
	});

	it("does not come to be by a replay: what arrived since it failed is found first", async () => {
		const division = await aDivision();
		const row = await division.write();
		for (let at = 0; at < 20; at += 1) {
			division.erp.fail("postDocument", lost);
			await division.drainAfter(MINUTE);
		}
		expect(await division.rowOf(row.id)).toMatchObject({ state: "failed" });
		const arrived = division.arriveLate(row);
		const replays = createReplayStore(division.db);
		const failed = await replays.listFailed({ ids: [row.id] }, 10);
		const change = { now: division.time.now, actor: "operator:test", correlationId: "req_1" };
		expect(await replays.retry(failed, change)).toHaveLength(1);
		await division.drainAfter(0);
		expect(division.standing(row)).toEqual([arrived]);
		expect(await division.rowOf(row.id)).toMatchObject({
			state: "written",
			exactDocumentId: arrived,
		});
	});

	it("does not come to be: the look begins before the first post, not before the last", async () => {
		const division = await aDivision();
		await division.moveCursorTo(version(1_000));
		const row = await division.write();
		division.erp.fail("postDocument", lost);
		await division.drainAfter(0);
		await division.moveCursorTo(version(2_000));
		division.erp.fail("postDocument", lost);
		await division.drainAfter(MINUTE);
		const first = division.arriveLate(row, version(1_500));
		await division.drainAfter(MINUTE);
		expect(division.standing(row)).toEqual([first]);
		expect(await division.rowOf(row.id)).toMatchObject({ exactDocumentId: first });
	});
});

describe("a slow run", () => {
	it("posts nothing any more when its lease may end before Exact has answered", async () => {
		const division = await aDivision();
		for (let at = 0; at < 8; at += 1) {
			await division.write();
		}
		division.erp.onCall = (operation) => {
			division.time.now += operation === "postDocument" ? 15_000 : 0;
			return Promise.resolve();
		};
		await division.drainAfter(0);
		expect(division.erp.count("postDocument")).toBe(6);
		division.erp.onCall = () => Promise.resolve();
		await division.drainAfter(MINUTE);
		expect(division.erp.posted.map(({ subject }) => subject)).toHaveLength(8);
		expect(new Set(division.erp.posted.map(({ subject }) => subject)).size).toBe(8);
	});
});
