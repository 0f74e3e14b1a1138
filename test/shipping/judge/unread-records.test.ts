import { describe, expect, it } from "vitest";

import { anAdministration } from "../administration.ts";
import { sampleAddress, sampleSettings } from "../samples.ts";

const RECHECK_MS = 11 * 60_000;

type Admin = Awaited<ReturnType<typeof anAdministration>>;
type Entered = ReturnType<Admin["enter"]>;

/** Each kind of record that belongs to an order, and where a person finds it. */
const KINDS: [kind: string, place: string, idOf: (entered: Entered) => string | null][] = [
	["address", "Delivery address", ({ header }) => header.deliveryAddressId],
	["account", "Customer", ({ header }) => header.deliverToId ?? header.orderedById],
	["contact", "Contact person", ({ header }) => header.deliverToContactId],
	["item", "Item", ({ item }) => item.id],
];

describe.each(KINDS)("an order whose %s can't be read", (kind, place, idOf) => {
	const contact = { deliverToContactId: crypto.randomUUID() };

	async function spoilt() {
		const admin = await anAdministration();
		const bad = admin.enter({ header: contact });
		const good = admin.enter();
		const id = idOf(bad) ?? "";
		admin.erp.unreadableRecords.set(id, "Field");
		await admin.run();
		return { admin, bad, good, id };
	}

	it("is blocked with the field and the remedy, and holds up no other", async () => {
		const { admin, bad, good } = await spoilt();
		expect(await admin.orderOf(good.exactOrderId)).toMatchObject({
			state: "reserved",
			reasons: [],
		});
		expect((await admin.orderOf(bad.exactOrderId)).reasons).toMatchObject([
			{
				code: `${kind}.unreadable`,
				field: `${place} › Field`,
				remedy: expect.stringContaining("it is read again and goes on by itself"),
			},
		]);
		expect(await admin.shipmentsOf(bad.exactOrderId)).toMatchObject([{ status: "blocked" }]);
		expect(await admin.division()).toMatchObject({ pollFailures: 0, pollProblem: null });
	});

	it("ships by itself once it was mended in Exact", async () => {
		const { admin, bad, id } = await spoilt();
		admin.erp.unreadableRecords.delete(id);
		await admin.pollAfter(RECHECK_MS);
		expect(await admin.shipmentsOf(bad.exactOrderId)).toMatchObject([{ status: "planned" }]);
	});

	it("is taken back from the queue where it waited for its label", async () => {
		const admin = await anAdministration();
		const bad = admin.enter({ header: contact });
		await admin.run();
		expect(await admin.shipmentsOf(bad.exactOrderId)).toMatchObject([{ status: "planned" }]);
		admin.erp.unreadableRecords.set(idOf(bad) ?? "", "Field");
		admin.erp.putHeader(bad.header);
		await admin.pollAfter(25 * 3_600_000);
		expect(await admin.shipmentsOf(bad.exactOrderId)).toMatchObject([{ status: "blocked" }]);
	});
});

describe("an order that is not to ship anyway", () => {
	it("is not blocked over a record that can't be read", async () => {
		const admin = await anAdministration();
		const bad = admin.enter();
		const cancelled = admin.enter({ item: { id: bad.item.id }, header: { status: 45 } });
		admin.erp.unreadableRecords.set(bad.item.id, "NetWeight");
		await admin.run();
		expect(await admin.orderOf(cancelled.exactOrderId)).toMatchObject({ state: "not_ready" });
	});
});

describe("a goods delivery whose own address can't be read", () => {
	it("is blocked, and the one to the order's address ships", async () => {
		const admin = await anAdministration({
			settings: sampleSettings({ trigger: "goods-delivery" }),
		});
		const near = admin.enter();
		const far = admin.enter({ header: { orderNumber: 20_002 } });
		const elsewhere = sampleAddress({ city: "Utrecht", postalCode: "3511 AB" });
		admin.erp.unreadableRecords.set(elsewhere.id, "Postcode");
		admin.book([{ line: near.line, orderNumber: near.header.orderNumber, quantity: 1 }]);
		admin.book([{ line: far.line, orderNumber: far.header.orderNumber, quantity: 1 }], {
			addressId: elsewhere.id,
		});
		await admin.run();
		expect(await admin.shipmentsOf(near.exactOrderId)).toMatchObject([{ status: "planned" }]);
		expect(await admin.shipmentsOf(far.exactOrderId)).toMatchObject([
			{ status: "blocked", reason: { code: "address.unreadable" } },
		]);
	});
});
