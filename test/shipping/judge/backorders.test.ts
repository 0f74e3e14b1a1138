import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import { shipments } from "../../../src/db/schema.ts";
import type { Account } from "../../../src/shipping/model/order.ts";
import { anAdministration, type Entry } from "../administration.ts";
import { sampleSettings } from "../samples.ts";

const QUARTER = 15 * 60_000;

/** An order that ships when it is ready, of a customer with that delivery advice. */
async function anOrder(advice: Partial<Account>, entry: Entry = { line: { quantity: 4 } }) {
	const admin = await anAdministration({ settings: sampleSettings({ backorders: "ship" }) });
	const entered = admin.enter(entry);
	const id = entered.header.deliverToId ?? "";
	const account = admin.erp.accounts.get(id);
	if (account !== undefined) {
		admin.erp.accounts.set(id, { ...account, ...advice });
	}
	return {
		...admin,
		...entered,
		poll: () => admin.pollAfter(QUARTER),
		label: () =>
			admin.db
				.update(shipments)
				.set({ status: "labelled", trackingState: "label_made" })
				.where(eq(shipments.exactOrderId, entered.exactOrderId)),
		order: () => admin.orderOf(entered.exactOrderId),
		quantities: async () =>
			(await admin.shipmentsOf(entered.exactOrderId)).map(({ plan }) => plan?.lines[0]?.quantity),
	};
}

describe("the rest of an order whose shipments are made of the order", () => {
	it("ships by itself once Exact has everything before it as delivered", async () => {
		const one = await anOrder({});
		await one.run();
		await one.label();
		one.erp.putLine({ ...one.line, quantity: 7 });
		await one.poll();
		expect(await one.quantities()).toEqual([4]);
		expect((await one.order()).decision).toMatchObject({ code: "order.raised_after_label" });
		one.erp.putLine({ ...one.line, quantity: 7, quantityDelivered: 4 });
		await one.poll();
		expect(await one.quantities()).toEqual([4, 3]);
		expect((await one.order()).decision).toBeNull();
	});

	it("waits for deliveries of others to be told from ours", async () => {
		const one = await anOrder({}, { line: { quantity: 7, quantityDelivered: 3 } });
		await one.run();
		await one.label();
		expect(await one.quantities()).toEqual([4]);
		one.erp.putLine({ ...one.line, quantity: 9, quantityDelivered: 4 });
		await one.poll();
		expect(await one.quantities()).toEqual([4]);
		one.erp.putLine({ ...one.line, quantity: 9, quantityDelivered: 7 });
		await one.poll();
		expect(await one.quantities()).toEqual([4, 2]);
	});

	it("is neither shipped nor asked about where the customer takes no backorder", async () => {
		const one = await anOrder({ takesNoBackorder: true });
		await one.run();
		await one.label();
		one.erp.putLine({ ...one.line, quantity: 7, quantityDelivered: 4 });
		await one.poll();
		expect(await one.quantities()).toEqual([4]);
		expect((await one.order()).decision).toBeNull();
	});

	it("is not shipped either where others delivered the first part to such a customer", async () => {
		const one = await anOrder(
			{ takesNoBackorder: true },
			{ line: { quantity: 7, quantityDelivered: 3 } },
		);
		await one.run();
		expect(await one.quantities()).toEqual([]);
		expect(await one.order()).toMatchObject({
			state: "not_ready",
			reasons: [{ code: "order.no_backorder" }],
		});
	});
});
