import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import { writeBacks } from "../../../src/db/schema.ts";
import { AppError } from "../../../src/lib/errors.ts";
import { LIMITS } from "../../../src/shipping/model/limits.ts";
import { writeBackDue } from "../../../src/shipping/write-back/write-back-due.ts";
import { seedWriteBack } from "../../db/seed.ts";
import { anAdministration, START } from "../administration.ts";

const MINUTE = 60_000;
const version = (at: number) => String(at).padStart(20, "0");
const lost = new AppError({ code: "http.no_answer", disposition: "uncertain", message: "cut" });

function unreadRow(id: string, timestamp: string) {
	return { key: id, ownerId: id, number: null, timestamp, field: "Subject" };
}

async function aDivision() {
	const admin = await anAdministration();
	return {
		...admin,
		write: (given: Partial<typeof writeBacks.$inferInsert> = {}) =>
			seedWriteBack(admin, START, given),
		async drainAfter(ms: number) {
			admin.time.now += ms;
			await writeBackDue(admin.divisionId, admin.deps);
		},
		async rowOf(id: string) {
			const [row] = await admin.db.select().from(writeBacks).where(eq(writeBacks.id, id));
			return row;
		},
		standing: (row: { subject: string }) =>
			admin.erp.documents.filter((document) => document.subject === row.subject).length,
	};
}

describe("a post without an answer", () => {
	it("that arrived is found in the feed a minute later and not posted again", async () => {
		const division = await aDivision();
		const row = await division.write();
		division.erp.fail("postDocument", lost, true);
		await division.drainAfter(0);
		expect(await division.rowOf(row.id)).toMatchObject({
			state: "doubtful",
			dueAt: START + MINUTE,
		});
		await division.drainAfter(MINUTE - 1);
		expect(division.erp.count("readDocuments")).toBe(0);
		await division.drainAfter(1);
		expect(await division.rowOf(row.id)).toMatchObject({
			state: "written",
			exactDocumentId: division.erp.documents[0]?.id,
			failures: 0,
		});
		expect(division.erp.count("postDocument")).toBe(1);
		expect(division.standing(row)).toBe(1);
		expect(division.lanes).toContain("reconcile");
	});

	it("that never arrived is posted once more", async () => {
		const division = await aDivision();
		const row = await division.write();
		division.erp.fail("postDocument", lost);
		await division.drainAfter(0);
		await division.drainAfter(MINUTE);
		await division.drainAfter(MINUTE);
		expect(division.erp.count("postDocument")).toBe(2);
		expect(division.standing(row)).toBe(1);
		expect(await division.rowOf(row.id)).toMatchObject({ state: "written" });
	});

	it("is uncertain for an error that nobody foresaw, too", async () => {
		const division = await aDivision();
		const row = await division.write();
		division.erp.fail("postDocument", new TypeError("x is undefined"), true);
		await division.drainAfter(0);
		await division.drainAfter(MINUTE);
		expect(division.standing(row)).toBe(1);
		expect(await division.rowOf(row.id)).toMatchObject({ state: "written" });
	});

	it("is given up after eight posts that never arrived", async () => {
		const division = await aDivision();
		const row = await division.write();
		for (let at = 0; at < 20; at += 1) {
			division.erp.fail("postDocument", lost);
			await division.drainAfter(MINUTE);
		}
		expect(division.erp.count("postDocument")).toBe(LIMITS.attemptsBeforeFailed);
		expect(await division.rowOf(row.id)).toMatchObject({
			state: "failed",
			reason: { code: "write_back.never_arrives" },
			dueAt: null,
		});
	});

	it("is given up after two where others of the division arrive, and those go on", async () => {
		const division = await aDivision();
		const bad = await division.write();
		division.erp.fail("postDocument", lost);
		await division.drainAfter(0);
		const other = await division.write();
		await division.drainAfter(0);
		division.erp.fail("postDocument", lost);
		await division.drainAfter(MINUTE);
		await division.drainAfter(MINUTE);
		expect(division.erp.count("postDocument")).toBe(3);
		expect(await division.rowOf(other.id)).toMatchObject({ state: "written" });
		expect(division.standing(bad)).toBe(0);
		expect(await division.rowOf(bad.id)).toMatchObject({
			state: "failed",
			failures: 1,
			reason: { code: "write_back.never_arrives" },
		});
	});
});

describe("a run that died while it wrote", () => {
	it("leaves its rows to be looked up: what arrived is not posted again", async () => {
		const division = await aDivision();
		const dead = { state: "writing", postedAt: START, leasedUntil: START + 2 * MINUTE } as const;
		const [arrived, never] = [await division.write(dead), await division.write(dead)];
		division.erp.documents.push({
			id: "exact-1",
			subject: arrived.subject,
			timestamp: division.erp.nextVersion(),
		});
		await division.drainAfter(MINUTE);
		expect(await division.rowOf(arrived.id)).toMatchObject({ state: "writing" });
		await division.drainAfter(MINUTE);
		expect(await division.rowOf(arrived.id)).toMatchObject({ state: "doubtful" });
		await division.drainAfter(MINUTE);
		expect(await division.rowOf(arrived.id)).toMatchObject({
			state: "written",
			exactDocumentId: "exact-1",
		});
		expect(await division.rowOf(never.id)).toMatchObject({ state: "written" });
		expect([division.standing(arrived), division.standing(never)]).toEqual([1, 1]);
	});
});

describe("the look into the feed", () => {
	it("is one for all doubtful rows, through all its pages", async () => {
		const division = await aDivision();
		const rows = [];
		for (let at = 0; at < 5; at += 1) {
			rows.push(await division.write());
			division.erp.fail("postDocument", lost, true);
		}
		await division.drainAfter(0);
		division.erp.pageSize = 2;
		await division.drainAfter(MINUTE);
		expect(division.erp.count("readDocuments")).toBe(3);
		expect(division.erp.count("postDocument")).toBe(5);
		for (const row of rows) {
			expect(await division.rowOf(row.id)).toMatchObject({ state: "written" });
		}
	});

	it("begins at a row version that was known before the oldest post, not with all Documents", async () => {
		const division = await aDivision();
		const { erp } = division;
		const doubtful = { state: "doubtful", postedAt: START } as const;
		const first = await division.write({ ...doubtful, postedAfter: version(4_000) });
		const second = await division.write({ ...doubtful, postedAfter: version(5_000) });
		erp.documents.push(
			{ id: "old", subject: "another", timestamp: version(3_999) },
			{ id: "ours", subject: first.subject, timestamp: version(4_001) },
			{ id: "ours too", subject: second.subject, timestamp: version(5_001) },
		);
		erp.pageSize = 1;
		await division.drainAfter(MINUTE);
		expect(erp.count("readDocuments")).toBe(2);
		expect(erp.count("feedPositionAt")).toBe(0);
		expect(await division.rowOf(first.id)).toMatchObject({ exactDocumentId: "ours" });
		expect(await division.rowOf(second.id)).toMatchObject({ exactDocumentId: "ours too" });
	});

	it("reads all Documents where no row version was known", async () => {
		const division = await aDivision();
		const row = await division.write({ state: "doubtful", postedAt: START });
		division.erp.documents.push({ id: "ours", subject: row.subject, timestamp: version(2) });
		await division.drainAfter(MINUTE);
		expect(await division.rowOf(row.id)).toMatchObject({ exactDocumentId: "ours" });
	});

	it("that fails is repeated later; nothing is posted in the dark", async () => {
		const division = await aDivision();
		const row = await division.write({ state: "doubtful", postedAt: START });
		division.erp.fail(
			"readDocuments",
			new AppError({
				code: "exact.no_room",
				disposition: "wait",
				message: "full",
				retryAfterSeconds: 40,
			}),
		);
		await division.drainAfter(0);
		expect(division.erp.count("postDocument")).toBe(0);
		expect(await division.rowOf(row.id)).toMatchObject({
			state: "doubtful",
			dueAt: START + 40_000,
			postedAt: START,
		});
	});

	it("passes over a row that can't be read, and finds the others behind it", async () => {
		const division = await aDivision();
		const { erp } = division;
		const row = await division.write({ state: "doubtful", postedAt: START });
		erp.documents.push(
			{ id: "foreign", subject: "", timestamp: version(2) },
			{ id: "ours", subject: row.subject, timestamp: version(3) },
		);
		erp.unreadable.set(version(2), unreadRow("foreign", version(2)));
		await division.drainAfter(MINUTE);
		expect(await division.rowOf(row.id)).toMatchObject({ exactDocumentId: "ours" });
	});

	it("believes no page of which no row can be read, and posts nothing because of it", async () => {
		const division = await aDivision();
		const { erp } = division;
		const row = await division.write({ state: "doubtful", postedAt: START });
		erp.documents.push({ id: "ours", subject: row.subject, timestamp: version(2) });
		erp.unreadable.set(version(2), unreadRow("ours", version(2)));
		await division.drainAfter(MINUTE);
		await division.drainAfter(MINUTE);
		expect(erp.count("postDocument")).toBe(0);
		expect(await division.rowOf(row.id)).toMatchObject({ state: "doubtful" });
	});

	it("is not made while nothing is in doubt", async () => {
		const division = await aDivision();
		await division.write();
		await division.drainAfter(0);
		expect(division.erp.count("readDocuments")).toBe(0);
	});
});
