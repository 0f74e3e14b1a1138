import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import { createDivisionStore } from "../../src/db/divisions.ts";
import { createOrderStore } from "../../src/db/orders.ts";
import { orderLines, orders, syncCursors } from "../../src/db/schema.ts";
import type { OrderLine } from "../../src/shipping/model/order.ts";
import type { OrderFeed } from "../../src/shipping/ports/erp.ts";
import type { PageStep } from "../../src/shipping/ports/orders.ts";
import { sampleHeader, sampleLine } from "../shipping/samples.ts";
import { seedLiveDivision, type SeededDivision } from "./seed.ts";

const START = Date.parse("2026-11-23T09:00:00Z");
const version = (at: number) => String(at).padStart(20, "0");

async function aDivision() {
	const seeded = await seedLiveDivision(START);
	const store = createOrderStore(seeded.db);
	const step = (change: Partial<PageStep> = {}): PageStep => ({
		divisionId: seeded.divisionId,
		from: version(1),
		to: version(5),
		isEnd: false,
		unread: [],
		now: START + 1_000,
		correlationId: "pol_2",
		...change,
	});
	return { ...seeded, store, step };
}

async function ordersOf({ db, divisionId }: SeededDivision) {
	return db.select().from(orders).where(eq(orders.divisionId, divisionId));
}

async function linesOf({ db, divisionId }: SeededDivision) {
	return db.select().from(orderLines).where(eq(orderLines.divisionId, divisionId));
}

async function cursorOf({ db, divisionId }: SeededDivision, feed: OrderFeed) {
	const [row] = await db
		.select()
		.from(syncCursors)
		.where(and(eq(syncCursors.divisionId, divisionId), eq(syncCursors.feed, feed)));
	return row;
}

describe("a page of headers", () => {
	it("is stored as it was read, and its orders are to be judged", async () => {
		const division = await aDivision();
		const header = sampleHeader({ deliveryDate: "2026-11-30", description: "Café ‘t Anker" });
		await division.store.storeHeaders([header], division.step());
		expect(await ordersOf(division)).toMatchObject([
			{
				...header,
				state: "new",
				reasons: [],
				judgeDueAt: START + 1_000,
				firstSeenAt: START + 1_000,
				correlationId: "pol_2",
			},
		]);
	});

	it("that is stored twice makes each order once", async () => {
		const division = await aDivision();
		const headers = [sampleHeader(), sampleHeader({ orderNumber: 20_002 })];
		await division.store.storeHeaders(headers, division.step());
		const first = await ordersOf(division);
		await division.store.storeHeaders(headers, division.step());
		expect(await ordersOf(division)).toEqual(first);
	});

	it("brings a known order up to date and leaves what we know of it", async () => {
		const division = await aDivision();
		const header = sampleHeader();
		await division.store.storeHeaders([header], division.step());
		const [before] = await ordersOf(division);
		await division.db
			.update(orders)
			.set({ state: "held_back", firstReadyAt: 7, heldBackAt: 8, judgeDueAt: null })
			.where(eq(orders.divisionId, division.divisionId));
		await division.store.storeHeaders(
			[{ ...header, status: 45, timestamp: version(9) }],
			division.step({ from: version(5), to: version(9), now: START + 9_000 }),
		);
		expect(await ordersOf(division)).toMatchObject([
			{
				id: before?.id,
				status: 45,
				timestamp: version(9),
				state: "held_back",
				firstReadyAt: 7,
				heldBackAt: 8,
				firstSeenAt: START + 1_000,
				judgeDueAt: START + 9_000,
			},
		]);
	});

	it.each([
		["is another one", crypto.randomUUID(), null],
		["is gone", null, null],
		["stayed the same", undefined, START],
	])("has the address read again when it %s", async (_how, deliveryAddressId, addressReadAt) => {
		const division = await aDivision();
		const header = sampleHeader();
		await division.store.storeHeaders([header], division.step());
		await division.db
			.update(orders)
			.set({ addressReadAt: START })
			.where(eq(orders.divisionId, division.divisionId));
		const changed = { ...header, timestamp: version(9_000) };
		const next = deliveryAddressId === undefined ? changed : { ...changed, deliveryAddressId };
		await division.store.storeHeaders([next], division.step());
		expect(await ordersOf(division)).toMatchObject([{ addressReadAt }]);
	});

	it("that is older than what is stored changes nothing: it was read out of turn", async () => {
		const division = await aDivision();
		const header = sampleHeader({ timestamp: version(9) });
		await division.store.storeHeaders([header], division.step());
		const older = { ...header, timestamp: version(8), status: 45 };
		await division.store.storeHeaders([older], division.step());
		expect(await ordersOf(division)).toMatchObject([{ status: 12, timestamp: version(9) }]);
	});

	it("belongs to its division: the same Exact id elsewhere is another order", async () => {
		const [one, other] = [await aDivision(), await aDivision()];
		const header = sampleHeader();
		await one.store.storeHeaders([header], one.step());
		await other.store.storeHeaders([{ ...header, status: 45 }], other.step());
		expect(await ordersOf(one)).toMatchObject([{ status: 12 }]);
		expect(await ordersOf(other)).toMatchObject([{ status: 45 }]);
	});

	it("of a thousand orders is stored in one go", async () => {
		const division = await aDivision();
		const headers = Array.from({ length: 1_000 }, (_, at) =>
			sampleHeader({ orderNumber: at, description: "x".repeat(120) }),
		);
		await division.store.storeHeaders(headers, division.step());
		expect(await ordersOf(division)).toHaveLength(1_000);
	});
});

describe("what was read before", () => {
	async function aJudgedOrder() {
		const division = await aDivision();
		const header = sampleHeader({ timestamp: version(11) });
		const lines = [12, 13].map((at) => sampleLine(header.exactOrderId, { timestamp: version(at) }));
		await division.store.storeHeaders([header], division.step());
		await division.store.storeLines(lines, division.step());
		await judged(division);
		return { ...division, header, lines };
	}

	async function judged({ db, divisionId }: SeededDivision) {
		await db.update(orders).set({ judgeDueAt: null }).where(eq(orders.divisionId, divisionId));
	}

	const LATER = START + 60_000;

	it("has no order judged when it is read again: headers, lines and deletions", async () => {
		const division = await aJudgedOrder();
		const [gone, removed] = [sampleHeader(), sampleLine(division.header.exactOrderId)];
		const deletions = [
			{ timestamp: version(20), kind: "order" as const, exactId: gone.exactOrderId },
			{ timestamp: version(21), kind: "line" as const, exactId: removed.exactLineId },
		];
		await division.store.storeHeaders([gone], division.step());
		await division.store.storeLines([removed], division.step());
		await division.store.storeDeletions(deletions, division.step());
		await judged(division);
		const before = await ordersOf(division);
		const again = division.step({ now: LATER, correlationId: "pol_3" });
		await division.store.storeHeaders([division.header], again);
		await division.store.storeLines(division.lines, again);
		await division.store.storeDeletions(deletions, again);
		expect(await ordersOf(division)).toEqual(before);
	});

	it("is told from one row among it that is newer, and only that order is judged", async () => {
		const division = await aJudgedOrder();
		const other = sampleHeader({ timestamp: version(14) });
		await division.store.storeHeaders([other], division.step());
		await judged(division);
		const changed = { ...division.header, timestamp: version(30), status: 45 };
		await division.store.storeHeaders([changed, other], division.step({ now: LATER }));
		const found = new Map((await ordersOf(division)).map((order) => [order.exactOrderId, order]));
		expect(found.get(changed.exactOrderId)).toMatchObject({ status: 45, judgeDueAt: LATER });
		expect(found.get(other.exactOrderId)).toMatchObject({ judgeDueAt: null });
	});

	it.each([
		["that is newer", (line: OrderLine) => ({ ...line, timestamp: version(40) })],
		[
			"that was hidden among older ones",
			(line: OrderLine) => sampleLine(line.exactOrderId, { timestamp: version(10) }),
		],
	])("has its order judged for one line %s", async (_which, change) => {
		const division = await aJudgedOrder();
		const [first, second] = division.lines;
		if (first === undefined || second === undefined) {
			throw new Error("the order has two lines");
		}
		await division.store.storeLines([first, change(second)], division.step({ now: LATER }));
		expect(await ordersOf(division)).toMatchObject([{ judgeDueAt: LATER }]);
	});

	it("under the row versions of before a move is news after it", async () => {
		const division = await aJudgedOrder();
		await createDivisionStore(division.db).restartFeeds(division.divisionId, "2026-11-22");
		const restamped = division.lines.map((line) => ({ ...line, timestamp: version(2) }));
		await division.store.storeLines(restamped, division.step({ now: LATER }));
		expect(await ordersOf(division)).toMatchObject([{ judgeDueAt: LATER }]);
		await judged(division);
		const header = { ...division.header, timestamp: version(3) };
		await division.store.storeHeaders([header], division.step({ now: LATER + 1 }));
		expect(await ordersOf(division)).toMatchObject([{ judgeDueAt: LATER + 1 }]);
	});
});

describe("a feed's cursor", () => {
	it("moves behind the page, and is at the end only with the last one", async () => {
		const division = await aDivision();
		await division.store.storeHeaders([sampleHeader()], division.step());
		expect(await cursorOf(division, "order-headers")).toMatchObject({
			timestamp: version(5),
			readToEndAt: START,
		});
		await division.store.storeHeaders(
			[],
			division.step({ from: version(5), to: version(5), isEnd: true, now: START + 2_000 }),
		);
		expect(await cursorOf(division, "order-headers")).toMatchObject({
			timestamp: version(5),
			readToEndAt: START + 2_000,
		});
	});

	it.each(["order-headers", "order-lines", "deleted"] as const)(
		"of %s moves only from where the page began, so that a page read twice never takes it back",
		async (feed) => {
			const division = await aDivision();
			const store = (step: PageStep) =>
				feed === "order-headers"
					? division.store.storeHeaders([], step)
					: feed === "order-lines"
						? division.store.storeLines([], step)
						: division.store.storeDeletions([], step);
			await store(division.step({ to: version(5) }));
			await store(division.step({ from: version(5), to: version(9) }));
			await store(division.step({ to: version(5), isEnd: true, now: START + 60_000 }));
			expect(await cursorOf(division, feed)).toMatchObject({
				timestamp: version(9),
				readToEndAt: START,
			});
		},
	);

	it("moves alone: the other feeds and divisions stay where they are", async () => {
		const [one, other] = [await aDivision(), await aDivision()];
		await one.store.storeLines([], one.step());
		expect(await cursorOf(one, "order-headers")).toMatchObject({ timestamp: version(1) });
		expect(await cursorOf(other, "order-lines")).toMatchObject({ timestamp: version(1) });
	});
});

describe("a page of lines", () => {
	it("is stored as it was read and has its orders judged again", async () => {
		const division = await aDivision();
		const [header, untouched] = [sampleHeader(), sampleHeader()];
		await division.store.storeHeaders([header, untouched], division.step());
		await division.db
			.update(orders)
			.set({ judgeDueAt: null })
			.where(eq(orders.divisionId, division.divisionId));
		const line = sampleLine(header.exactOrderId, {
			quantity: 16.8,
			quantityDelivered: 0.4,
			isDropShipped: true,
			deliveryDate: "2026-11-30",
		});
		await division.store.storeLines([line], division.step({ now: START + 3_000 }));
		expect(await linesOf(division)).toMatchObject([line]);
		const flags = (await ordersOf(division)).map((order) => [order.exactOrderId, order.judgeDueAt]);
		expect(new Map(flags as [string, number | null][])).toEqual(
			new Map([
				[header.exactOrderId, START + 3_000],
				[untouched.exactOrderId, null],
			]),
		);
	});

	it("that is stored twice, then changed, keeps one row a line", async () => {
		const division = await aDivision();
		const line = sampleLine(crypto.randomUUID());
		await division.store.storeLines([line], division.step());
		await division.store.storeLines([line], division.step());
		const changed = { ...line, quantity: 5, timestamp: version(9_000) };
		await division.store.storeLines([changed], division.step());
		expect(await linesOf(division)).toMatchObject([{ exactLineId: line.exactLineId, quantity: 5 }]);
	});

	it("may come before its order, which finds it there", async () => {
		const division = await aDivision();
		const header = sampleHeader();
		await division.store.storeLines([sampleLine(header.exactOrderId)], division.step());
		await division.store.storeHeaders([header], division.step());
		expect(await division.store.listLines(division.divisionId, [header.exactOrderId])).toHaveLength(
			1,
		);
	});
});

describe("a page of deletions", () => {
	it("marks orders, removes lines, and has both judged again", async () => {
		const division = await aDivision();
		const [gone, shrunk, untouched] = [sampleHeader(), sampleHeader(), sampleHeader()];
		const [kept, removed] = [sampleLine(shrunk.exactOrderId), sampleLine(shrunk.exactOrderId)];
		await division.store.storeHeaders([gone, shrunk, untouched], division.step());
		await division.store.storeLines([kept, removed], division.step());
		await division.db
			.update(orders)
			.set({ judgeDueAt: null })
			.where(eq(orders.divisionId, division.divisionId));
		const now = START + 5_000;
		await division.store.storeDeletions(
			[
				{ timestamp: version(8), kind: "order", exactId: gone.exactOrderId },
				{ timestamp: version(9), kind: "line", exactId: removed.exactLineId },
				{ timestamp: version(9), kind: "line", exactId: crypto.randomUUID() },
			],
			division.step({ now }),
		);
		const found = new Map((await ordersOf(division)).map((order) => [order.exactOrderId, order]));
		expect(found.get(gone.exactOrderId)).toMatchObject({ deletedAt: now, judgeDueAt: now });
		expect(found.get(shrunk.exactOrderId)).toMatchObject({ deletedAt: null, judgeDueAt: now });
		expect(found.get(untouched.exactOrderId)).toMatchObject({ deletedAt: null, judgeDueAt: null });
		expect(await linesOf(division)).toMatchObject([{ exactLineId: kept.exactLineId }]);
	});

	it("reaches only its own division", async () => {
		const [one, other] = [await aDivision(), await aDivision()];
		const header = sampleHeader();
		const line = sampleLine(header.exactOrderId);
		for (const division of [one, other]) {
			await division.store.storeHeaders([header], division.step());
			await division.store.storeLines([line], division.step());
		}
		await one.store.storeDeletions(
			[
				{ timestamp: version(8), kind: "order", exactId: header.exactOrderId },
				{ timestamp: version(9), kind: "line", exactId: line.exactLineId },
			],
			one.step(),
		);
		expect(await ordersOf(other)).toMatchObject([{ deletedAt: null }]);
		expect(await linesOf(other)).toHaveLength(1);
	});
});
