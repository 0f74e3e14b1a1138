import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import { runBatch } from "../../src/db/batch.ts";
import { writeBacks } from "../../src/db/schema.ts";
import { newsStatements } from "../../src/db/tracking-news.ts";
import { sha256Hex } from "../../src/lib/encoding.ts";
import { AppError } from "../../src/lib/errors.ts";
import { urgencyOf } from "../../src/shipping/document-policy.ts";
import { writeBackDue } from "../../src/shipping/write-back-due.ts";
import { turnOf, type Urgency } from "../../src/shipping/write-back-turn.ts";
import { seedWriteBack } from "../db/seed.ts";
import { anAdministration, START } from "./administration.ts";
import { parcelsOnTheirWay } from "./parcels-on-their-way.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

async function aDivision() {
	const admin = await anAdministration();
	return {
		...admin,
		write: (body: string) =>
			seedWriteBack(admin, admin.time.now, { body, turnAt: turnOf("new", admin.time.now) }),
		/** A Document that stands in Exact. */
		async standing() {
			const id = crypto.randomUUID();
			const row = await seedWriteBack(admin, admin.time.now, {
				state: "written",
				exactDocumentId: id,
				dueAt: null,
			});
			const { subject } = row;
			admin.erp.documents.push({ id, subject, timestamp: admin.erp.nextVersion() });
			return row;
		},
		async tell({ shipmentId }: { shipmentId: string }, body: string, urgency: Urgency) {
			const document = { body, bodyHash: await sha256Hex(body), urgency };
			const news = [{ shipmentId, parcels: [], events: [], document }];
			await runBatch(admin.db, newsStatements(news, admin.time.now));
		},
		async rowOf({ id }: { id: string }) {
			const [row] = await admin.db.select().from(writeBacks).where(eq(writeBacks.id, id));
			return row;
		},
		/** Drains with room for one call at a time, and tells what was written, in its order. */
		async drainOneByOne(times: number) {
			const written: string[] = [];
			const { posted, updated } = admin.erp;
			for (let drain = 0; drain < times; drain += 1) {
				const [posts, puts] = [posted.length, updated.length];
				admin.room.left = 1;
				admin.room.retryAt = admin.time.now + 1;
				await writeBackDue(admin.divisionId, admin.deps);
				admin.time.now += 1;
				written.push(...[...posted.slice(posts), ...updated.slice(puts)].map(({ body }) => body));
			}
			return written;
		},
		async drainAfter(ms: number) {
			admin.time.now += ms;
			await writeBackDue(admin.divisionId, admin.deps);
		},
		puts: () => admin.erp.updated.map(({ body }) => body),
	};
}

describe("what an update tells", () => {
	it.each([
		["in_transit", "exception", "outcome"],
		["exception", "returned", "outcome"],
		["out_for_delivery", "delivered", "outcome"],
		["exception", "exception", "news"],
		["label_made", "in_transit", "news"],
		["exception", "in_transit", "news"],
	] as const)("from %s to %s is %s", (from, to, urgency) => {
		expect(urgencyOf({ from, to })).toBe(urgency);
	});

	it("gives its Document the turn", async () => {
		const way = await parcelsOnTheirWay();
		const moving = await way.label();
		const stuck = await way.label();
		way.scan(moving.numbers[0], "in_transit");
		way.scan(stuck.numbers[0], "exception");
		await way.drain();
		const turns = [moving, stuck].map(async ({ id }) => (await way.documentOf(id))?.turnAt);
		expect(await Promise.all(turns)).toEqual([
			turnOf("news", way.time.now),
			turnOf("outcome", way.time.now),
		]);
	});
});

describe("when calls run short", () => {
	it("exceptions and ends are written first, then new Documents, then other news", async () => {
		const division = await aDivision();
		const [moving, stuck, arrived] = [
			await division.standing(),
			await division.standing(),
			await division.standing(),
		];
		await division.tell(moving, "in transit", "news");
		await division.write("label made");
		await division.tell(stuck, "exception", "outcome");
		division.time.now += MINUTE;
		await division.tell(arrived, "delivered", "outcome");
		expect(await division.drainOneByOne(4)).toEqual([
			"exception",
			"delivered",
			"label made",
			"in transit",
		]);
	});

	it("of the same urgency the one that waits longest goes first", async () => {
		const division = await aDivision();
		for (const body of ["first", "second", "third"]) {
			await division.write(body);
			division.time.now += MINUTE;
		}
		expect(await division.drainOneByOne(3)).toEqual(["first", "second", "third"]);
	});

	it("news that has waited for four hours goes before fresh Documents, after eight before all", async () => {
		const division = await aDivision();
		const [moving, stuck] = [await division.standing(), await division.standing()];
		await division.tell(moving, "in transit", "news");
		division.time.now += 4 * HOUR + 1;
		await division.write("label made");
		await division.tell(stuck, "exception", "outcome");
		expect(await division.drainOneByOne(3)).toEqual(["exception", "in transit", "label made"]);
		await division.tell(moving, "still in transit", "news");
		division.time.now += 8 * HOUR + 1;
		await division.tell(stuck, "exception again", "outcome");
		expect(await division.drainOneByOne(2)).toEqual(["still in transit", "exception again"]);
	});

	it("what tells an outcome is asked for in the lane of Documents, other news in its own", async () => {
		const division = await aDivision();
		const [moving, stuck] = [await division.standing(), await division.standing()];
		await division.tell(moving, "in transit", "news");
		await division.tell(stuck, "exception", "outcome");
		await division.write("label made");
		await division.drainAfter(0);
		expect(division.room.asked).toEqual([
			{ count: 2, lane: "write-back" },
			{ count: 1, lane: "tracking" },
		]);
	});
});

describe("news for which the day has no room left", () => {
	async function shortOfRoom() {
		const division = await aDivision();
		const row = await division.standing();
		division.room.closed.add("tracking");
		division.room.retryAt = START + 15 * HOUR;
		await division.tell(row, "in transit", "news");
		await division.drainAfter(0);
		expect(division.puts()).toEqual([]);
		return { division, row };
	}

	it("does not keep new Documents and outcomes from being written", async () => {
		const { division } = await shortOfRoom();
		const stuck = await division.standing();
		await division.tell(stuck, "exception", "outcome");
		await division.write("label made");
		await division.drainAfter(MINUTE);
		expect(division.puts()).toEqual(["exception"]);
		expect(division.erp.posted.map(({ body }) => body)).toEqual(["label made"]);
	});

	it("climbs into the lane of Documents after four hours, and not a moment before", async () => {
		const { division, row } = await shortOfRoom();
		expect(await division.rowOf(row)).toMatchObject({ dueAt: START + 4 * HOUR, failures: 0 });
		await division.drainAfter(4 * HOUR - 1);
		expect(division.puts()).toEqual([]);
		await division.drainAfter(1);
		expect(division.puts()).toEqual(["in transit"]);
		expect(division.room.asked.at(-1)).toEqual({ count: 1, lane: "write-back" });
	});

	it("is written at once, and once, with what it tells when the parcel arrives", async () => {
		const { division, row } = await shortOfRoom();
		division.time.now += MINUTE;
		await division.tell(row, "out for delivery", "news");
		expect(await division.rowOf(row)).toMatchObject({ dueAt: START + 4 * HOUR });
		await division.tell(row, "delivered", "outcome");
		await division.drainAfter(0);
		expect(division.puts()).toEqual(["delivered"]);
	});

	it("keeps the place of an exception that it tells beside later news", async () => {
		const { division, row } = await shortOfRoom();
		division.room.left = 0;
		await division.tell(row, "exception", "outcome");
		await division.tell(row, "exception, then in transit", "news");
		expect(await division.rowOf(row)).toMatchObject({
			turnAt: turnOf("outcome", START),
			body: "exception, then in transit",
		});
	});
});

describe("Documents whose endpoint rests", () => {
	it("wait for its end without a try, and are not asked for one by one", async () => {
		const division = await aDivision();
		const rows = [];
		for (let at = 0; at < 30; at += 1) {
			rows.push(await division.write(`Document ${at}`));
			division.erp.fail(
				"postDocument",
				new AppError({
					code: "exact.endpoint_rests",
					disposition: "suspend",
					message: "It rests.",
					retryAfterSeconds: 3_600,
				}),
			);
		}
		await division.drainAfter(0);
		expect(division.erp.count("postDocument")).toBeLessThanOrEqual(6);
		for (const row of rows) {
			expect(await division.rowOf(row)).toMatchObject({
				state: "due",
				dueAt: START + HOUR,
				failures: 0,
			});
		}
	});
});
