import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import { divisions, shipments, syncCursors, writeBacks } from "../../../src/db/schema.ts";
import { AppError } from "../../../src/lib/errors.ts";
import { writeBackDue } from "../../../src/shipping/write-back/write-back-due.ts";
import { seedWriteBack } from "../../db/seed.ts";
import { anAdministration, START } from "../administration.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NIGHT = Date.parse("2026-11-24T02:00:00Z");
const DAY = 24 * HOUR;

/** A division whose Documents were checked last night, and some that were written since. */
async function aDivision(count = 3) {
	const admin = await anAdministration();
	const { db, erp, time, deps, divisionId } = admin;
	const drain = () => writeBackDue(divisionId, deps);
	const cursor = (feed: string, readToEndAt: number | null) => ({
		divisionId,
		feed,
		timestamp: erp.nextVersion(),
		readToEndAt,
	});
	await db
		.insert(syncCursors)
		.values([cursor("documents", START - HOUR), cursor("order-headers", START)]);
	const rows = [];
	for (let at = 0; at < count; at += 1) {
		rows.push(await seedWriteBack(admin, START));
	}
	await drain();
	erp.calls.length = 0;
	return {
		...admin,
		rows,
		drain,
		async nightAfter(nights = 0) {
			time.now = NIGHT + nights * DAY;
			await drain();
			await drain();
		},
		async drainAfter(ms: number) {
			time.now += ms;
			await drain();
		},
		/** What a person does in Exact. */
		remove: (row: { subject: string }) => {
			const at = erp.documents.findIndex(({ subject }) => subject === row.subject);
			erp.documents.splice(at, 1);
		},
		standing: (row: { subject: string }) =>
			erp.documents.filter(({ subject }) => subject === row.subject).length,
		async rowOf({ id }: { id: string }) {
			const [row] = await db.select().from(writeBacks).where(eq(writeBacks.id, id));
			return row;
		},
		async division() {
			const [row] = await db.select().from(divisions).where(eq(divisions.id, divisionId));
			return row;
		},
	};
}

describe("the nightly check of a division's Documents", () => {
	it("is made once a night, at three where the division is, with one call where all is well", async () => {
		const one = await aDivision();
		expect(await one.division()).toMatchObject({ documentsDueAt: NIGHT });
		await one.drainAfter(HOUR);
		expect(one.erp.calls).toEqual([]);
		await one.nightAfter();
		expect(one.erp.calls).toEqual(["readDocuments"]);
		expect(await one.division()).toMatchObject({ documentsDueAt: NIGHT + DAY });
	});

	it("asks nothing where nothing was written since the last one", async () => {
		const one = await aDivision(0);
		await one.db
			.update(divisions)
			.set({ documentsDueAt: NIGHT })
			.where(eq(divisions.id, one.divisionId));
		await one.nightAfter();
		expect(one.erp.calls).toEqual([]);
	});

	it("goes on an hour later where more is missing than one run asks for", async () => {
		const one = await aDivision(130);
		// Exact takes its time: no two were written at once.
		for (const [at, { id }] of one.rows.entries()) {
			await one.db
				.update(writeBacks)
				.set({ writtenAt: START + at })
				.where(eq(writeBacks.id, id));
		}
		one.erp.documents.length = 0;
		await one.nightAfter();
		expect(one.rows.filter((row) => one.standing(row) === 1)).toHaveLength(120);
		expect(await one.division()).toMatchObject({ documentsDueAt: NIGHT + HOUR });

		await one.drainAfter(HOUR);
		await one.drain();
		expect(one.rows.filter((row) => one.standing(row) === 1)).toHaveLength(130);
		expect(await one.division()).toMatchObject({ documentsDueAt: NIGHT + DAY });
	});

	it("does not end with the Documents that fit in one run", async () => {
		const one = await aDivision(0);
		const count = 10_002;
		await one.db.run(sql`
			with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count})
			insert into shipments (id, division_id, fedex_account_id, order_id, exact_order_id, order_number,
				sequence, status, plan, correlation_id, created_at, updated_at)
			select 'shp_' || i, ${one.divisionId}, ${one.accountId}, 'ord_' || i, 'exact-' || i, i, 1, 'labelled',
				'{}', 'pol_1', ${START}, ${START} from n`);
		await one.db.run(sql`
			with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count})
			insert into write_backs (id, division_id, shipment_id, kind, state, subject, body, order_number,
				turn_at, posts, exact_document_id, written_at, correlation_id, created_at, updated_at)
			select 'wrb_' || i, ${one.divisionId}, 'shp_' || i, 'document', 'written', 'S' || i, '', i, 0, 1, 'doc_' || i,
				${START} + i, 'pol_1', ${START}, ${START} from n`);
		for (let at = 1; at < count; at += 1) {
			one.erp.documents.push({
				id: `doc_${at}`,
				subject: `S${at}`,
				timestamp: one.erp.nextVersion(),
			});
		}
		await one.nightAfter();
		await one.drainAfter(HOUR);
		await one.drain();
		expect(one.erp.posted.map(({ subject }) => subject)).toEqual([`S${count}`]);
	});

	it("puts back what somebody deleted, once, and the others stay as they are", async () => {
		const one = await aDivision();
		const [gone, ...others] = one.rows;
		if (gone === undefined) {
			throw new Error("nothing was written");
		}
		one.remove(gone);
		await one.nightAfter();
		expect(one.erp.calls).toEqual(["readDocuments", "findDocuments", "postDocument"]);
		expect(one.standing(gone)).toBe(1);
		expect(others.map((row) => one.standing(row))).toEqual([1, 1]);
		expect(await one.rowOf(gone)).toMatchObject({ state: "written", putBacks: 1 });
	});

	it("respects that it is deleted once more", async () => {
		const one = await aDivision(1);
		const [gone] = one.rows;
		if (gone === undefined) {
			throw new Error("nothing was written");
		}
		one.remove(gone);
		await one.nightAfter();
		one.remove(gone);
		await one.nightAfter(1);
		await one.nightAfter(2);
		expect(one.standing(gone)).toBe(0);
	});

	it("respects what is deleted after the check has seen it", async () => {
		const one = await aDivision(1);
		const [gone] = one.rows;
		if (gone === undefined) {
			throw new Error("nothing was written");
		}
		await one.nightAfter();
		one.remove(gone);
		await one.nightAfter(1);
		expect(one.standing(gone)).toBe(0);
	});

	it("leaves the Document of a void label where somebody put it", async () => {
		const one = await aDivision(1);
		const [gone] = one.rows;
		if (gone === undefined) {
			throw new Error("nothing was written");
		}
		await one.db
			.update(shipments)
			.set({ status: "voided" })
			.where(eq(shipments.id, gone.shipmentId));
		one.remove(gone);
		await one.nightAfter();
		expect(one.standing(gone)).toBe(0);
	});

	it("believes no gap in the feed, and passes over a row that can't be read", async () => {
		const one = await aDivision();
		const [hidden] = one.erp.documents;
		if (hidden === undefined) {
			throw new Error("nothing was written");
		}
		one.erp.unreadable.set(hidden.timestamp, {
			key: hidden.id,
			ownerId: hidden.id,
			number: null,
			timestamp: hidden.timestamp,
			field: "Subject",
		});
		await one.nightAfter();
		expect(one.erp.calls).toEqual(["readDocuments", "findDocuments"]);
		expect(one.rows.map((row) => one.standing(row))).toEqual([1, 1, 1]);
	});

	it("takes over another post of ours where its own is gone, and posts none", async () => {
		const one = await aDivision(1);
		const [row] = one.rows;
		if (row === undefined) {
			throw new Error("nothing was written");
		}
		one.remove(row);
		one.erp.documents.push({ id: "twin", subject: row.subject, timestamp: one.erp.nextVersion() });
		await one.nightAfter();
		expect(one.erp.count("postDocument")).toBe(0);
		expect(await one.rowOf(row)).toMatchObject({ state: "written", exactDocumentId: "twin" });
	});

	it("deletes a second post of ours, and leaves a person's copy", async () => {
		const one = await aDivision(2);
		const [posted, copied] = one.rows;
		if (posted === undefined || copied === undefined) {
			throw new Error("nothing was written");
		}
		await one.db
			.update(writeBacks)
			.set({ posts: 2, dueAt: null })
			.where(eq(writeBacks.id, posted.id));
		for (const { subject } of [posted, copied]) {
			one.erp.documents.push({
				id: crypto.randomUUID(),
				subject,
				timestamp: one.erp.nextVersion(),
			});
		}
		await one.nightAfter();
		expect([one.standing(posted), one.standing(copied)]).toEqual([1, 2]);
	});

	it("that fails is made an hour later, and the Documents that wait are written all the same", async () => {
		const one = await aDivision(1);
		const [gone] = one.rows;
		if (gone === undefined) {
			throw new Error("nothing was written");
		}
		one.remove(gone);
		const waiting = await seedWriteBack(one, START);
		one.erp.fail(
			"readDocuments",
			new AppError({ code: "exact.no_room", disposition: "wait", message: "full" }),
		);
		await one.nightAfter();
		expect(one.standing(waiting)).toBe(1);
		expect(one.standing(gone)).toBe(0);
		await one.drainAfter(HOUR);
		expect(one.standing(gone)).toBe(1);
	});
});
