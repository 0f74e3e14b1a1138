import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import { createDivisionSetupStore } from "../../../src/db/division-setup.ts";
import { goodsDeliveries, goodsDeliveryLines, shipments } from "../../../src/db/schema.ts";
import { saveDivisionSettings } from "../../../src/shipping/operate/save-division-settings.ts";
import { anAdministration, type Entry } from "../administration.ts";
import { sampleAddress, sampleSettings } from "../samples.ts";

const QUARTER = 15 * 60_000;
const TEN = { line: { quantity: 10 } };

type Settings = Parameters<typeof sampleSettings>[0];

/** A division whose shipments are made of goods deliveries, with one order of ten pieces. */
async function anOrder(entry: Entry = TEN, settings: Settings = {}) {
	const admin = await anAdministration({
		settings: sampleSettings({ trigger: "goods-delivery", ...settings }),
	});
	const entered = admin.enter(entry);
	const { exactOrderId, line } = entered;
	return {
		...admin,
		...entered,
		poll: () => admin.pollAfter(QUARTER),
		deliver: (quantity: number, change: Parameters<typeof admin.book>[1] = {}) =>
			admin.book([{ line, quantity }], change),
		label: () =>
			admin.db
				.update(shipments)
				.set({ status: "labelled", trackingState: "label_made", attemptNumber: 1 })
				.where(eq(shipments.exactOrderId, exactOrderId)),
		order: () => admin.orderOf(exactOrderId),
		made: async () =>
			(await admin.shipmentsOf(exactOrderId)).map(({ sequence, status, plan, reason }) => ({
				sequence,
				status,
				quantities: plan?.lines.map((one) => one.quantity),
				...(reason === null ? {} : { reason: reason.code }),
			})),
		/** Sets the division to make its shipments of something else, as a person does. */
		async retrigger(trigger: "sales-order" | "goods-delivery") {
			const stored = (await admin.division()).settings;
			await saveDivisionSettings(
				admin.divisionId,
				sampleSettings({ ...stored, trigger, fedexAccountId: admin.accountId }),
				{ now: admin.time.now, actor: "operator:test", correlationId: "req_1" },
				{
					divisions: createDivisionSetupStore(admin.db),
					accounts: { find: () => Promise.resolve({}) } as never,
					wakeUps: admin.deps.wakeUps,
				},
			);
		},
	};
}

const planned = (sequence: number, quantity: number) => ({
	sequence,
	status: "planned",
	quantities: [quantity],
});
const labelled = (sequence: number, quantity: number) => ({
	sequence,
	status: "labelled",
	quantities: [quantity],
});

describe("a division that ships goods deliveries", () => {
	it("ships nothing of an order before something of it is booked", async () => {
		const one = await anOrder();
		await one.run();
		expect(await one.made()).toEqual([]);
		expect(await one.order()).toMatchObject({
			state: "not_ready",
			reasons: [{ code: "delivery.none_booked" }],
		});
	});

	it("makes of each delivery one shipment of exactly its quantities", async () => {
		const one = await anOrder();
		one.deliver(3);
		await one.run();
		expect(await one.made()).toEqual([planned(1, 3)]);
		await one.label();
		one.deliver(7);
		one.erp.putHeader({ ...one.header, status: 21, deliveryStatus: 21 });
		await one.poll();
		expect(await one.made()).toEqual([labelled(1, 3), planned(2, 7)]);
		expect(await one.order()).toMatchObject({ state: "reserved", reasons: [], decision: null });
		await one.poll();
		one.erp.putHeader(one.header);
		await one.poll();
		expect(await one.made()).toEqual([labelled(1, 3), planned(2, 7)]);
	});

	it("ships an order that is complete, since that is what its deliveries make it", async () => {
		const one = await anOrder({ ...TEN, header: { status: 21, deliveryStatus: 21 } });
		one.deliver(10);
		await one.run();
		expect(await one.made()).toEqual([planned(1, 10)]);
	});

	it("finds the lines of a complete order that changed before the feeds begin", async () => {
		const one = await anOrder({ ...TEN, header: { status: 21, deliveryStatus: 21 } });
		one.deliver(10);
		const [line] = one.erp.lines.splice(0);
		one.erp.looseLines.push(line ?? one.line);
		await one.run();
		expect(await one.made()).toEqual([planned(1, 10)]);
	});

	it("asks Exact for no more than it needs", async () => {
		const one = await anOrder();
		one.deliver(3);
		await one.run();
		await one.poll();
		expect(one.erp.count("readDeliveries")).toBe(2);
		expect(one.erp.count("readAddresses")).toBe(1);
		const other = await anAdministration();
		await other.run();
		expect(other.erp.calls.filter((call) => call.includes("Deliver"))).toEqual([]);
	});

	it("sends a delivery where and how it says itself", async () => {
		const elsewhere = sampleAddress({ street: "Elders 9" });
		const one = await anOrder(TEN, {
			services: [
				{ shippingMethod: "FDX-PRIO", service: "FEDEX_PRIORITY" },
				{ shippingMethod: "FDX-1", service: "FEDEX_FIRST" },
			],
		});
		one.erp.addresses.set(elsewhere.id, elsewhere);
		one.deliver(3, { addressId: elsewhere.id, shippingMethodCode: "FDX-1" });
		one.deliver(4);
		await one.run();
		const plans = (await one.shipmentsOf(one.exactOrderId)).map(({ plan }) => plan);
		expect(plans.map((plan) => [plan?.shipTo.streetLines[0], plan?.service])).toEqual([
			["Elders 9", "FEDEX_FIRST"],
			["Havenweg 3", "FEDEX_PRIORITY"],
		]);
	});

	it("tells customs where goods are made also where the delivery alone goes abroad", async () => {
		const oslo = sampleAddress({
			street: "Storgata 9",
			postalCode: "0155",
			city: "Oslo",
			country: "NO",
		});
		const one = await anOrder(TEN, { customs: { originCountry: "NL" } });
		one.erp.addresses.set(oslo.id, oslo);
		const itemId = one.line.itemId ?? "";
		one.erp.origins.set(itemId, { id: itemId, country: "CN" });
		one.deliver(3, { addressId: oslo.id });
		await one.run();
		const [made] = await one.shipmentsOf(one.exactOrderId);
		expect(made?.plan?.customs?.commodities).toMatchObject([{ originCountry: "CN" }]);
	});

	it("leaves a delivery alone that somebody else shipped", async () => {
		const one = await anOrder();
		one.deliver(3, { trackingNumber: "3SABCD" });
		await one.run();
		expect(await one.made()).toEqual([]);
		expect((await one.order()).reasons).toMatchObject([{ code: "delivery.has_tracking_number" }]);
	});

	it("says why a delivery of several orders is not shipped, on each of them", async () => {
		const one = await anOrder();
		const two = one.enter({ header: { orderNumber: 20_002 } });
		one.book([
			{ line: one.line, quantity: 3 },
			{ line: two.line, orderNumber: 20_002, quantity: 2 },
		]);
		await one.run();
		for (const { exactOrderId } of [one, two]) {
			expect(await one.shipmentsOf(exactOrderId)).toMatchObject([
				{ status: "blocked", reason: { code: "delivery.several_orders" } },
			]);
		}
	});

	it("keeps parts back from a customer who takes only whole orders, until all is booked", async () => {
		const one = await anOrder();
		const account = one.erp.accounts.get(one.header.deliverToId ?? "");
		one.erp.accounts.set(account?.id ?? "", { ...account, isCompleteOnly: true } as never);
		one.deliver(3);
		await one.run();
		expect(await one.made()).toEqual([]);
		expect((await one.order()).reasons).toMatchObject([{ code: "delivery.complete_only" }]);
		one.deliver(7);
		await one.poll();
		expect(await one.made()).toEqual([planned(1, 3), planned(2, 7)]);
	});
});

describe("a delivery that is changed in Exact", () => {
	it("before its label changes the parcel", async () => {
		const one = await anOrder();
		const { lines } = one.deliver(3);
		await one.run();
		const [line] = lines;
		one.erp.putDeliveryLine({ ...(line as (typeof lines)[0]), quantity: 5 });
		await one.poll();
		expect(await one.made()).toEqual([planned(1, 5)]);
	});

	it("after its label is left to a person, once", async () => {
		const one = await anOrder();
		const { lines } = one.deliver(3);
		await one.run();
		await one.label();
		const [line] = lines;
		one.erp.putDeliveryLine({ ...(line as (typeof lines)[0]), quantity: 5 });
		await one.poll();
		expect(await one.made()).toEqual([labelled(1, 3)]);
		expect((await one.order()).decision).toMatchObject({ code: "delivery.changed_after_label" });
	});

	it("is withdrawn when it is deleted before its label, and ships when it is booked again", async () => {
		const one = await anOrder();
		const delivery = one.deliver(3);
		await one.run();
		one.unbook(delivery);
		await one.poll();
		expect(await one.made()).toEqual([
			{ sequence: 1, status: "voided", quantities: [3], reason: "delivery.deleted" },
		]);
		expect(await one.order()).toMatchObject({ state: "not_ready", decision: null });
		const [gone] = await one.shipmentsOf(one.exactOrderId);
		expect(await one.auditOf(gone?.id ?? "")).toEqual(["shipment.reserved", "shipment.withdrawn"]);
		one.deliver(2);
		await one.poll();
		expect(await one.made()).toContainEqual(planned(1, 2));
	});

	it("stays, blocked, when it came back unsent and is deleted", async () => {
		const one = await anOrder();
		const delivery = one.deliver(3);
		await one.run();
		await one.db
			.update(shipments)
			.set({ attemptNumber: 1 })
			.where(eq(shipments.exactOrderId, one.exactOrderId));
		one.unbook(delivery);
		await one.poll();
		expect(await one.made()).toMatchObject([{ status: "blocked", reason: "delivery.deleted" }]);
	});

	it("that is kept no more raises no question, and read anew from Exact it ships no second time", async () => {
		const one = await anOrder();
		const delivery = one.deliver(10);
		one.erp.putHeader({ ...one.header, status: 21, deliveryStatus: 21 });
		await one.run();
		await one.db
			.update(shipments)
			.set({ status: "labelled", trackingState: "delivered", attemptNumber: 1, dueAt: null })
			.where(eq(shipments.exactOrderId, one.exactOrderId));
		await one.db.delete(goodsDeliveries);
		await one.db.delete(goodsDeliveryLines);
		one.erp.putHeader({ ...one.header, status: 21, deliveryStatus: 21 });
		await one.poll();
		expect(await one.made()).toEqual([labelled(1, 10)]);
		expect((await one.order()).decision).toBeNull();
		const { lines, ...header } = delivery;
		one.erp.putDelivery(header);
		lines.forEach((line) => one.erp.putDeliveryLine(line));
		await one.poll();
		expect(await one.made()).toEqual([labelled(1, 10)]);
		expect((await one.order()).decision).toBeNull();
	});

	it("is left to a person when it is deleted after its label", async () => {
		const one = await anOrder();
		const delivery = one.deliver(3);
		await one.run();
		await one.label();
		one.unbook(delivery);
		await one.poll();
		expect(await one.made()).toEqual([labelled(1, 3)]);
		expect((await one.order()).decision).toMatchObject({
			code: "delivery.deleted_after_label",
			choices: ["keep"],
		});
	});
});

describe("a division that is set to ship goods deliveries", () => {
	it("is put on hold, takes back what was not sent, and shows it in the preview", async () => {
		const one = await anOrder(TEN, { trigger: "sales-order" });
		await one.run();
		expect(await one.made()).toEqual([planned(1, 10)]);
		await one.retrigger("goods-delivery");
		expect(await one.division()).toMatchObject({ mode: "hold" });
		one.deliver(4);
		await one.poll();
		expect(await one.made()).toMatchObject([{ status: "voided" }]);
		expect((await one.order()).state).toBe("ready");
		await one.release("all");
		await one.poll();
		expect(await one.made()).toContainEqual(planned(1, 4));
	});

	it("never ships again what went out with the order, however it is booked later", async () => {
		const one = await anOrder(
			{ line: { quantity: 10, quantityDelivered: 0 } },
			{
				trigger: "sales-order",
			},
		);
		await one.run();
		await one.label();
		await one.retrigger("goods-delivery");
		one.deliver(6);
		await one.poll();
		await one.release("all");
		one.deliver(4);
		await one.poll();
		expect(await one.made()).toEqual([labelled(1, 10)]);
		one.erp.putLine({ ...one.line, quantity: 12, quantityDelivered: 10 });
		one.deliver(2);
		await one.poll();
		expect(await one.made()).toEqual([labelled(1, 10), planned(2, 2)]);
	});

	it("and back ships no order again of which the deliveries went out", async () => {
		const one = await anOrder();
		one.deliver(4);
		await one.run();
		await one.label();
		await one.retrigger("sales-order");
		await one.poll();
		await one.release("all");
		one.erp.putHeader(one.header);
		await one.poll();
		expect(await one.made()).toEqual([labelled(1, 4)]);
		expect((await one.order()).decision).toMatchObject({
			message: "The order asks for 6 more of line 1 than its labels cover.",
		});
	});

	it("blocks a shipment of the order that came back unsent, and ships its goods once booked", async () => {
		const one = await anOrder(TEN, { trigger: "sales-order" });
		await one.run();
		await one.db
			.update(shipments)
			.set({ attemptNumber: 1, status: "blocked", reason: { code: "fedex.x" } as never })
			.where(eq(shipments.exactOrderId, one.exactOrderId));
		await one.retrigger("goods-delivery");
		one.deliver(10);
		await one.poll();
		await one.release("all");
		await one.poll();
		expect(await one.made()).toMatchObject([
			{ sequence: 1, status: "blocked", reason: "shipment.other_trigger" },
			planned(2, 10),
		]);
	});
});

describe("a release of a division that ships goods deliveries", () => {
	it("holds back what is left out, and lets what is booked later go", async () => {
		const one = await anOrder();
		const two = one.enter({ header: { orderNumber: 20_002 }, ...TEN });
		one.deliver(1);
		one.book([{ line: two.line, orderNumber: 20_002, quantity: 1 }]);
		await one.run();
		await one.label();
		await one.hold();
		one.deliver(2);
		await one.poll();
		expect((await one.order()).state).toBe("ready");
		const ticked = await one.orderOf(two.exactOrderId);
		await one.release([ticked.id]);
		one.book([{ line: two.line, orderNumber: 20_002, quantity: 3 }]);
		await one.poll();
		expect(await one.made()).toEqual([labelled(1, 1)]);
		expect((await one.order()).state).toBe("held_back");
		const others = await one.shipmentsOf(two.exactOrderId);
		expect(others.map(({ status, plan }) => [status, plan?.lines[0]?.quantity])).toEqual([
			["voided", 1],
			["planned", 1],
			["planned", 3],
		]);
	});

	it("lets a delivery go that was booked after it on an order that went out before", async () => {
		const one = await anOrder();
		one.deliver(1);
		await one.run();
		await one.label();
		await one.hold();
		await one.poll();
		await one.release("all");
		one.time.now += 1;
		one.deliver(2);
		await one.poll();
		expect(await one.made()).toEqual([labelled(1, 1), planned(2, 2)]);
	});
});
