import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import { runBatch } from "../../../src/db/batch.ts";
import { createReplayStore } from "../../../src/db/replays.ts";
import { auditEvents, writeBacks } from "../../../src/db/schema.ts";
import { newsStatements } from "../../../src/db/tracking-news.ts";
import { sha256Hex } from "../../../src/lib/encoding.ts";
import { AppError, type Disposition } from "../../../src/lib/errors.ts";
import type { Urgency } from "../../../src/shipping/model/write-back-turn.ts";
import { writeBackDue } from "../../../src/shipping/write-back/write-back-due.ts";
import { seedWriteBack } from "../../db/seed.ts";
import { anAdministration, START } from "../administration.ts";

const MINUTE = 60_000;

function failure(disposition: Disposition) {
	return new AppError({ code: "exact.test", disposition, message: "no" });
}

async function aDivision() {
	const admin = await anAdministration();

	async function write(given: Partial<typeof writeBacks.$inferInsert> = {}) {
		return seedWriteBack(admin, START, given);
	}

	return {
		...admin,
		write,
		drain: () => writeBackDue(admin.divisionId, admin.deps),
		async drainAfter(ms: number) {
			admin.time.now += ms;
			await writeBackDue(admin.divisionId, admin.deps);
		},
		/** A Document that stands in Exact. */
		async aWritten() {
			const row = await write();
			await writeBackDue(admin.divisionId, admin.deps);
			return row;
		},
		/** What tracking does when the division wants it told. */
		async tell({ shipmentId }: { shipmentId: string }, body: string, urgency: Urgency = "news") {
			const document = { body, bodyHash: await sha256Hex(body), urgency };
			await runBatch(
				admin.db,
				newsStatements([{ shipmentId, parcels: [], events: [], document }], admin.time.now),
			);
		},
		async rowOf({ id }: { id: string }) {
			const [row] = await admin.db.select().from(writeBacks).where(eq(writeBacks.id, id));
			return row;
		},
		async actionsOf({ id }: { id: string }) {
			const rows = await admin.db
				.select()
				.from(auditEvents)
				.where(eq(auditEvents.subject, `write_back:${id}`));
			return rows.map((row) => row.action);
		},
		puts: () => admin.erp.updated.map(({ body }) => body),
	};
}

describe("a Document that stands in Exact", () => {
	it("gets its new text with one call, under the same subject", async () => {
		const division = await aDivision();
		const row = await division.aWritten();
		await division.tell(row, "in transit");
		await division.drain();
		await division.drain();
		const written = await division.rowOf(row);
		expect(division.erp.updated).toEqual([
			{ id: written?.exactDocumentId, subject: row.subject, body: "in transit" },
		]);
		expect(written).toMatchObject({
			state: "written",
			dueAt: null,
			writtenHash: await sha256Hex("in transit"),
		});
		expect(division.erp.count("postDocument")).toBe(1);
		expect(await division.actionsOf(row)).toEqual(["write_back.written", "write_back.updated"]);
	});

	it("gets the last of several texts with one call", async () => {
		const division = await aDivision();
		const row = await division.aWritten();
		await division.tell(row, "in transit");
		await division.tell(row, "delivered");
		await division.drain();
		expect(division.puts()).toEqual(["delivered"]);
	});

	it("is not written again with the text that it has", async () => {
		const division = await aDivision();
		const row = await division.aWritten();
		await division.tell(row, row.body);
		expect(await division.rowOf(row)).toMatchObject({ state: "written", dueAt: null });
		await division.tell(row, "in transit");
		await division.tell(row, row.body);
		await division.drain();
		expect(division.puts()).toEqual([]);
		expect(await division.rowOf(row)).toMatchObject({ state: "written", dueAt: null });
	});

	it("waits until the new ones are written, in a lane of its own", async () => {
		const division = await aDivision();
		const row = await division.aWritten();
		await division.tell(row, "in transit");
		await division.write({ dueAt: START + 1 });
		await division.drainAfter(1);
		expect(division.erp.calls.slice(-2)).toEqual(["postDocument", "putDocument"]);
		expect(division.room.asked.slice(-2)).toEqual([
			{ count: 1, lane: "write-back" },
			{ count: 1, lane: "tracking" },
		]);
	});

	it("is posted once more when Exact does not know it any more", async () => {
		const division = await aDivision();
		const row = await division.aWritten();
		division.erp.documents.splice(0);
		await division.tell(row, "delivered");
		await division.drain();
		expect(division.erp.calls).toEqual(["postDocument", "putDocument", "postDocument"]);
		expect(division.erp.posted.at(-1)).toMatchObject({ subject: row.subject, body: "delivered" });
		expect(await division.rowOf(row)).toMatchObject({
			state: "written",
			exactDocumentId: division.erp.documents[0]?.id,
		});
		expect(await division.actionsOf(row)).toContain("write_back.document_missing");
	});

	it("is written again after a call without an answer: it does no harm", async () => {
		const division = await aDivision();
		const row = await division.aWritten();
		await division.tell(row, "delivered");
		division.erp.fail("putDocument", failure("retry"), true);
		await division.drain();
		expect(await division.rowOf(row)).toMatchObject({ state: "due", failures: 1 });
		await division.drainAfter(MINUTE);
		expect(division.puts()).toEqual(["delivered", "delivered"]);
		expect(division.erp.count("readDocuments")).toBe(0);
		expect(await division.rowOf(row)).toMatchObject({ state: "written", failures: 0 });
	});

	it("is written again, and not looked up, when the run that wrote it died", async () => {
		const division = await aDivision();
		const row = await division.aWritten();
		await division.tell(row, "delivered");
		await division.deps.writeBacks.claimDue(division.divisionId, {
			ids: [row.id],
			now: START,
			until: START + MINUTE,
		});
		await division.drainAfter(2 * MINUTE);
		expect(division.puts()).toEqual(["delivered"]);
		expect(division.erp.count("readDocuments")).toBe(0);
	});
});

describe("an update that Exact alone fails for good", () => {
	const broken = () =>
		new AppError({ code: "exact.unavailable", disposition: "retry", message: "status 500" });

	async function failing() {
		const division = await aDivision();
		const bad = await division.aWritten();
		const others = [await division.aWritten(), await division.aWritten()] as const;
		division.erp.calls.length = 0;
		/** Exact fails this one, and no other. */
		const failPut = async (ms: number) => {
			division.erp.fail("putDocument", broken());
			await division.drainAfter(ms);
		};
		await division.tell(bad, "in transit");
		await failPut(1);
		return { ...division, bad, others, failPut };
	}

	it("is left to a person with its cause after two calls, once others were written", async () => {
		const { bad, others, failPut, ...division } = await failing();
		expect(await division.rowOf(bad)).toMatchObject({ state: "due", failures: 1 });
		await division.tell(others[0], "in transit");
		await division.drainAfter(1);
		await failPut(MINUTE);
		expect(division.erp.count("putDocument")).toBe(3);
		expect(await division.rowOf(bad)).toMatchObject({
			state: "failed",
			dueAt: null,
			reason: {
				code: "exact.unavailable",
				message: "Exact failed this one 2 times, while it took others. status 500",
			},
		});
		expect((await division.actionsOf(bad)).slice(-2)).toEqual([
			"write_back.not_written",
			"write_back.failed",
		]);
	});

	it("goes on while nothing tells it from an outage", async () => {
		const { bad, failPut, ...division } = await failing();
		await failPut(MINUTE);
		await failPut(10 * MINUTE);
		expect(await division.rowOf(bad)).toMatchObject({ state: "due", failures: 3 });
		await division.drainAfter(60 * MINUTE);
		expect(division.puts()).toEqual(["in transit"]);
		expect(await division.rowOf(bad)).toMatchObject({ state: "written", failures: 0 });
	});

	it("has two calls again once it was replayed, whatever happened before", async () => {
		const { bad, others, failPut, ...division } = await failing();
		await division.tell(others[0], "in transit");
		await division.drainAfter(1);
		await failPut(MINUTE);
		const [{ version } = { version: 0 }] = await division.db
			.select({ version: writeBacks.version })
			.from(writeBacks)
			.where(eq(writeBacks.id, bad.id));
		const change = { now: division.time.now, actor: "system" as const, correlationId: "req_1" };
		const { divisionId } = division;
		await createReplayStore(division.db).retry(
			[{ kind: "write-back", id: bad.id, divisionId, version }],
			change,
		);
		await failPut(1);
		await failPut(MINUTE);
		expect(await division.rowOf(bad)).toMatchObject({ state: "due", failures: 2 });
		await division.tell(others[1], "in transit");
		division.erp.fail("putDocument", broken());
		await division.drainAfter(60 * MINUTE);
		await failPut(60 * MINUTE);
		expect(await division.rowOf(bad)).toMatchObject({ state: "failed" });
		expect(await division.rowOf(others[1])).toMatchObject({ state: "written" });
	});
});

describe("a text that comes while another is being written", () => {
	it("is written after it", async () => {
		const division = await aDivision();
		const row = await division.write();
		division.erp.onCall = async (operation) => {
			if (operation === "postDocument") {
				await division.tell(row, "in transit");
			}
		};
		await division.drain();
		expect(division.erp.posted.map(({ body }) => body)).toEqual([row.body]);
		expect(division.puts()).toEqual(["in transit"]);
		expect(await division.rowOf(row)).toMatchObject({
			state: "written",
			writtenHash: await sha256Hex("in transit"),
		});
	});

	it("is written once the doubtful one was found", async () => {
		const division = await aDivision();
		const row = await division.write();
		division.erp.fail("postDocument", failure("uncertain"), true);
		await division.drain();
		await division.tell(row, "delivered");
		expect(await division.rowOf(row)).toMatchObject({ state: "doubtful" });
		await division.drainAfter(MINUTE);
		expect(division.erp.count("postDocument")).toBe(1);
		expect(division.puts()).toEqual(["delivered"]);
	});

	it("is the text of the first post where that was not sent", async () => {
		const division = await aDivision();
		const row = await division.write();
		division.erp.fail("postDocument", failure("uncertain"));
		await division.drain();
		await division.tell(row, "delivered");
		await division.drainAfter(MINUTE);
		expect(division.erp.posted.map(({ body }) => body)).toEqual(["delivered"]);
		expect(division.puts()).toEqual([]);
		expect(await division.rowOf(row)).toMatchObject({ state: "written" });
	});
});
