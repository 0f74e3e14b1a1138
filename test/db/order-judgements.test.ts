import { eq, inArray } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import { createOrderStore } from "../../src/db/orders.ts";
import { auditEvents, divisions, orders, shipmentLines } from "../../src/db/schema.ts";
import type { Judgement } from "../../src/shipping/stores.ts";
import { sampleAccount, sampleAddress } from "../shipping/samples.ts";
import { seedLiveDivision, seedOrder, seedShipment } from "./seed.ts";

const START = Date.parse("2026-11-23T09:00:00Z");
const DAY = 86_400_000;

async function aDivision() {
	const seeded = await seedLiveDivision(START);
	return {
		...seeded,
		row: { id: seeded.divisionId, version: 1 },
		store: createOrderStore(seeded.db),
	};
}

type SeededOrders = Awaited<ReturnType<typeof aDivision>>;

function judged(orderId: string, change: Partial<Judgement> = {}): Judgement {
	return {
		orderId,
		version: 0,
		judgeDueAt: START,
		state: "ready",
		reasons: [],
		decision: null,
		settled: [],
		isDecisionNew: false,
		firstReadyAt: START,
		readySince: START,
		judgeAgainAt: null,
		...change,
	};
}

async function rowOf({ db }: SeededOrders, id: string) {
	const [row] = await db.select().from(orders).where(eq(orders.id, id));
	return row;
}

describe("orders to be judged", () => {
	it("are those whose flag is due, the longest due first, as many as are asked for", async () => {
		const division = await aDivision();
		const { divisionId } = division;
		const late = await seedOrder(divisionId, START, { judgeDueAt: START - 5 });
		const now = await seedOrder(divisionId, START, { judgeDueAt: START });
		await seedOrder(divisionId, START, { judgeDueAt: START + 1 });
		await seedOrder(divisionId, START, { judgeDueAt: null });
		const found = await division.store.listToJudge(divisionId, START, 10);
		expect(found.map((order) => order.id)).toEqual([late.id, now.id]);
		const first = await division.store.listToJudge(divisionId, START, 1);
		expect(first.map((order) => order.id)).toEqual([late.id]);
	});

	it("are of one division", async () => {
		const [one, other] = [await aDivision(), await aDivision()];
		await seedOrder(other.divisionId, START, { judgeDueAt: START });
		expect(await one.store.listToJudge(one.divisionId, START, 10)).toEqual([]);
	});

	it("can be asked for by id", async () => {
		const division = await aDivision();
		const asked = await seedOrder(division.divisionId, START);
		const other = await seedOrder(division.divisionId, START);
		await division.store.requestJudgement([asked.id], START + 3);
		expect(await rowOf(division, asked.id)).toMatchObject({ judgeDueAt: START + 3 });
		expect(await rowOf(division, other.id)).toMatchObject({ judgeDueAt: null });
	});
});

describe("a judgement", () => {
	it("is kept with its reasons, and the order is done with", async () => {
		const division = await aDivision();
		const order = await seedOrder(division.divisionId, START, { judgeDueAt: START });
		const reasons = [{ code: "a.b", field: "City", message: "é", remedy: "mend" }];
		await division.store.saveJudgements(
			division.row,
			[judged(order.id, { state: "blocked", reasons, firstReadyAt: null, readySince: null })],
			START + 9,
		);
		expect(await rowOf(division, order.id)).toMatchObject({
			state: "blocked",
			reasons,
			firstReadyAt: null,
			readySince: null,
			judgeDueAt: null,
			updatedAt: START + 9,
		});
	});

	it("does not end the flag of an order that changed since it was read", async () => {
		const division = await aDivision();
		const order = await seedOrder(division.divisionId, START, { judgeDueAt: START + 1 });
		await division.store.saveJudgements(
			division.row,
			[judged(order.id, { judgeDueAt: START })],
			START + 9,
		);
		expect(await rowOf(division, order.id)).toMatchObject({
			state: "ready",
			judgeDueAt: START + 1,
		});
	});

	it("may ask for the next one", async () => {
		const division = await aDivision();
		const order = await seedOrder(division.divisionId, START, { judgeDueAt: START });
		await division.store.saveJudgements(
			division.row,
			[judged(order.id, { judgeAgainAt: START + DAY })],
			START,
		);
		expect(await division.store.listToJudge(division.divisionId, START + DAY - 1, 9)).toEqual([]);
		expect(await division.store.listToJudge(division.divisionId, START + DAY, 9)).toHaveLength(1);
	});

	it("reaches every order of a long list and no other", async () => {
		const division = await aDivision();
		const rows = [];
		for (let at = 0; at < 405; at += 1) {
			rows.push(await seedOrder(division.divisionId, START, { state: "new", judgeDueAt: START }));
		}
		const [other, ...mine] = rows;
		await division.store.saveJudgements(
			division.row,
			mine.map((order) => judged(order.id)),
			START,
		);
		const states = await division.db
			.select({ state: orders.state })
			.from(orders)
			.where(inArray(orders.id, mine.map((order) => order.id).slice(0, 90)));
		expect(new Set(states.map((row) => row.state))).toEqual(new Set(["ready"]));
		expect(await division.store.listToJudge(division.divisionId, START, 9)).toMatchObject([
			{ id: other?.id, state: "new" },
		]);
	});
});

describe("blocked orders", () => {
	it("are judged again by the next poll, those that waited longest first", async () => {
		const division = await aDivision();
		const waiting = { state: "blocked", judgeDueAt: START + DAY } as const;
		const { divisionId, store } = division;
		const recent = await seedOrder(divisionId, START, { ...waiting, updatedAt: START - 1 });
		const long = await seedOrder(divisionId, START, { ...waiting, updatedAt: START - 9 });
		await store.recheckBlocked(divisionId, { now: START, judgedBefore: START }, 1);
		expect(await store.listToJudge(divisionId, START, 9)).toMatchObject([{ id: long.id }]);
		await store.recheckBlocked(divisionId, { now: START, judgedBefore: START }, 9);
		expect(await rowOf(division, recent.id)).toMatchObject({ judgeDueAt: START });
	});

	it.each([
		["waits for a date", { state: "not_ready", judgeDueAt: START + DAY }, START + DAY],
		["is settled", { state: "reserved", judgeDueAt: null }, null],
		["is due already", { state: "blocked", judgeDueAt: START - 5 }, START - 5],
	] as const)("take no order along that %s", async (_what, change, judgeDueAt) => {
		const division = await aDivision();
		const order = await seedOrder(division.divisionId, START, change);
		await division.store.recheckBlocked(
			division.divisionId,
			{ now: START, judgedBefore: START },
			9,
		);
		expect(await rowOf(division, order.id)).toMatchObject({ judgeDueAt });
	});
});

describe("addresses that were read", () => {
	it("are kept with their instant, also that there is none", async () => {
		const division = await aDivision();
		const known = await seedOrder(division.divisionId, START, { addressReadAt: null });
		const none = await seedOrder(division.divisionId, START, { addressReadAt: null });
		const address = sampleAddress({ city: "’s-Hertogenbosch" });
		await division.store.saveAddresses(
			[
				{ orderId: known.id, address },
				{ orderId: none.id, address: null },
			],
			START + 7,
		);
		expect(await rowOf(division, known.id)).toMatchObject({ address, addressReadAt: START + 7 });
		expect(await rowOf(division, none.id)).toMatchObject({
			address: null,
			addressReadAt: START + 7,
		});
	});
});

describe("records of Exact", () => {
	it("are found for a day, by their division, kind and id", async () => {
		const [division, other] = [await aDivision(), await aDivision()];
		const { divisionId, store } = division;
		const account = sampleAccount();
		await store.saveRecords(divisionId, "account", [account], START);
		const find = (id: string, notBefore: number) =>
			store.findRecords(id, "account", [account.id, "unknown"], notBefore);
		expect(await find(divisionId, START)).toEqual(new Map([[account.id, account]]));
		expect(await find(divisionId, START + 1)).toEqual(new Map());
		expect(await find(other.divisionId, START)).toEqual(new Map());
		expect(await store.findRecords(divisionId, "contact", [account.id], START)).toEqual(new Map());
	});

	it("are replaced when they are read again", async () => {
		const { divisionId, store } = await aDivision();
		const account = sampleAccount({ phone: null });
		const changed = { ...account, phone: "1" };
		await store.saveRecords(divisionId, "account", [account], START);
		await store.saveRecords(divisionId, "account", [changed], START + 5);
		expect(await store.findRecords(divisionId, "account", [account.id], START + 5)).toEqual(
			new Map([[account.id, changed]]),
		);
	});
});

describe("what shipments hold of a line", () => {
	it("is told for each that was not voided", async () => {
		const division = await aDivision();
		const first = await seedShipment(division, START, { status: "labelled" });
		const of = { orderId: first.orderId } as const;
		const again = await seedShipment(division, START, { ...of, sequence: 2, status: "planned" });
		const void_ = await seedShipment(division, START, { ...of, status: "voided" });
		const line = { exactLineId: "line-1", lineNumber: 1, orderId: first.orderId };
		await division.db.insert(shipmentLines).values([
			{ ...line, shipmentId: first.id, quantity: 2, deliveredBefore: 1 },
			{ ...line, shipmentId: again.id, quantity: 3, deliveredBefore: 4 },
			{ ...line, shipmentId: void_.id, quantity: 100, deliveredBefore: 0 },
		]);
		const taken = { orderId: first.orderId, exactLineId: "line-1" };
		expect(await division.store.listReserved([first.orderId])).toEqual([
			{ ...taken, shipmentId: first.id, quantity: 2, deliveredBefore: 1 },
			{ ...taken, shipmentId: again.id, quantity: 3, deliveredBefore: 4 },
		]);
		expect(await division.store.listReserved([again.order.id])).toEqual([]);
	});
});

describe("judgements of a division that was changed meanwhile", () => {
	it("are not kept, and its orders stay flagged", async () => {
		const division = await aDivision();
		const { id } = await seedOrder(division.divisionId, START, { state: "new", judgeDueAt: START });
		await division.db
			.update(divisions)
			.set({ version: 2 })
			.where(eq(divisions.id, division.divisionId));
		const { store } = division;
		expect(await store.saveJudgements(division.row, [judged(id)], START)).toBe(false);
		expect(await rowOf(division, id)).toMatchObject({ state: "new", judgeDueAt: START });
		const now = { ...division.row, version: 2 };
		expect(await store.saveJudgements(now, [judged(id)], START)).toBe(true);
		expect(await rowOf(division, id)).toMatchObject({ state: "ready", judgeDueAt: null });
	});
});

describe("a decision", () => {
	const decision = {
		code: "order.cancelled_after_label",
		message: "It was cancelled.",
		remedy: "Stop it.",
		choices: ["keep" as const],
		cause: "cancelled",
		at: START,
	};
	const asked = (id: string, change: Partial<Judgement> = {}) =>
		judged(id, { state: "reserved", decision, isDecisionNew: true, ...change });
	const actions = async ({ db }: SeededOrders, id: string) => {
		const rows = await db
			.select()
			.from(auditEvents)
			.where(eq(auditEvents.subject, `order:${id}`))
			.orderBy(auditEvents.version);
		return rows.map((row) => [row.version, row.action]);
	};

	it("is kept and audited when it comes up, and when it goes away", async () => {
		const division = await aDivision();
		const { id } = await seedOrder(division.divisionId, START);
		await division.store.saveJudgements(division.row, [asked(id)], START);
		expect(await rowOf(division, id)).toMatchObject({ decision, version: 1 });
		await division.store.saveJudgements(
			division.row,
			[asked(id, { version: 1, isDecisionNew: false })],
			START,
		);
		await division.store.saveJudgements(
			division.row,
			[judged(id, { version: 1, isDecisionNew: true })],
			START + 1,
		);
		expect(await rowOf(division, id)).toMatchObject({ decision: null, version: 2 });
		expect(await actions(division, id)).toEqual([
			[1, "order.decision_needed"],
			[2, "order.decision_withdrawn"],
		]);
	});

	it("does not come back over what a person settled while the order was judged", async () => {
		const division = await aDivision();
		const settledDecisions = [{ cause: "cancelled", choice: "keep" as const }];
		const { id } = await seedOrder(division.divisionId, START, { version: 2, settledDecisions });
		await division.store.saveJudgements(division.row, [asked(id, { version: 1 })], START);
		expect(await rowOf(division, id)).toMatchObject({
			state: "reserved",
			decision: null,
			settledDecisions,
			version: 2,
		});
		expect(await actions(division, id)).toEqual([]);
	});
});
