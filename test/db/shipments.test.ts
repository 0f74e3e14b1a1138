import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import { auditEvents, shipments } from "../../src/db/schema.ts";
import { createShipmentStore } from "../../src/db/shipments.ts";
import { outcomeUnknown } from "../../src/shipping/book/outcome-unknown.ts";
import { seedLiveDivision, type SeededDivision, seedShipment } from "./seed.ts";

const START = Date.parse("2026-11-23T09:00:00Z");
const LEASE = { limit: 50, now: START, until: START + 120_000 };
const REASON = { code: "order.cancelled", field: "Status", message: "no", remedy: "none" };

async function aDivision() {
	const seeded = await seedLiveDivision(START);
	return { ...seeded, store: createShipmentStore(seeded.db) };
}

async function rowOf({ db }: SeededDivision, id: string) {
	const [row] = await db.select().from(shipments).where(eq(shipments.id, id));
	return row;
}

async function actionsOf({ db }: SeededDivision, id: string) {
	const rows = await db
		.select()
		.from(auditEvents)
		.where(eq(auditEvents.subject, `shipment:${id}`));
	return rows.map((row) => `${row.version} ${row.action}`);
}

describe("due shipments", () => {
	it("go to one of two runs at once, each row to one of them", async () => {
		const division = await aDivision();
		for (let at = 0; at < 30; at += 1) {
			await seedShipment(division, START - at);
		}
		const take = (limit: number) =>
			division.store.leaseDue(division.divisionId, { ...LEASE, limit });
		const [one, two] = await Promise.all([take(20), take(20)]);
		const ids = [...one, ...two].map((row) => row.id);
		expect(ids).toHaveLength(30);
		expect(new Set(ids).size).toBe(30);
	});

	it("are taken in the order that they came due, as many as fit", async () => {
		const division = await aDivision();
		const late = await seedShipment(division, START);
		const early = await seedShipment(division, START - 60_000);
		const [first] = await division.store.leaseDue(division.divisionId, { ...LEASE, limit: 1 });
		expect(first?.id).toBe(early.id);
		const [second] = await division.store.leaseDue(division.divisionId, LEASE);
		expect(second?.id).toBe(late.id);
	});

	it.each([
		["is not due yet", { dueAt: START + 1 }],
		["rests", { dueAt: null }],
		["is worked on", { leasedUntil: START + 1 }],
	])("leave out one that %s", async (_why, change) => {
		const division = await aDivision();
		await seedShipment(division, START, change);
		expect(await division.store.leaseDue(division.divisionId, LEASE)).toEqual([]);
	});

	it("are taken over when the lease of a dead run ends", async () => {
		const division = await aDivision();
		const { id } = await seedShipment(division, START);
		await division.store.leaseDue(division.divisionId, LEASE);
		expect(await division.store.leaseDue(division.divisionId, LEASE)).toEqual([]);
		const later = { ...LEASE, now: LEASE.until, until: LEASE.until + 1 };
		expect(await division.store.leaseDue(division.divisionId, later)).toMatchObject([{ id }]);
	});

	it("are counted and leased by division", async () => {
		const [one, other] = [await aDivision(), await aDivision()];
		await seedShipment(one, START);
		await seedShipment(one, START + 1);
		expect(await one.store.countDue(one.divisionId, START)).toBe(1);
		expect(await one.store.countDue(other.divisionId, START)).toBe(0);
		expect(await one.store.leaseDue(other.divisionId, LEASE)).toEqual([]);
	});
});

describe("a shipment that is postponed", () => {
	it("is free and due later, with the tries that it has spent", async () => {
		const division = await aDivision();
		const { id } = await seedShipment(division, START, { leasedUntil: START + 9 });
		await division.store.postpone(id, 1, START + 60_000, 3);
		expect(await rowOf(division, id)).toMatchObject({
			dueAt: START + 60_000,
			failures: 3,
			leasedUntil: null,
			version: 1,
		});
	});

	it("is left alone when it moved since it was read", async () => {
		const division = await aDivision();
		const { id } = await seedShipment(division, START, { version: 2, leasedUntil: START + 9 });
		await division.store.postpone(id, 1, START + 60_000, 3);
		expect(await rowOf(division, id)).toMatchObject({
			dueAt: START,
			failures: 0,
			leasedUntil: START + 9,
		});
	});

	it("together with others spends no try", async () => {
		const division = await aDivision();
		const rows = [await seedShipment(division, START), await seedShipment(division, START)];
		const other = await seedShipment(division, START);
		await division.store.postponeAll(
			rows.map((row) => row.id),
			START + 60_000,
		);
		for (const { id } of rows) {
			expect(await rowOf(division, id)).toMatchObject({ dueAt: START + 60_000, failures: 0 });
		}
		expect(await rowOf(division, other.id)).toMatchObject({ dueAt: START });
	});
});

describe("shipments that wait for the same thing", () => {
	it("do not take along one that another run has claimed meanwhile", async () => {
		const division = await aDivision();
		const { id } = await seedShipment(division, START, {
			status: "creating",
			leasedUntil: START + 9,
		});
		await division.store.postponeAll([id], START + 60_000);
		await division.store.postponeBacklog(division.divisionId, START, START + 60_000);
		expect(await rowOf(division, id)).toMatchObject({ dueAt: START, leasedUntil: START + 9 });
	});

	it("are the division's backlog: planned, due, and in nobody's hands", async () => {
		const [division, other] = [await aDivision(), await aDivision()];
		const waiting = await seedShipment(division, START);
		const left = [
			await seedShipment(division, START, { leasedUntil: START + 9 }),
			await seedShipment(division, START + 1),
			await seedShipment(other, START),
		];
		await division.store.postponeBacklog(division.divisionId, START, START + 60_000);
		expect(await rowOf(division, waiting.id)).toMatchObject({ dueAt: START + 60_000 });
		for (const { id, dueAt } of left) {
			expect(await rowOf(division, id)).toMatchObject({ dueAt });
		}
	});
});

describe("the end of an attempt", () => {
	const end = {
		attempt: "refused",
		code: "a.b",
		dueAt: START + 9,
		failures: 0,
		now: START,
	} as const;

	it.each(["planned", "labelled", "blocked", "unknown", "voided", "failed"] as const)(
		"is nothing for a shipment that is %s by now",
		async (status) => {
			const division = await aDivision();
			const row = await seedShipment(division, START, { status });
			const due = { ...row, status: "creating" as const, attemptNumber: 1 };
			const { store } = division;
			const adopted = { reference: "r2", shipDate: "2026-11-23" };
			expect(await store.refuse(due, REASON, START)).toBe("lost");
			expect(await store.lose(due, outcomeUnknown("a.b"), START)).toBe("lost");
			expect(await store.giveBack(due, end)).toBe("lost");
			expect(await store.adoptReference(due, adopted, START)).toBe("lost");
			expect(await rowOf(division, row.id)).toMatchObject({ status, version: 1, reference: null });
			expect(await actionsOf(division, row.id)).toEqual([]);
		},
	);

	it("in failure is for one that was planned only", async () => {
		const division = await aDivision();
		const sent = await seedShipment(division, START, { status: "creating" });
		const planned = await seedShipment(division, START);
		expect(await division.store.fail(sent, REASON, START)).toBe("lost");
		expect(await division.store.fail(planned, REASON, START)).toBe("done");
		expect(await rowOf(division, planned.id)).toMatchObject({
			status: "failed",
			reason: REASON,
			dueAt: null,
		});
	});
});

describe("shipments that were tried", () => {
	it("have made a label when one of them did", async () => {
		const division = await aDivision();
		const planned = await seedShipment(division, START);
		const labelled = await seedShipment(division, START, { status: "labelled" });
		const { store } = division;
		expect(await store.hasLabelled([planned.id])).toBe(false);
		expect(await store.hasLabelled([planned.id, labelled.id])).toBe(true);
		expect(await store.hasLabelled([])).toBe(false);
	});
});

describe("the freshness of orders", () => {
	it("is told by order", async () => {
		const division = await aDivision();
		const { order } = await seedShipment(division, START);
		expect(await division.store.listOrderFreshness([order.id, "ord_unknown"])).toEqual(
			new Map([[order.id, { addressReadAt: START, isFlagged: false }]]),
		);
	});
});
