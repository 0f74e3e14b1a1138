import { eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";

import { type divisions, settings, shipments, writeBacks } from "../../../src/db/schema.ts";
import { createExactToken } from "../../../src/exact/token.ts";
import { AppError, type Disposition, type Problem } from "../../../src/lib/errors.ts";
import { writeBackDue } from "../../../src/shipping/write-back/write-back-due.ts";
import { seedWriteBack } from "../../db/seed.ts";
import { anAdministration, START } from "../administration.ts";

const MINUTE = 60_000;
const PROBLEM: Problem = { code: "exact.refused", field: "Account", message: "no", remedy: "mend" };

function failure(disposition: Disposition, more: { seconds?: number; problems?: Problem[] } = {}) {
	return new AppError({
		code: "exact.test",
		disposition,
		message: "no",
		retryAfterSeconds: more.seconds,
		problems: more.problems,
	});
}

async function aDivision(change: Partial<typeof divisions.$inferInsert> = {}) {
	const admin = await anAdministration(change);
	return {
		...admin,
		write: (given: Partial<typeof writeBacks.$inferInsert> = {}) =>
			seedWriteBack(admin, START, given),
		drain: () => writeBackDue(admin.divisionId, admin.deps),
		async drainAfter(ms: number) {
			admin.time.now += ms;
			await writeBackDue(admin.divisionId, admin.deps);
		},
		async rowOf(id: string) {
			const [row] = await admin.db.select().from(writeBacks).where(eq(writeBacks.id, id));
			return row;
		},
		/** How often the Document of that row stands in Exact. */
		standing: (row: { subject: string }) =>
			admin.erp.documents.filter((document) => document.subject === row.subject).length,
	};
}

describe("due Documents", () => {
	it("are posted once each, with what the row says, and are written", async () => {
		const division = await aDivision();
		const rows = [await division.write(), await division.write(), await division.write()];
		await division.drain();
		await division.drain();
		expect(division.erp.count("postDocument")).toBe(3);
		for (const row of rows) {
			const { subject, body, accountId, orderNumber } = row;
			expect(division.erp.posted).toContainEqual(
				expect.objectContaining({ subject, body, accountId, orderNumber }),
			);
			expect(await division.rowOf(row.id)).toMatchObject({
				state: "written",
				exactDocumentId: division.erp.documents.find((document) => document.subject === subject)
					?.id,
			});
		}
		expect(division.lanes).toEqual(["write-back", "write-back"]);
		expect(division.room.flushes).toBe(2);
	});

	it("are posted once each by two drains at once", async () => {
		const division = await aDivision();
		const rows = await Promise.all(Array.from({ length: 10 }, () => division.write()));
		await Promise.all([division.drain(), division.drain()]);
		expect(division.erp.count("postDocument")).toBe(10);
		expect(rows.map((row) => division.standing(row))).toEqual(rows.map(() => 1));
	});

	it("are posted six at a time, hundreds in one drain", async () => {
		const division = await aDivision();
		for (let at = 0; at < 120; at += 1) {
			await division.write();
		}
		let running = 0;
		let most = 0;
		division.erp.onCall = async () => {
			running += 1;
			most = Math.max(most, running);
			await new Promise((resolve) => setTimeout(resolve, 0));
			running -= 1;
		};
		await division.drain();
		expect(division.erp.count("postDocument")).toBe(120);
		expect(most).toBe(6);
		expect(division.room.asked).toEqual([
			{ count: 50, lane: "write-back" },
			{ count: 50, lane: "write-back" },
			{ count: 20, lane: "write-back" },
		]);
	});

	it("are handed over to the next wake-up when the drain takes long", async () => {
		const division = await aDivision();
		for (let at = 0; at < 60; at += 1) {
			await division.write();
		}
		division.erp.onCall = () => {
			division.time.now += 1_200;
			return Promise.resolve();
		};
		await division.drain();
		expect(division.erp.count("postDocument")).toBe(50);
		expect(division.wakeUps).toEqual(["write-back"]);
		await division.drain();
		expect(division.erp.count("postDocument")).toBe(60);
	});

	it.each([
		["off", { mode: "off" }],
		["paused", { pausedAt: START }],
	] as const)("wait while the division is %s", async (_why, change) => {
		const division = await aDivision(change);
		const { id } = await division.write();
		await division.drain();
		expect(division.erp.calls).toEqual([]);
		expect(await division.rowOf(id)).toMatchObject({ state: "due", dueAt: START, failures: 0 });
	});

	it("are written on hold too: the labels are there", async () => {
		const division = await aDivision({ mode: "hold" });
		const { id } = await division.write();
		await division.drain();
		expect(await division.rowOf(id)).toMatchObject({ state: "written" });
	});

	it("wait while everything is paused", async () => {
		const division = await aDivision();
		await division.write();
		await division.db.update(settings).set({ pausedAt: START });
		await division.drain();
		await division.db.update(settings).set({ pausedAt: null });
		expect(division.erp.calls).toEqual([]);
	});
});

describe("without room", () => {
	it("every row waits for the window and spends no try", async () => {
		const division = await aDivision();
		const rows = [await division.write(), await division.write({ failures: 3 })];
		division.room.left = 0;
		division.room.retryAt = START + 17_000;
		await division.drain();
		expect(division.erp.calls).toEqual([]);
		for (const row of rows) {
			expect(await division.rowOf(row.id)).toMatchObject({
				state: "due",
				dueAt: START + 17_000,
				failures: row.failures ?? 0,
			});
		}
		division.room.left = 9;
		await division.drainAfter(16_999);
		expect(division.erp.calls).toEqual([]);
		await division.drainAfter(1);
		expect(division.erp.count("postDocument")).toBe(2);
	});

	it("it is woken when the minute's calls are back, and by the clock where that is long", async () => {
		const division = await aDivision();
		await division.write();
		division.room.left = 0;
		division.room.retryAt = START + 17_000;
		await division.drain();
		expect(division.wakeUps).toEqual(["write-back in 17000 ms"]);
		division.room.retryAt = START + 60 * MINUTE;
		await division.drainAfter(17_000);
		expect(division.wakeUps).toHaveLength(1);
	});

	it("for all of them as many are posted as there is room for, and the rest waits", async () => {
		const division = await aDivision();
		for (let at = 0; at < 5; at += 1) {
			await division.write();
		}
		division.room.left = 3;
		await division.drain();
		expect(division.erp.count("postDocument")).toBe(3);
		const waiting = (now: number) => division.deps.writeBacks.listNext(division.divisionId, now, 9);
		expect(await waiting(START + MINUTE)).toHaveLength(2);
		expect(await waiting(START)).toEqual([]);
	});

	it("and without a token of Exact's they use up no try, however long that lasts", async () => {
		const division = await aDivision();
		const rows = [await division.write(), await division.write(), await division.write()];
		const none = createExactToken(
			{
				accessToken: async () => ({
					ok: false,
					code: "exact.token_unavailable",
					retryAfterSeconds: 60,
				}),
				tokenAfterRejection: () => Promise.reject(new Error("not asked here")),
			},
			() => division.time.now,
		);
		division.erp.onCall = async () => void (await none.get());
		for (let minutes = 0; minutes < 15; minutes += 1) {
			await division.drainAfter(MINUTE);
		}
		for (const row of rows) {
			expect(await division.rowOf(row.id)).toMatchObject({ state: "due", failures: 0 });
		}
		division.erp.onCall = () => Promise.resolve();
		await division.drainAfter(MINUTE);
		expect(division.erp.posted).toHaveLength(3);
	});

	it("at the call itself a row waits as long as it is told and spends no try", async () => {
		const division = await aDivision();
		const { id } = await division.write({ failures: 2 });
		division.erp.fail("postDocument", failure("wait", { seconds: 33 }));
		await division.drain();
		expect(await division.rowOf(id)).toMatchObject({
			state: "due",
			dueAt: START + 33_000,
			failures: 2,
		});
	});
});

describe("a post that Exact refuses", () => {
	it("has failed with the reason and is not repeated", async () => {
		const division = await aDivision();
		const { id } = await division.write();
		division.erp.fail("postDocument", failure("refuse", { problems: [PROBLEM] }));
		await division.drain();
		await division.drainAfter(24 * 60 * MINUTE);
		expect(division.erp.count("postDocument")).toBe(1);
		expect(await division.rowOf(id)).toMatchObject({
			state: "failed",
			reason: PROBLEM,
			dueAt: null,
		});
	});

	it("does not keep the others from theirs", async () => {
		const division = await aDivision();
		for (let at = 0; at < 4; at += 1) {
			await division.write();
		}
		division.erp.fail("postDocument", failure("refuse", { problems: [PROBLEM] }));
		await division.drain();
		expect(division.erp.posted).toHaveLength(3);
	});

	it.each(["suspend", "reauthorize"] as const)(
		"for more than this order (%s) leaves it due, with its tries",
		async (disposition) => {
			const division = await aDivision();
			const { id } = await division.write({ failures: 2 });
			division.erp.fail("postDocument", failure(disposition));
			await division.drain();
			expect(await division.rowOf(id)).toMatchObject({
				state: "due",
				dueAt: START + 15 * MINUTE,
				failures: 2,
			});
		},
	);
});

describe("a refusal of the whole division", () => {
	it.each([
		["there is no room", failure("wait", { seconds: 33 }), 33_000],
		["an endpoint rests", failure("suspend"), 15 * MINUTE],
		["the grant is dead", failure("reauthorize"), 15 * MINUTE],
	])("stops the drain when %s: the others are not tried one by one", async (_why, error, wait) => {
		const division = await aDivision();
		for (let at = 0; at < 40; at += 1) {
			await division.write({ failures: 2 });
			division.erp.fail("postDocument", error);
		}
		await division.drain();
		expect(division.erp.count("postDocument")).toBeLessThanOrEqual(6);
		const rows = await division.db
			.select()
			.from(writeBacks)
			.where(eq(writeBacks.divisionId, division.divisionId));
		for (const row of rows) {
			expect(row).toMatchObject({ state: "due", dueAt: START + wait, failures: 2 });
		}
	});
});

describe("a post that was not sent", () => {
	it("is tried again later, and has failed after the eighth time", async () => {
		const division = await aDivision();
		const fresh = await division.write();
		division.erp.fail("postDocument", failure("retry"));
		await division.drain();
		const row = await division.rowOf(fresh.id);
		expect(row).toMatchObject({ state: "due", failures: 1 });
		expect(row?.dueAt).toBeGreaterThan(START);
		await division.db
			.update(writeBacks)
			.set({ failures: 7, dueAt: START })
			.where(eq(writeBacks.id, fresh.id));
		division.erp.fail("postDocument", failure("retry"));
		await division.drain();
		expect(await division.rowOf(fresh.id)).toMatchObject({ state: "failed", dueAt: null });
	});
});

describe("a post that can't be recorded", () => {
	it("is left to its lease, then looked up, and stands once", async () => {
		const division = await aDivision();
		const row = await division.write();
		vi.spyOn(division.deps.writeBacks, "written").mockRejectedValueOnce(new Error("D1 is away"));
		await division.drain();
		expect(await division.rowOf(row.id)).toMatchObject({ state: "writing" });
		await division.drainAfter(2 * MINUTE);
		await division.drainAfter(MINUTE);
		expect(await division.rowOf(row.id)).toMatchObject({ state: "written" });
		expect(division.standing(row)).toBe(1);
	});
});

/** A Document was posted in a past that the database lost; its order is written beside anew, under another name. */
async function aPastPost({ unmarked = 0 } = {}) {
	const division = await aDivision();
	const first = await division.write();
	await division.db.update(writeBacks).set({ posts: unmarked }).where(eq(writeBacks.id, first.id));
	await division.drain();
	const posted = division.erp.documents.find(({ subject }) => subject === first.subject);
	const [before] = await division.db
		.select()
		.from(shipments)
		.where(eq(shipments.id, first.shipmentId));
	await division.db.delete(writeBacks).where(eq(writeBacks.id, first.id));
	await division.db.delete(shipments).where(eq(shipments.id, first.shipmentId));
	const again = await division.write();
	const { exactOrderId = "", sequence = 1 } = before ?? {};
	await division.db
		.update(shipments)
		.set({ exactOrderId, sequence })
		.where(eq(shipments.id, again.shipmentId));
	expect(again.subject).not.toBe(first.subject);
	return { division, first, again, posted };
}

describe("a database that was put back in time", () => {
	it("finds the Document that was posted before under another name, and posts none beside it", async () => {
		const { division, first, again, posted } = await aPastPost();
		await division.drain();
		expect(division.erp.count("postDocument")).toBe(1);
		await division.drainAfter(MINUTE);
		await division.drainAfter(MINUTE);
		expect(division.erp.count("postDocument")).toBe(1);
		expect(await division.rowOf(again.id)).toMatchObject({
			state: "written",
			subject: first.subject,
			exactDocumentId: posted?.id,
		});
	});

	it("finds one that was posted after runs had died between counting their posts and marking them", async () => {
		const { division, first, again, posted } = await aPastPost({ unmarked: 2 });
		expect(posted).toBeDefined();
		await division.drain();
		await division.drainAfter(MINUTE);
		await division.drainAfter(MINUTE);
		expect(division.erp.count("postDocument")).toBe(1);
		expect(await division.rowOf(again.id)).toMatchObject({
			state: "written",
			subject: first.subject,
			exactDocumentId: posted?.id,
		});
	});

	it("finds it although a run ended between its marker and the row", async () => {
		const { division, first, again, posted } = await aPastPost();
		vi.spyOn(division.deps.writeBacks, "adopt").mockRejectedValueOnce(new Error("D1 is away"));
		await division.drain();
		for (let round = 0; round < 4; round += 1) {
			await division.drainAfter(MINUTE);
		}
		expect(division.erp.count("postDocument")).toBe(1);
		expect(await division.rowOf(again.id)).toMatchObject({
			state: "written",
			subject: first.subject,
			exactDocumentId: posted?.id,
		});
	});

	it("posts what was never posted, though its marker was left", async () => {
		const division = await aDivision();
		const row = await division.write();
		const [shipment] = await division.db
			.select()
			.from(shipments)
			.where(eq(shipments.id, row.shipmentId));
		await division.deps.objects.putOnce(
			`written/${shipment?.exactOrderId ?? ""}/${shipment?.sequence ?? 0}/1`,
			JSON.stringify({ subject: "FedEx of another time", postedAfter: null }),
			"application/json",
		);
		await division.drain();
		await division.drainAfter(MINUTE);
		await division.drainAfter(MINUTE);
		expect(division.erp.count("postDocument")).toBe(1);
		expect(await division.rowOf(row.id)).toMatchObject({
			state: "written",
			subject: "FedEx of another time",
		});
	});
});
