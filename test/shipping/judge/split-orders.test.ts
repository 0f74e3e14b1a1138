import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import { divisions, shipmentLines, shipments } from "../../../src/db/schema.ts";
import { anAdministration } from "../administration.ts";
import { sampleLine, sampleSettings } from "../samples.ts";

const MINUTE = 60_000;

/** An order with a line for SALES and two for RENT, in a division that makes a shipment for each cost centre. */
async function aSplitOrder(billing: object = { costCentre: "split" }) {
	const admin = await anAdministration();
	const settingsWith = (change: object) =>
		sampleSettings({ fedexAccountId: admin.accountId, billing: change });
	const setBilling = (change: object) =>
		admin.db
			.update(divisions)
			.set({ settings: settingsWith(change) })
			.where(eq(divisions.id, admin.divisionId));
	await setBilling(billing);
	const entered = admin.enter({ line: { costCentre: "SALES", quantity: 1 } });
	const { exactOrderId, item } = entered;
	const line = (lineNumber: number, costCentre: string | null, quantity: number) =>
		admin.erp.putLine(
			sampleLine(exactOrderId, { lineNumber, costCentre, quantity, itemId: item.id }),
		);
	const second = line(2, "RENT", 2);
	line(3, "RENT ", 3);

	async function split() {
		const rows = await admin.shipmentsOf(exactOrderId);
		const lines = await admin.db.select().from(shipmentLines);
		return rows
			.toSorted((one, other) => one.sequence - other.sequence)
			.map(({ id, sequence, status, costCentre, fedexAccountId }) => ({
				sequence,
				status,
				costCentre,
				isOfDivision: fedexAccountId === admin.accountId,
				lines: lines
					.filter((one) => one.shipmentId === id)
					.map(({ lineNumber, quantity }) => [lineNumber, quantity]),
			}));
	}

	const set = (sequence: number, change: Partial<typeof shipments.$inferInsert>) =>
		admin.db
			.update(shipments)
			.set(change)
			.where(and(eq(shipments.exactOrderId, exactOrderId), eq(shipments.sequence, sequence)));

	return {
		...admin,
		...entered,
		second,
		addLine: line,
		setBilling,
		split,
		set,
		poll: () => admin.pollAfter(MINUTE),
	};
}

describe("an order whose lines bear several cost centres", () => {
	it("gets a shipment for each at once, although nothing was delivered yet", async () => {
		const one = await aSplitOrder();
		await one.run();
		expect(await one.split()).toMatchObject([
			{ sequence: 1, status: "planned", costCentre: "SALES", lines: [[1, 1]] },
			{
				sequence: 2,
				status: "planned",
				costCentre: "RENT",
				lines: [
					[2, 2],
					[3, 3],
				],
			},
		]);
		expect(await one.orderOf(one.exactOrderId)).toMatchObject({ state: "reserved", reasons: [] });
	});

	it("gets one shipment where the division does not split", async () => {
		const one = await aSplitOrder({ costCentre: "highest-value" });
		await one.run();
		expect(await one.split()).toMatchObject([{ sequence: 1, costCentre: "RENT" }]);
		expect((await one.split())[0]?.lines).toHaveLength(3);
	});

	it("keeps its shipments when it comes by again", async () => {
		const one = await aSplitOrder();
		await one.run();
		const before = await one.split();
		one.erp.putHeader(one.header);
		await one.poll();
		expect(await one.split()).toEqual(before);
	});

	it("ships one while the other has a problem, and that by itself once it is mended", async () => {
		const one = await aSplitOrder();
		const { item } = one.enter({ item: { grossWeight: null, netWeight: null } });
		one.erp.putLine({ ...one.second, itemId: item.id });
		await one.run();
		expect(await one.split()).toMatchObject([
			{ status: "planned", costCentre: "SALES" },
			{ status: "blocked", costCentre: "RENT", lines: [] },
		]);
		await one.set(1, { status: "labelled", trackingState: "label_made", dueAt: null });
		one.erp.items.set(item.id, { ...item, grossWeight: 1 });
		await one.pollAfter(15 * MINUTE);
		const [, rent] = await one.split();
		expect(rent).toMatchObject({ status: "planned", costCentre: "RENT" });
		expect(rent?.lines).toHaveLength(2);
	});

	it("gives each line to one shipment when a line moves to another cost centre", async () => {
		const one = await aSplitOrder();
		await one.run();
		one.erp.putLine({ ...one.second, costCentre: "IT" });
		await one.poll();
		expect(await one.split()).toMatchObject([
			{ costCentre: "SALES", lines: [[1, 1]] },
			{ costCentre: "RENT", lines: [[3, 3]] },
			{ costCentre: "IT", lines: [[2, 2]] },
		]);
	});

	it("asks a person about a cost centre that comes up after a label was made", async () => {
		const one = await aSplitOrder();
		await one.run();
		for (const sequence of [1, 2]) {
			await one.set(sequence, { status: "labelled", trackingState: "label_made", dueAt: null });
		}
		one.addLine(4, "IT", 1);
		await one.poll();
		expect(await one.split()).toHaveLength(2);
		expect((await one.orderOf(one.exactOrderId)).decision?.code).toBe("order.raised_after_label");
	});

	it("ships nothing anew of what a person took back", async () => {
		const one = await aSplitOrder();
		await one.run();
		await one.set(1, { status: "voided", dueAt: null });
		one.erp.putHeader(one.header);
		await one.poll();
		expect(await one.split()).toMatchObject([
			{ status: "voided" },
			{ status: "planned", costCentre: "RENT" },
		]);
		expect(await one.split()).toHaveLength(2);
	});
});

describe("a cost centre with a FedEx account of its own", () => {
	const rentBy = (fedexAccountId: string) => ({
		costCentre: "split",
		costCentres: [{ costCentre: "RENT", fedexAccountId }],
	});

	it("has its shipments reserved with that account", async () => {
		const one = await aSplitOrder(rentBy("fda_rent"));
		await one.run();
		expect(await one.split()).toMatchObject([{ isOfDivision: true }, { isOfDivision: false }]);
		const [, rent] = await one.shipmentsOf(one.exactOrderId);
		expect(rent?.fedexAccountId).toBe("fda_rent");
	});

	it("takes its shipments along when it is mapped anew, as long as they were not sent", async () => {
		const one = await aSplitOrder(rentBy("fda_rent"));
		await one.run();
		await one.setBilling(rentBy("fda_other"));
		one.erp.putHeader(one.header);
		await one.poll();
		const accounts = (await one.shipmentsOf(one.exactOrderId)).map((row) => row.fedexAccountId);
		expect(accounts).toEqual([one.accountId, "fda_other"]);
		await one.setBilling({ costCentre: "split" });
		one.erp.putHeader(one.header);
		await one.poll();
		expect((await one.split()).every(({ isOfDivision }) => isOfDivision)).toBe(true);
	});
});
