import { and, eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import { createOrderSetupStore } from "../../../src/db/order-setup.ts";
import { auditEvents, shipments } from "../../../src/db/schema.ts";
import type { DecisionChoice } from "../../../src/shipping/model/decision.ts";
import { settleDecision } from "../../../src/shipping/operate/settle-decision.ts";
import { anAdministration, type Entry } from "../administration.ts";
import { sampleAddress, sampleItem, sampleLine, sampleSettings } from "../samples.ts";

const QUARTER = 15 * 60_000;

type Settings = Parameters<typeof sampleSettings>[0];

/** A live division with one order whose label was made. */
async function aLabelledOrder(settings: Settings = {}, entry: Entry = {}) {
	const admin = await anAdministration({ settings: sampleSettings(settings) });
	const entered = admin.enter(entry);
	const { exactOrderId } = entered;
	await admin.run();
	const label = () => become({ status: "labelled", trackingState: "label_made" });
	const become = (set: Partial<typeof shipments.$inferInsert>) =>
		admin.db.update(shipments).set(set).where(eq(shipments.exactOrderId, exactOrderId));
	await label();
	const [shipment] = await admin.shipmentsOf(exactOrderId);
	return {
		...admin,
		...entered,
		shipmentId: shipment?.id ?? "",
		become,
		label,
		poll: () => admin.pollAfter(QUARTER),
		decision: async () => (await admin.orderOf(exactOrderId)).decision,
		sequences: async () =>
			(await admin.shipmentsOf(exactOrderId)).map(({ sequence, status, plan }) => ({
				sequence,
				status,
				quantities: plan?.lines.map((line) => line.quantity),
			})),
		/** Answers what is open, or what was seen before. */
		async settle(choice: DecisionChoice, seen?: string) {
			const orders = createOrderSetupStore(admin.db);
			const open = await orders.findDecision(shipment?.id ?? "");
			const cause = typeof open === "object" ? open.decision.cause : "";
			await settleDecision(
				shipment?.id ?? "",
				{ choice, cause: seen ?? cause },
				{ now: admin.time.now, actor: "operator:test", correlationId: "req_1" },
				{ ...admin.deps, orders },
			);
		},
		async actions() {
			const { id } = await admin.orderOf(exactOrderId);
			const rows = await admin.db
				.select()
				.from(auditEvents)
				.where(eq(auditEvents.subject, `order:${id}`))
				.orderBy(auditEvents.version);
			return rows.map((row) => row.action);
		},
	};
}

describe("an order that is cancelled after its label", () => {
	it("waits for a person, once, and its shipment stays as it is", async () => {
		const one = await aLabelledOrder();
		const before = await one.shipmentsOf(one.exactOrderId);
		one.erp.putHeader({ ...one.header, status: 45 });
		await one.poll();
		const asked = await one.decision();
		expect(asked).toMatchObject({
			code: "order.cancelled_after_label",
			choices: ["keep"],
			at: one.time.now,
		});
		one.erp.putHeader({ ...one.header, status: 45, yourRef: "again" });
		await one.poll();
		expect(await one.decision()).toEqual(asked);
		expect(await one.shipmentsOf(one.exactOrderId)).toEqual(before);
		expect(await one.actions()).toEqual(["order.decision_needed"]);
	});

	it("is not asked about again once a person let it go", async () => {
		const one = await aLabelledOrder();
		one.erp.putHeader({ ...one.header, status: 45 });
		await one.poll();
		await one.settle("keep");
		expect(await one.decision()).toBeNull();
		one.erp.putHeader({ ...one.header, status: 45, yourRef: "again" });
		await one.poll();
		expect(await one.decision()).toBeNull();
		expect(await one.actions()).toEqual(["order.decision_needed", "order.decision_settled"]);
	});

	it("is asked about no more when it is reopened, and anew when it is cancelled again", async () => {
		const one = await aLabelledOrder();
		one.erp.putHeader({ ...one.header, status: 45 });
		await one.poll();
		await one.settle("keep");
		one.erp.putHeader(one.header);
		await one.poll();
		expect(await one.decision()).toBeNull();
		one.erp.putHeader({ ...one.header, status: 45 });
		await one.poll();
		expect(await one.decision()).toMatchObject({ code: "order.cancelled_after_label" });
	});

	it("counts as cancelled when it is deleted", async () => {
		const one = await aLabelledOrder();
		one.erp.remove("order", one.exactOrderId);
		await one.poll();
		expect(await one.decision()).toMatchObject({
			code: "order.cancelled_after_label",
			message: expect.stringContaining("deleted"),
		});
	});

	it("waits for a person too while it is not known whether its label was made", async () => {
		const one = await aLabelledOrder();
		await one.become({ status: "unknown", trackingState: null });
		one.erp.putHeader({ ...one.header, status: 45 });
		await one.poll();
		expect(await one.decision()).toMatchObject({ code: "order.cancelled_after_label" });
	});
});

describe("an order that gets another address after its label", () => {
	it("waits for a person, also where the address itself was edited", async () => {
		const one = await aLabelledOrder();
		one.erp.addresses.set(
			one.address.id,
			sampleAddress({ id: one.address.id, street: "Elders 9" }),
		);
		one.erp.putHeader(one.header);
		await one.poll();
		expect(await one.decision()).toMatchObject({ code: "order.readdressed_after_label" });
		one.erp.addresses.set(one.address.id, one.address);
		one.erp.putHeader(one.header);
		await one.poll();
		expect(await one.decision()).toBeNull();
	});

	it("is asked about a third address, though the second was let go", async () => {
		const one = await aLabelledOrder();
		const moveTo = async (street: string) => {
			const address = sampleAddress({ street });
			one.erp.addresses.set(address.id, address);
			one.erp.putHeader({ ...one.header, deliveryAddressId: address.id });
			await one.poll();
		};
		await moveTo("Elders 9");
		await one.settle("keep");
		await moveTo("Elders 9");
		expect(await one.decision()).toBeNull();
		await moveTo("Nergens 1");
		expect(await one.decision()).toMatchObject({ code: "order.readdressed_after_label" });
	});

	it("goes on when only a name or a phone was corrected", async () => {
		const one = await aLabelledOrder();
		one.erp.addresses.set(one.address.id, { ...one.address, contactName: "Q. de Vries" });
		one.erp.putHeader(one.header);
		await one.poll();
		expect(await one.decision()).toBeNull();
	});

	it("costs no look at the address while the parcel is on its way to the same one", async () => {
		const one = await aLabelledOrder();
		await one.become({ trackingState: "in_transit" });
		const before = one.erp.count("readAddresses");
		one.erp.putHeader({ ...one.header, deliveryStatus: 21 });
		await one.poll();
		expect(one.erp.count("readAddresses")).toBe(before);
		expect(await one.decision()).toBeNull();
	});

	it("is of no interest once the parcel was delivered", async () => {
		const one = await aLabelledOrder();
		await one.become({ trackingState: "delivered" });
		const address = sampleAddress({ street: "Elders 9" });
		one.erp.addresses.set(address.id, address);
		one.erp.putHeader({ ...one.header, deliveryAddressId: address.id });
		await one.poll();
		expect(await one.decision()).toBeNull();
	});
});

describe("an order that asks for less than its label covers", () => {
	it("waits for a person", async () => {
		const one = await aLabelledOrder();
		one.erp.putLine({ ...one.line, quantity: 1 });
		await one.poll();
		expect(await one.decision()).toMatchObject({
			code: "order.lowered_after_label",
			message: "The label covers 1 more of line 1 than the order asks for now.",
		});
	});

	it("waits for a person when a line of the label was deleted", async () => {
		const one = await aLabelledOrder();
		one.erp.lines.length = 0;
		one.erp.remove("line", one.line.exactLineId);
		await one.poll();
		expect(await one.decision()).toMatchObject({ code: "order.lowered_after_label" });
	});
});

describe("an order that asks for more than its labels cover", () => {
	it("waits for a person, who has the rest shipped in a parcel of its own", async () => {
		const one = await aLabelledOrder();
		one.erp.putLine({ ...one.line, quantity: 5 });
		await one.poll();
		expect(await one.decision()).toMatchObject({
			code: "order.raised_after_label",
			message: "The order asks for 3 more of line 1 than its labels cover.",
			choices: ["ship-rest", "keep"],
		});
		expect(await one.sequences()).toHaveLength(1);
		await one.settle("ship-rest");
		await one.poll();
		const rest = { sequence: 2, status: "planned", quantities: [3] };
		expect(await one.sequences()).toEqual([
			{ sequence: 1, status: "labelled", quantities: [2] },
			rest,
		]);
		expect(await one.decision()).toBeNull();
		one.erp.putHeader(one.header);
		await one.poll();
		expect((await one.sequences())[1]).toEqual(rest);
	});

	it("keeps the unsent parcel with the rest up to date", async () => {
		const one = await aLabelledOrder();
		one.erp.putLine({ ...one.line, quantity: 5 });
		await one.poll();
		await one.settle("ship-rest");
		await one.poll();
		one.erp.putLine({ ...one.line, quantity: 4 });
		await one.poll();
		expect((await one.sequences())[1]).toMatchObject({ status: "planned", quantities: [2] });
		one.erp.putLine({ ...one.line, quantity: 2 });
		await one.poll();
		expect((await one.shipmentsOf(one.exactOrderId))[1]).toMatchObject({
			status: "blocked",
			reason: { code: "order.nothing_to_ship" },
		});
	});

	it("is left alone when a person says so, until it asks for another quantity", async () => {
		const one = await aLabelledOrder({ backorders: "ship" });
		one.erp.putLine({ ...one.line, quantity: 5 });
		await one.poll();
		await one.settle("keep");
		one.erp.putLine({ ...one.line, quantity: 5, quantityDelivered: 2 });
		await one.poll();
		expect(await one.decision()).toBeNull();
		expect(await one.sequences()).toHaveLength(1);
		one.erp.putLine({ ...one.line, quantity: 6, quantityDelivered: 0 });
		await one.poll();
		expect(await one.decision()).toMatchObject({ code: "order.raised_after_label" });
	});

	it("shows a new line the same way, but no service, which goes into no box", async () => {
		const one = await aLabelledOrder();
		const service = sampleItem({ id: crypto.randomUUID(), isStockItem: false });
		one.erp.items.set(service.id, service);
		one.erp.putLine(sampleLine(one.exactOrderId, { lineNumber: 2, itemId: service.id }));
		await one.poll();
		expect(await one.decision()).toBeNull();
		one.erp.putLine(sampleLine(one.exactOrderId, { lineNumber: 3, itemId: one.item.id }));
		await one.poll();
		expect(await one.decision()).toMatchObject({
			message: "The order asks for 2 more of line 3 than its labels cover.",
		});
	});

	it("blocks the parcel with the rest where something stands in its way", async () => {
		const one = await aLabelledOrder();
		const item = sampleItem({ id: crypto.randomUUID(), grossWeight: null, netWeight: null });
		one.erp.items.set(item.id, item);
		one.erp.putLine(sampleLine(one.exactOrderId, { lineNumber: 2, itemId: item.id }));
		await one.poll();
		await one.settle("ship-rest");
		await one.poll();
		expect((await one.shipmentsOf(one.exactOrderId))[1]).toMatchObject({
			sequence: 2,
			status: "blocked",
			reason: { code: "item.weight_missing" },
		});
	});

	it("ships its rest when it is ready again, if a person wanted it meanwhile", async () => {
		const one = await aLabelledOrder();
		one.erp.putLine({ ...one.line, quantity: 5 });
		one.erp.putHeader({ ...one.header, approvalStatus: 0 });
		await one.poll();
		await one.settle("ship-rest");
		await one.poll();
		expect(await one.sequences()).toHaveLength(1);
		expect(await one.orderOf(one.exactOrderId)).toMatchObject({
			decision: null,
			reasons: [{ code: "order.not_approved" }],
		});
		one.erp.putHeader(one.header);
		await one.poll();
		expect((await one.sequences())[1]).toMatchObject({ status: "planned", quantities: [3] });
	});
});

describe("several parcels of one order that were not sent", () => {
	it("together never hold more than the order asks for", async () => {
		const one = await aLabelledOrder();
		const status = (sequence: number, set: Partial<typeof shipments.$inferInsert>) =>
			one.db
				.update(shipments)
				.set({ ...set, version: sql`version + 1` })
				.where(and(eq(shipments.exactOrderId, one.exactOrderId), eq(shipments.sequence, sequence)));
		one.erp.putLine({ ...one.line, quantity: 5 });
		await one.poll();
		await one.settle("ship-rest");
		await one.poll();
		// What could not be told of the first turns out as never made, so both are to be sent.
		await status(1, { status: "planned", dueAt: one.time.now });
		one.erp.putLine({ ...one.line, quantity: 5 });
		await one.poll();
		expect(await one.sequences()).toMatchObject([
			{ sequence: 1, status: "planned", quantities: [5] },
			{ sequence: 2, status: "blocked" },
		]);
		expect((await one.shipmentsOf(one.exactOrderId))[1]?.reason?.code).toBe(
			"order.nothing_to_ship",
		);
	});

	it.each(["unknown", "failed"] as const)(
		"are not made while another is %s: the rest waits, and says so",
		async (status) => {
			const one = await aLabelledOrder({ backorders: "ship" });
			one.erp.putLine({ ...one.line, quantity: 4, quantityDelivered: 2 });
			await one.poll();
			await one.become({ status: "labelled" });
			await one.db
				.update(shipments)
				.set({ status })
				.where(and(eq(shipments.exactOrderId, one.exactOrderId), eq(shipments.sequence, 2)));
			one.erp.putLine({ ...one.line, quantity: 9, quantityDelivered: 4 });
			await one.poll();
			expect(await one.sequences()).toHaveLength(2);
			expect(await one.decision()).toMatchObject({
				code: "order.raised_after_label",
				choices: ["keep"],
			});
			await one.become({ status: "labelled" });
			await one.poll();
			expect((await one.sequences())[2]).toMatchObject({ sequence: 3, quantities: [5] });
		},
	);
});

describe("a further delivery", () => {
	it("ships by itself where the division wants that, once Exact booked the first", async () => {
		const one = await aLabelledOrder({ backorders: "ship" });
		one.erp.putLine({ ...one.line, quantity: 5, quantityDelivered: 1 });
		await one.poll();
		expect(await one.sequences()).toHaveLength(1);
		expect(await one.decision()).toMatchObject({ code: "order.raised_after_label" });
		one.erp.putLine({ ...one.line, quantity: 5, quantityDelivered: 2 });
		await one.poll();
		expect((await one.sequences())[1]).toEqual({
			sequence: 2,
			status: "planned",
			quantities: [3],
		});
		expect(await one.decision()).toBeNull();
	});

	it("waits for a person where others delivered too: ours may come on top of that", async () => {
		const one = await aLabelledOrder({ backorders: "ship" });
		const raised = { ...one.line, quantity: 4, quantityDelivered: 3 };
		one.erp.putLine(raised);
		await one.poll();
		expect(await one.sequences()).toHaveLength(1);
		expect(await one.decision()).toMatchObject({
			code: "order.raised_after_label",
			choices: ["ship-rest", "keep"],
		});
		await one.settle("ship-rest");
		await one.poll();
		await one.label();
		one.erp.putLine(raised);
		await one.poll();
		expect(await one.sequences()).toEqual([
			{ sequence: 1, status: "labelled", quantities: [2] },
			{ sequence: 2, status: "labelled", quantities: [1] },
		]);
		expect(await one.decision()).toBeNull();
	});

	it("counts what was delivered before the first label", async () => {
		const entry = { line: { quantity: 5, quantityDelivered: 1 } };
		const one = await aLabelledOrder({ backorders: "ship" }, entry);
		one.erp.putLine({ ...one.line, quantity: 7, quantityDelivered: 4 });
		await one.poll();
		expect(await one.sequences()).toEqual([{ sequence: 1, status: "labelled", quantities: [4] }]);
		one.erp.putLine({ ...one.line, quantity: 7, quantityDelivered: 5 });
		await one.poll();
		await one.label();
		one.erp.putLine({ ...one.line, quantity: 7, quantityDelivered: 7 });
		await one.poll();
		expect(await one.sequences()).toEqual([
			{ sequence: 1, status: "labelled", quantities: [4] },
			{ sequence: 2, status: "labelled", quantities: [2] },
		]);
	});

	it("waits for a person where the division wants that", async () => {
		const one = await aLabelledOrder();
		one.erp.putLine({ ...one.line, quantity: 5, quantityDelivered: 2 });
		await one.poll();
		expect(await one.sequences()).toHaveLength(1);
		expect(await one.decision()).toMatchObject({ code: "order.raised_after_label" });
	});

	it("waits for a person once a label of the order was voided", async () => {
		const one = await aLabelledOrder({ backorders: "ship" });
		one.erp.putLine({ ...one.line, quantity: 5, quantityDelivered: 2 });
		await one.poll();
		await one.label();
		await one.db
			.update(shipments)
			.set({ status: "voided" })
			.where(and(eq(shipments.exactOrderId, one.exactOrderId), eq(shipments.sequence, 2)));
		one.erp.putLine({ ...one.line, quantity: 9, quantityDelivered: 5 });
		await one.poll();
		expect(await one.sequences()).toHaveLength(2);
		expect(await one.decision()).toMatchObject({ code: "order.raised_after_label" });
	});

	it("waits while the division is on hold", async () => {
		const one = await aLabelledOrder({ backorders: "ship" });
		await one.hold();
		one.erp.putLine({ ...one.line, quantity: 5, quantityDelivered: 2 });
		await one.poll();
		expect(await one.sequences()).toHaveLength(1);
		await expect(one.settle("ship-rest")).rejects.toMatchObject({ code: "division.not_live" });
	});
});

describe("a decision", () => {
	it("is refused where there is none, and where the answer does not fit", async () => {
		const one = await aLabelledOrder();
		await expect(one.settle("keep")).rejects.toMatchObject({
			code: "shipment.nothing_to_decide",
		});
		one.erp.putHeader({ ...one.header, status: 45 });
		await one.poll();
		await expect(one.settle("ship-rest")).rejects.toMatchObject({
			code: "request.invalid",
			problems: [{ field: "choice", remedy: 'Choose "keep".' }],
		});
	});

	it("is not taken for another one that came up since it was seen", async () => {
		const one = await aLabelledOrder();
		one.erp.putLine({ ...one.line, quantity: 5 });
		await one.poll();
		const seen = (await one.decision())?.cause;
		one.erp.putHeader({ ...one.header, status: 45 });
		await one.poll();
		await expect(one.settle("keep", seen)).rejects.toMatchObject({
			code: "shipment.decision_changed",
		});
		expect(await one.decision()).toMatchObject({ code: "order.cancelled_after_label" });
	});

	it("is taken by one of two people at once", async () => {
		const one = await aLabelledOrder();
		one.erp.putLine({ ...one.line, quantity: 5 });
		await one.poll();
		const outcomes = await Promise.allSettled([one.settle("ship-rest"), one.settle("keep")]);
		expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
		expect((await one.orderOf(one.exactOrderId)).settledDecisions).toHaveLength(1);
	});

	it("about a parcel that FedEx never saw is settled on its shipment", async () => {
		const one = await aLabelledOrder();
		await one.become({
			decision: {
				code: "tracking.never_scanned",
				message: "It was never seen.",
				remedy: "Look for it.",
				choices: ["keep"],
				cause: "never scanned 1",
				at: one.time.now,
			},
		});
		await one.settle("keep");
		expect((await one.shipmentsOf(one.exactOrderId))[0]?.decision).toBeNull();
		expect((await one.auditOf(one.shipmentId)).at(-1)).toBe("shipment.decision_settled");
	});
});
