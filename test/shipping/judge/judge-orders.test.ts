import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import { shipments } from "../../../src/db/schema.ts";
import { anAdministration, type Entry } from "../administration.ts";
import { sampleAddress, sampleItem, sampleSettings } from "../samples.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NO_POSTCODE = { address: { postalCode: null } } satisfies Entry;
const NO_WEIGHT = { item: { grossWeight: null, netWeight: null } } satisfies Entry;

describe("an order of a live division", () => {
	it("that is ready gets its shipment, planned and due, in the poll that found it", async () => {
		const admin = await anAdministration();
		const { exactOrderId } = admin.enter();
		await admin.run();
		const order = await admin.orderOf(exactOrderId);
		expect(order).toMatchObject({ state: "reserved", reasons: [], judgeDueAt: null });
		expect(await admin.shipmentsOf(exactOrderId)).toMatchObject([
			{
				orderId: order.id,
				status: "planned",
				dueAt: admin.time.now,
				fedexAccountId: admin.accountId,
				correlationId: order.correlationId,
				plan: { orderNumber: 20_001, packages: [{ weightGrams: 2_700 }] },
			},
		]);
	});

	it("that is not ready keeps every reason and gets no shipment", async () => {
		const admin = await anAdministration();
		const { exactOrderId } = admin.enter({
			header: { approvalStatus: 0, shippingMethodCode: "POSTNL" },
		});
		await admin.run();
		expect(await admin.orderOf(exactOrderId)).toMatchObject({
			state: "not_ready",
			readySince: null,
			firstReadyAt: null,
			reasons: [{ code: "order.not_approved" }, { code: "order.shipping_method_unmapped" }],
		});
		expect(await admin.shipmentsOf(exactOrderId)).toEqual([]);
		expect(admin.erp.count("readAddresses")).toBe(0);
	});

	it("that can't be planned gets a blocked shipment and keeps every problem", async () => {
		const admin = await anAdministration();
		const { exactOrderId } = admin.enter({ ...NO_POSTCODE, ...NO_WEIGHT });
		await admin.run();
		const problems = [{ code: "item.weight_missing" }, { code: "address.postal_code_missing" }];
		expect(await admin.shipmentsOf(exactOrderId)).toMatchObject([
			{ status: "blocked", reason: problems[0], dueAt: null },
		]);
		expect((await admin.orderOf(exactOrderId)).reasons).toMatchObject(problems);
		await admin.pollAfter(15 * MINUTE);
		expect((await admin.orderOf(exactOrderId)).reasons).toMatchObject(problems);
	});

	it("that is bad does not stop the others", async () => {
		const admin = await anAdministration();
		const bad = [
			admin.enter(NO_POSTCODE),
			admin.enter({ header: { deliveryAddressId: null } }),
			admin.enter({ line: { quantity: 30_000 } }),
		];
		const good = admin.enter();
		await admin.run();
		for (const { exactOrderId } of bad) {
			expect(await admin.shipmentsOf(exactOrderId)).toMatchObject([{ status: "blocked" }]);
		}
		expect(await admin.shipmentsOf(good.exactOrderId)).toMatchObject([{ status: "planned" }]);
	});
});

describe("a blocked order", () => {
	it.each([
		["address", NO_POSTCODE],
		["item", NO_WEIGHT],
	] as const)("heals by itself when its %s is mended, which no feed tells", async (kind, entry) => {
		const admin = await anAdministration();
		const { exactOrderId, address, item } = admin.enter(entry);
		await admin.run();
		if (kind === "address") {
			admin.erp.addresses.set(address.id, sampleAddress({ id: address.id }));
		} else {
			admin.erp.items.set(item.id, sampleItem({ id: item.id }));
		}
		await admin.pollAfter(15 * MINUTE);
		expect(await admin.shipmentsOf(exactOrderId)).toMatchObject([
			{ status: "planned", reason: null, dueAt: admin.time.now },
		]);
		expect(await admin.orderOf(exactOrderId)).toMatchObject({
			state: "reserved",
			reasons: [],
			judgeDueAt: null,
		});
	});

	it("heals in hold too, and becomes ready", async () => {
		const admin = await anAdministration({ mode: "hold", releasedAt: null });
		const { exactOrderId, address } = admin.enter(NO_POSTCODE);
		await admin.run();
		expect(await admin.orderOf(exactOrderId)).toMatchObject({ state: "blocked" });
		admin.erp.addresses.set(address.id, sampleAddress({ id: address.id }));
		await admin.pollAfter(15 * MINUTE);
		expect(await admin.orderOf(exactOrderId)).toMatchObject({ state: "ready" });
	});

	it("is looked at once a poll, and changes nothing while nothing changed", async () => {
		const admin = await anAdministration();
		const { exactOrderId } = admin.enter(NO_POSTCODE);
		await admin.run();
		const [before] = await admin.shipmentsOf(exactOrderId);
		await admin.pollAfter(15 * MINUTE);
		await admin.pollAfter(15 * MINUTE);
		expect(admin.erp.count("readAddresses")).toBe(3);
		expect(await admin.shipmentsOf(exactOrderId)).toEqual([before]);
	});

	it("shows its new problem when the first is mended", async () => {
		const admin = await anAdministration();
		const { exactOrderId, item } = admin.enter({ ...NO_WEIGHT, ...NO_POSTCODE });
		await admin.run();
		admin.erp.items.set(item.id, sampleItem({ id: item.id }));
		await admin.pollAfter(15 * MINUTE);
		expect(await admin.shipmentsOf(exactOrderId)).toMatchObject([
			{ status: "blocked", reason: { code: "address.postal_code_missing" } },
		]);
	});
});

describe("a planned shipment", () => {
	it("is blocked when its order is cancelled before the label, and planned again when reopened", async () => {
		const admin = await anAdministration();
		const { exactOrderId, header } = admin.enter();
		await admin.run();
		admin.erp.putHeader({ ...header, status: 45 });
		await admin.pollAfter(15 * MINUTE);
		expect(await admin.shipmentsOf(exactOrderId)).toMatchObject([
			{ status: "blocked", reason: { code: "order.cancelled" }, dueAt: null },
		]);
		admin.erp.putHeader(header);
		await admin.pollAfter(15 * MINUTE);
		const [shipment] = await admin.shipmentsOf(exactOrderId);
		expect(shipment).toMatchObject({ status: "planned", reason: null, dueAt: admin.time.now });
		expect(await admin.auditOf(shipment?.id ?? "")).toEqual([
			"shipment.reserved",
			"shipment.blocked",
			"shipment.planned",
		]);
	});

	it("is blocked when its order is deleted", async () => {
		const admin = await anAdministration();
		const { exactOrderId } = admin.enter();
		await admin.run();
		admin.erp.remove("order", exactOrderId);
		await admin.pollAfter(15 * MINUTE);
		expect(await admin.shipmentsOf(exactOrderId)).toMatchObject([
			{ status: "blocked", reason: { code: "order.deleted" } },
		]);
	});

	it("follows a line that changed without its header", async () => {
		const admin = await anAdministration();
		const { exactOrderId, line } = admin.enter();
		await admin.run();
		admin.erp.putLine({ ...line, quantity: 4 });
		await admin.pollAfter(15 * MINUTE);
		expect(await admin.shipmentsOf(exactOrderId)).toMatchObject([
			{ status: "planned", plan: { packages: [{ weightGrams: 5_400 }] } },
		]);
	});

	it("stays as it is when its order comes by without a change", async () => {
		const admin = await anAdministration();
		const { exactOrderId, header } = admin.enter();
		await admin.run();
		const [before] = await admin.shipmentsOf(exactOrderId);
		admin.erp.putHeader(header);
		await admin.pollAfter(15 * MINUTE);
		expect(await admin.shipmentsOf(exactOrderId)).toEqual([before]);
	});

	it.each(["creating", "labelled", "unknown", "voided", "failed"] as const)(
		"keeps its plan once it is %s, whatever becomes of the order",
		async (status) => {
			const admin = await anAdministration();
			const { exactOrderId, header, line } = admin.enter();
			await admin.run();
			await admin.db
				.update(shipments)
				.set({ status })
				.where(eq(shipments.exactOrderId, exactOrderId));
			const [before] = await admin.shipmentsOf(exactOrderId);
			admin.erp.putHeader({ ...header, status: 45 });
			admin.erp.putLine({ ...line, quantity: 9 });
			await admin.pollAfter(15 * MINUTE);
			expect(await admin.shipmentsOf(exactOrderId)).toEqual([before]);
			expect(await admin.orderOf(exactOrderId)).toMatchObject({ state: "reserved", reasons: [] });
		},
	);
});

describe("a shipment that FedEx refused", () => {
	async function aRefused() {
		const admin = await anAdministration();
		const entered = admin.enter();
		await admin.run();
		await admin.db
			.update(shipments)
			.set({ status: "blocked", attemptNumber: 1, dueAt: null })
			.where(eq(shipments.exactOrderId, entered.exactOrderId));
		return { ...admin, ...entered };
	}

	it("is not sent again word for word, however often its order comes by", async () => {
		const admin = await aRefused();
		const before = await admin.shipmentsOf(admin.exactOrderId);
		admin.erp.putHeader(admin.header);
		await admin.pollAfter(15 * MINUTE);
		expect(await admin.shipmentsOf(admin.exactOrderId)).toEqual(before);
	});

	it("is planned again when what is sent would be another", async () => {
		const admin = await aRefused();
		admin.erp.putLine({ ...admin.line, quantity: 3 });
		await admin.pollAfter(15 * MINUTE);
		expect(await admin.shipmentsOf(admin.exactOrderId)).toMatchObject([
			{ status: "planned", dueAt: admin.time.now },
		]);
	});
});

describe("an order that changes while its label is made", () => {
	it("is judged when it is known what became of the attempt", async () => {
		const admin = await anAdministration();
		const { exactOrderId, header } = admin.enter();
		await admin.run();
		const become = (status: "creating" | "planned") =>
			admin.db.update(shipments).set({ status }).where(eq(shipments.exactOrderId, exactOrderId));
		await become("creating");
		admin.erp.putHeader({ ...header, status: 45 });
		await admin.pollAfter(15 * MINUTE);
		expect((await admin.orderOf(exactOrderId)).judgeDueAt).toBe(admin.time.now);
		await become("planned");
		await admin.pollAfter(15 * MINUTE);
		expect(await admin.shipmentsOf(exactOrderId)).toMatchObject([
			{ status: "blocked", reason: { code: "order.cancelled" } },
		]);
	});
});

describe("an order whose time has not come", () => {
	const settings = sampleSettings({ readyRule: { deliveryWithinDays: 2 } });

	it("ships when its date is near, though nothing about it changes", async () => {
		const admin = await anAdministration({ settings });
		const { exactOrderId } = admin.enter({ header: { deliveryDate: "2026-11-27" } });
		await admin.run();
		await admin.pollAfter(24 * HOUR);
		expect(await admin.orderOf(exactOrderId)).toMatchObject({
			state: "not_ready",
			reasons: [{ code: "order.delivery_date_ahead" }],
		});
		await admin.pollAfter(24 * HOUR);
		expect(await admin.shipmentsOf(exactOrderId)).toMatchObject([{ status: "planned" }]);
	});

	it("ships from the first minute of its first day, in the division's time zone", async () => {
		const admin = await anAdministration({ settings });
		const { exactOrderId } = admin.enter({ header: { deliveryDate: "2026-11-26" } });
		await admin.run();
		admin.time.now = Date.parse("2026-11-23T22:59:00Z");
		await admin.pollAfter(0);
		expect(await admin.shipmentsOf(exactOrderId)).toEqual([]);
		await admin.pollAfter(2 * MINUTE);
		expect(await admin.shipmentsOf(exactOrderId)).toMatchObject([{ status: "planned" }]);
	});
});
