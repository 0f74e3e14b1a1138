import { describe, expect, it } from "vitest";

import { divisionWith, guid, header, rows } from "./fake-exact.ts";

const line = (change: object) => ({
	Timestamp: "7",
	ID: guid(21),
	OrderID: guid(1),
	LineNumber: 1,
	Quantity: 2,
	...change,
});
const delivery = (change: object) => ({
	Timestamp: "7",
	EntryID: guid(31),
	DeliveryNumber: 600_001,
	...change,
});
const deliveryLine = (change: object) => ({
	Timestamp: "7",
	ID: guid(41),
	EntryID: guid(31),
	QuantityDelivered: 1,
	...change,
});
const deletion = (change: object) => ({
	Timestamp: "7",
	EntityType: 32,
	EntityKey: guid(1),
	...change,
});
const unreadable = { code: "exact.unreadable_answer", disposition: "retry" };

describe("a row that can't be read", () => {
	it("leaves the others of its page, and tells its order, number and field", async () => {
		const { erp } = divisionWith([
			rows([header(1, 5), { ...header(2, 9), DeliveryStatus: "open" }, header(3, 7)]),
		]);
		const page = await erp.readOrderHeaders("1");
		expect(page.items.map(({ orderNumber }) => orderNumber)).toEqual([1, 3]);
		const { OrderID } = header(2, 9);
		expect(page.unread).toEqual([
			{
				key: OrderID,
				ownerId: OrderID,
				number: 2,
				timestamp: "00000000000000000009",
				field: "DeliveryStatus",
			},
		]);
		expect(page.lastTimestamp).toBe("00000000000000000009");
	});

	it.each([{ OrderID: null }, { OrderID: "not a guid" }])(
		"and has no key is counted where it is a header: %j",
		async (broken) => {
			const { erp } = divisionWith([rows([header(1, 5), { ...header(2, 9), ...broken }])]);
			const page = await erp.readOrderHeaders("1");
			expect(page.items).toHaveLength(1);
			expect(page.unread).toMatchObject([
				{ key: "@00000000000000000009", ownerId: null, field: "OrderID" },
			]);
		},
	);

	it.each([
		{ Quantity: "two", expected: "Quantity" },
		{ Timestamp: "x", expected: "Timestamp" },
	])("is of its order where it is a line: %j", async ({ expected, ...broken }) => {
		const { erp } = divisionWith([rows([line({ ...broken }), line({ ID: guid(22) })])]);
		const page = await erp.readOrderLines("1");
		expect(page.items).toHaveLength(1);
		expect(page.unread).toMatchObject([{ key: guid(21), ownerId: guid(1), field: expected }]);
		expect(page.lastTimestamp).toBe("00000000000000000007");
	});

	it.each([{ OrderID: null }, { ID: 5 }])(
		"holds the feed where nobody can tell which order lacks the line: %j",
		async (broken) => {
			const { erp } = divisionWith([rows([line({}), line(broken)])]);
			await expect(erp.readOrderLines("1")).rejects.toMatchObject(unreadable);
		},
	);

	it("is of its delivery", async () => {
		const { erp } = divisionWith([
			rows([delivery({ TrackingNumber: 5 }), delivery({ EntryID: guid(32) })]),
			rows([deliveryLine({ QuantityDelivered: null }), deliveryLine({ ID: guid(42) })]),
			rows([deliveryLine({ EntryID: null })]),
		]);
		expect((await erp.readDeliveries("1")).unread).toMatchObject([
			{ key: guid(31), ownerId: guid(31), number: 600_001, field: "TrackingNumber" },
		]);
		expect((await erp.readDeliveryLines("1")).unread).toMatchObject([
			{ key: `${guid(41)}/`, ownerId: guid(31), field: "QuantityDelivered" },
		]);
		await expect(erp.readDeliveryLines("1")).rejects.toMatchObject(unreadable);
	});

	it("without any row version on its page holds the feed, for nobody could go on behind it", async () => {
		const { erp } = divisionWith([rows([{ ...header(1, 5), Timestamp: null }])]);
		await expect(erp.readOrderHeaders("1")).rejects.toMatchObject(unreadable);
	});
});

describe("a deletion that can't be read", () => {
	it("of a kind that nobody follows is passed over, whatever it is called", async () => {
		const { erp } = divisionWith([rows([deletion({ EntityType: 2, EntityKey: 77 })])]);
		expect(await erp.readDeleted("1")).toMatchObject({ items: [], unread: [], isEnd: true });
	});

	it("but names what was deleted is one of every kind", async () => {
		const { erp } = divisionWith([rows([deletion({ EntityType: "order" })])]);
		const { items } = await erp.readDeleted("1");
		expect(new Set(items.map(({ exactId }) => exactId))).toEqual(new Set([guid(1)]));
		expect(items.map(({ kind }) => kind).toSorted()).toEqual([
			"delivery",
			"delivery-line",
			"line",
			"order",
		]);
	});

	it.each([{ EntityKey: null }, { EntityType: null, EntityKey: null }])(
		"holds the feed where it may be of anything that would ship: %j",
		async (broken) => {
			const { erp } = divisionWith([rows([deletion({}), deletion(broken)])]);
			await expect(erp.readDeleted("1")).rejects.toMatchObject(unreadable);
		},
	);
});
