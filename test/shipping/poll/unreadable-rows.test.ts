import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import { anAdministration, START } from "../administration.ts";
import { sampleLine, sampleSettings } from "../samples.ts";

const MINUTE = 60_000;

type Admin = Awaited<ReturnType<typeof anAdministration>>;
type Row = { timestamp: string };

/** Makes a row of a feed unreadable, as long as it stays as it is. */
function spoil(
	{ erp }: Admin,
	row: Row,
	of: { key: string; ownerId: string | null; number?: number; field: string },
): void {
	erp.unreadable.set(row.timestamp, { number: null, timestamp: row.timestamp, ...of });
}

function spoilHeader(admin: Admin, { header }: { header: Row & { exactOrderId: string } }): void {
	const id = header.exactOrderId;
	spoil(admin, header, { key: id, ownerId: id, number: 20_009, field: "DeliveryStatus" });
}

function spoilLine(admin: Admin, line: Row & { exactLineId: string; exactOrderId: string }): void {
	const { exactLineId: key, exactOrderId: ownerId } = line;
	spoil(admin, line, { key, ownerId, field: "Quantity" });
}

const UNREADABLE_HEADER = {
	code: "order.unreadable",
	field: "Sales order › DeliveryStatus",
	remedy: expect.stringContaining("it is read again and goes on by itself"),
};

describe("an order whose row can't be read", () => {
	it("is blocked with the field and the remedy, and holds up no other", async () => {
		const admin = await anAdministration();
		const bad = admin.enter();
		const good = admin.enter();
		spoilHeader(admin, bad);
		await admin.run();
		expect(await admin.orderOf(good.exactOrderId)).toMatchObject({ state: "reserved" });
		expect(await admin.orderOf(bad.exactOrderId)).toMatchObject({
			state: "blocked",
			orderNumber: 20_009,
			reasons: [UNREADABLE_HEADER],
		});
		expect(await admin.shipmentsOf(bad.exactOrderId)).toEqual([]);
		expect(await admin.division()).toMatchObject({
			lastPollAt: START,
			pollFailures: 0,
			pollProblem: {
				code: "exact.rows_unreadable",
				message: "One row of Exact could not be read. All others were.",
			},
		});
	});

	it("is told to whoever listens, the first time that it is read", async () => {
		const admin = await anAdministration();
		await admin.db.run(sql`
			insert into webhook_endpoints (id, name, url, kinds, secret_sealed, state, created_at, updated_at)
			values ('whe_1', 'Shop', 'https://shop.example/hook', '[]', '-', 'active', ${START}, ${START})`);
		const bad = admin.enter();
		admin.enter();
		spoilHeader(admin, bad);
		await admin.run();
		const told = await admin.db.all(sql`
			select kind, order_id as orderId, facts ->> 'code' as code from told_events
			where division_id = ${admin.divisionId} and kind = 'order.blocked'`);
		const { id } = await admin.orderOf(bad.exactOrderId);
		expect(told).toEqual([{ kind: "order.blocked", orderId: id, code: "order.unreadable" }]);
		await admin.db.run(sql`delete from webhook_endpoints`);
	});

	it("ships by itself once it was mended in Exact", async () => {
		const admin = await anAdministration();
		const bad = admin.enter();
		admin.enter();
		spoilHeader(admin, bad);
		await admin.run();
		admin.erp.putHeader({ ...bad.header, orderNumber: 20_010 });
		await admin.pollAfter(15 * MINUTE);
		expect(await admin.orderOf(bad.exactOrderId)).toMatchObject({
			state: "reserved",
			orderNumber: 20_010,
			reasons: [],
		});
		expect(await admin.shipmentsOf(bad.exactOrderId)).toMatchObject([
			{ status: "planned", orderNumber: 20_010 },
		]);
		expect((await admin.division()).pollProblem).toBe(null);
	});

	it("ships also when a later version of the program can read the row as it stands", async () => {
		const admin = await anAdministration();
		const bad = admin.enter();
		admin.enter();
		spoilHeader(admin, bad);
		await admin.run();
		admin.erp.unreadable.clear();
		await admin.deps.divisions.restartFeeds(admin.divisionId, null);
		await admin.pollAfter(15 * MINUTE);
		expect(await admin.orderOf(bad.exactOrderId)).toMatchObject({ state: "reserved" });
	});

	it("takes its shipment back from the queue where it was planned before", async () => {
		const admin = await anAdministration();
		const order = admin.enter();
		admin.enter();
		await admin.run();
		const header = admin.erp.putHeader(order.header);
		spoilHeader(admin, { header });
		admin.enter();
		await admin.pollAfter(15 * MINUTE);
		expect(await admin.shipmentsOf(order.exactOrderId)).toMatchObject([
			{ status: "blocked", reason: UNREADABLE_HEADER },
		]);
		admin.erp.putHeader(order.header);
		await admin.pollAfter(15 * MINUTE);
		expect(await admin.shipmentsOf(order.exactOrderId)).toMatchObject([{ status: "planned" }]);
	});

	it("is left to the next poll by no second reading of the same row", async () => {
		const admin = await anAdministration();
		const bad = admin.enter();
		admin.enter();
		spoilHeader(admin, bad);
		await admin.run();
		const calls = admin.erp.calls.length;
		await admin.pollAfter(15 * MINUTE);
		expect(admin.erp.calls.slice(calls)).toHaveLength(4);
		expect(await admin.orderOf(bad.exactOrderId)).toMatchObject({ state: "blocked" });
	});

	it("does not stop the poll by coming alone", async () => {
		const admin = await anAdministration();
		admin.enter();
		await admin.run();
		const bad = admin.enter();
		spoilHeader(admin, bad);
		await admin.pollAfter(15 * MINUTE);
		expect(await admin.orderOf(bad.exactOrderId)).toMatchObject({ state: "blocked" });
		expect(await admin.division()).toMatchObject({ pollFailures: 0 });
	});
});

describe("a line that can't be read", () => {
	it("holds its order until it was mended, so that nothing goes without it", async () => {
		const admin = await anAdministration();
		const order = admin.enter();
		const other = admin.enter();
		const second = admin.erp.putLine(sampleLine(order.exactOrderId, { itemId: order.item.id }));
		spoilLine(admin, second);
		await admin.run();
		expect(await admin.orderOf(other.exactOrderId)).toMatchObject({ state: "reserved" });
		expect(await admin.orderOf(order.exactOrderId)).toMatchObject({
			state: "blocked",
			reasons: [{ code: "order.unreadable", field: "Sales order lines › Quantity" }],
		});
		admin.erp.putLine(second);
		await admin.pollAfter(15 * MINUTE);
		const [shipment] = await admin.shipmentsOf(order.exactOrderId);
		expect(shipment?.plan?.lines).toHaveLength(2);
	});

	it("holds nothing any more once it was deleted", async () => {
		const admin = await anAdministration();
		const order = admin.enter();
		admin.enter();
		const second = admin.erp.putLine(sampleLine(order.exactOrderId, { itemId: order.item.id }));
		spoilLine(admin, second);
		await admin.run();
		admin.erp.lines.splice(admin.erp.lines.indexOf(second), 1);
		admin.erp.remove("line", second.exactLineId);
		await admin.pollAfter(15 * MINUTE);
		expect(await admin.orderOf(order.exactOrderId)).toMatchObject({ state: "reserved" });
	});
});

describe("a row that does not even say what it is of", () => {
	it("is counted at the division until it is gone", async () => {
		const admin = await anAdministration();
		const bad = admin.enter();
		admin.enter();
		const { timestamp } = bad.header;
		spoil(admin, bad.header, { key: `@${timestamp}`, ownerId: null, field: "OrderID" });
		await admin.run();
		expect((await admin.division()).pollProblem).toMatchObject({
			message: "One row of Exact could not be read. One does not say of what. All others were.",
		});
		admin.erp.putHeader(bad.header);
		// The next day's sweep reads the place again.
		await admin.pollAfter(24 * 60 * MINUTE);
		expect((await admin.division()).pollProblem).toBe(null);
		expect(await admin.orderOf(bad.exactOrderId)).toMatchObject({ state: "reserved" });
	});
});

describe("a feed in which nothing can be read", () => {
	it("stops the poll: Exact changed its schema, and nothing is passed over", async () => {
		const admin = await anAdministration();
		const entered = [admin.enter(), admin.enter(), admin.enter()];
		for (const one of entered) {
			spoilHeader(admin, one);
		}
		await admin.run();
		expect(await admin.division()).toMatchObject({
			lastPollAt: null,
			pollFailures: 1,
			pollProblem: { code: "exact.schema_changed" },
		});
		admin.erp.unreadable.clear();
		await admin.pollAfter(15 * MINUTE);
		for (const { exactOrderId } of entered) {
			expect(await admin.orderOf(exactOrderId)).toMatchObject({ state: "reserved" });
		}
	});
});

describe("a goods delivery of which something can't be read", () => {
	async function booked() {
		const settings = sampleSettings({ trigger: "goods-delivery" });
		const admin = await anAdministration({ settings });
		const order = admin.enter({ line: { quantity: 4 } });
		const good = admin.book([{ line: order.line, quantity: 1 }]);
		const bad = admin.book([{ line: order.line, quantity: 2 }]);
		return { admin, order, good, bad };
	}

	it("waits in its header, and ships once it was mended", async () => {
		const { admin, order, good, bad } = await booked();
		const id = bad.exactDeliveryId;
		spoil(admin, bad, { key: id, ownerId: id, number: 600_002, field: "DeliveryDate" });
		await admin.run();
		const made = async () =>
			(await admin.shipmentsOf(order.exactOrderId)).map((one) => one.exactDeliveryId);
		expect(await made()).toEqual([good.exactDeliveryId]);
		expect((await admin.orderOf(order.exactOrderId)).reasons).toMatchObject([
			{ code: "order.unreadable", field: "Goods delivery › DeliveryDate" },
		]);
		admin.erp.putDelivery(bad);
		await admin.pollAfter(15 * MINUTE);
		expect(await made()).toEqual([good.exactDeliveryId, id]);
	});

	it("waits for one of its lines", async () => {
		const { admin, order, good, bad } = await booked();
		const [line] = bad.lines;
		if (line === undefined) {
			throw new Error("nothing was booked");
		}
		const again = admin.erp.putDeliveryLine({
			...line,
			exactDeliveryLineId: crypto.randomUUID(),
			quantity: 1,
		});
		spoil(admin, again, {
			key: `${again.exactDeliveryLineId}/`,
			ownerId: bad.exactDeliveryId,
			field: "QuantityDelivered",
		});
		await admin.run();
		const made = async () =>
			(await admin.shipmentsOf(order.exactOrderId)).map((one) => one.exactDeliveryId);
		expect(await made()).toEqual([good.exactDeliveryId]);
		admin.erp.putDeliveryLine(again);
		await admin.pollAfter(15 * MINUTE);
		expect(await made()).toEqual([good.exactDeliveryId, bad.exactDeliveryId]);
	});
});
