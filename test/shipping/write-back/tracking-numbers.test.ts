import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import { runBatch } from "../../../src/db/batch.ts";
import { shipments, writeBacks } from "../../../src/db/schema.ts";
import { numberOfLabel, replaceNumber } from "../../../src/db/tracking-numbers.ts";
import { AppError } from "../../../src/lib/errors.ts";
import { writeBackDue } from "../../../src/shipping/write-back/write-back-due.ts";
import { seedShipment, seedWriteBack } from "../../db/seed.ts";
import { anAdministration, START } from "../administration.ts";
import { sampleDelivery, sampleSettings } from "../samples.ts";

const HOUR = 3_600_000;

/** A labelled shipment of a goods delivery, in a division that wants tracking numbers on them. */
async function aShipment(goodsDelivery: "none" | "tracking-number" = "tracking-number") {
	const admin = await anAdministration({
		settings: sampleSettings({ trigger: "goods-delivery", writeBack: { goodsDelivery } }),
	});
	const { exactDeliveryId } = admin.erp.putDelivery(sampleDelivery());
	const { id } = await seedShipment(admin, START, {
		status: "labelled",
		dueAt: null,
		exactDeliveryId,
		masterTrackingNumber: "794600000001",
	});
	return {
		...admin,
		id,
		exactDeliveryId,
		label: (number: string) => runBatch(admin.db, numberOfLabel(id, number, admin.time.now)),
		void: () => runBatch(admin.db, [replaceNumber(id, "", admin.time.now)]),
		drain: () => writeBackDue(admin.divisionId, admin.deps),
		rows: () => admin.db.select().from(writeBacks).where(eq(writeBacks.shipmentId, id)),
		numbers: () => admin.erp.trackingNumbers.map(({ trackingNumber }) => trackingNumber),
	};
}

function failure(code: string, disposition: AppError["disposition"]) {
	return new AppError({ code, disposition, message: "no" });
}

describe("the tracking number of a shipment of a goods delivery", () => {
	it("goes on its delivery, once", async () => {
		const one = await aShipment();
		await one.label("794600000001");
		await one.drain();
		await one.label("794600000001");
		await one.drain();
		expect(one.erp.trackingNumbers).toEqual([
			{ id: one.exactDeliveryId, trackingNumber: "794600000001" },
		]);
		expect(one.erp.posted).toEqual([]);
		expect(await one.rows()).toMatchObject([{ kind: "tracking-number", state: "written" }]);
	});

	it("is left out where the division does not want it", async () => {
		const one = await aShipment("none");
		await one.label("794600000001");
		expect(await one.rows()).toEqual([]);
	});

	it("is taken away when its label is void, and another label's takes its place", async () => {
		const one = await aShipment();
		await one.label("794600000001");
		await one.drain();
		await one.void();
		await one.drain();
		await one.label("794600000002");
		await one.drain();
		expect(await one.numbers()).toEqual(["794600000001", null, "794600000002"]);
		expect(await one.rows()).toHaveLength(1);
	});

	it("is written again after a lost answer, without a look", async () => {
		const one = await aShipment();
		await one.label("794600000001");
		one.erp.fail("putTrackingNumber", failure("exact.timeout", "retry"), true);
		await one.drain();
		one.time.now += HOUR;
		await one.drain();
		expect(await one.numbers()).toEqual(["794600000001", "794600000001"]);
		expect(one.erp.count("readDocuments")).toBe(0);
		expect(await one.rows()).toMatchObject([{ state: "written" }]);
	});

	it("that changes while it is being written is written once more", async () => {
		const one = await aShipment();
		await one.label("794600000001");
		one.erp.onCall = async (operation) => {
			if (operation === "putTrackingNumber" && one.numbers().length === 0) {
				await one.label("794600000002");
			}
		};
		await one.drain();
		await one.drain();
		expect(one.numbers()).toEqual(["794600000001", "794600000002"]);
	});

	it("is given up with the reason when the delivery is gone", async () => {
		const one = await aShipment();
		await one.label("794600000001");
		one.erp.deliveries.length = 0;
		await one.drain();
		expect(await one.rows()).toMatchObject([
			{ state: "failed", reason: { code: "write_back.delivery_gone" } },
		]);
	});

	it("keeps no Document waiting when the user has no right to deliveries", async () => {
		const one = await aShipment();
		await one.label("794600000001");
		const document = await seedWriteBack(one, START);
		one.erp.fail("putTrackingNumber", failure("exact.scope_missing", "suspend"));
		await one.drain();
		await one.drain();
		expect(one.erp.posted.map(({ subject }) => subject)).toEqual([document.subject]);
		const [row] = await one.rows();
		expect(row?.state).toBe("due");
		expect(row?.dueAt).toBeGreaterThan(START);
	});
});

describe("a goods delivery that is booked for an order that went out before", () => {
	async function aLabelledOrder(quantity: number) {
		const admin = await anAdministration({
			settings: sampleSettings({ writeBack: { goodsDelivery: "tracking-number" } }),
		});
		const entered = admin.enter({ line: { quantity } });
		await admin.run();
		await admin.db
			.update(shipments)
			.set({ status: "labelled", masterTrackingNumber: "794600000001" })
			.where(eq(shipments.exactOrderId, entered.exactOrderId));
		return {
			...admin,
			...entered,
			poll: () => admin.pollAfter(HOUR),
			rows: () =>
				admin.db.select().from(writeBacks).where(eq(writeBacks.divisionId, admin.divisionId)),
		};
	}

	it("gets the number of the shipment with the same quantities", async () => {
		const one = await aLabelledOrder(5);
		const { exactDeliveryId } = one.book([{ line: one.line, quantity: 5 }]);
		await one.poll();
		await one.poll();
		expect(await one.rows()).toMatchObject([
			{ kind: "tracking-number", body: "794600000001", exactDocumentId: exactDeliveryId },
		]);
		expect(await one.shipmentsOf(one.exactOrderId)).toHaveLength(1);
	});

	it("is left alone where it holds something else, or has a number already", async () => {
		const parts = await aLabelledOrder(5);
		parts.book([{ line: parts.line, quantity: 2 }]);
		parts.book([{ line: parts.line, quantity: 3 }]);
		await parts.poll();
		expect(await parts.rows()).toEqual([]);
		const numbered = await aLabelledOrder(5);
		numbered.book([{ line: numbered.line, quantity: 5 }], { trackingNumber: "3S1" });
		await numbered.poll();
		expect(await numbered.rows()).toEqual([]);
	});
});
