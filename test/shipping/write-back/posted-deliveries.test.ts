import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import { runBatch } from "../../../src/db/batch.ts";
import { wantDelivery } from "../../../src/db/posted-deliveries.ts";
import { fedexAccounts, shipmentLines, shipments, writeBacks } from "../../../src/db/schema.ts";
import { AppError } from "../../../src/lib/errors.ts";
import { writeBackDue } from "../../../src/shipping/write-back/write-back-due.ts";
import { anAdministration } from "../administration.ts";
import { sampleSettings } from "../samples.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const lost = new AppError({ code: "http.no_answer", disposition: "uncertain", message: "cut" });

/** An order of five that went out, whose goods delivery the division wants booked. */
async function aShipment(goodsDelivery: "none" | "tracking-number" | "post" = "post") {
	const admin = await anAdministration({
		settings: sampleSettings({ testDivision: false, writeBack: { goodsDelivery } }),
	});
	const { db, time } = admin;
	const ofThis = eq(fedexAccounts.id, admin.accountId);
	await db.update(fedexAccounts).set({ environment: "production" }).where(ofThis);
	const entered = admin.enter({ line: { quantity: 5 } });
	await admin.run();
	const [shipment] = await admin.shipmentsOf(entered.exactOrderId);
	const id = shipment?.id ?? "";
	await db
		.update(shipments)
		.set({
			status: "labelled",
			trackingState: "label_made",
			masterTrackingNumber: "794600000001",
			dueAt: null,
		})
		.where(eq(shipments.id, id));
	return {
		...admin,
		...entered,
		shipmentId: id,
		pickedUp: () => runBatch(db, wantDelivery(id, "in_transit", time.now)),
		async drainAfter(ms = 0) {
			time.now += ms;
			await writeBackDue(admin.divisionId, admin.deps);
		},
		async row() {
			const [row] = await db
				.select()
				.from(writeBacks)
				.where(and(eq(writeBacks.shipmentId, id), eq(writeBacks.kind, "goods-delivery")));
			return row;
		},
	};
}

/** Another shipment with goods of the same line, whose own delivery is doubtful until it is settled. */
async function aSibling(
	{ db, shipmentId, row }: Awaited<ReturnType<typeof aShipment>>,
	quantity: number,
) {
	const own = await row();
	const [line] = await db
		.select()
		.from(shipmentLines)
		.where(eq(shipmentLines.shipmentId, shipmentId));
	if (own === undefined || line === undefined) {
		throw new Error("the shipment wants no delivery");
	}
	const other = { id: `wrb_0${shipmentId}`, shipmentId: `shp_0${shipmentId}` };
	await db.insert(shipmentLines).values({ ...line, shipmentId: other.shipmentId, quantity });
	await db.insert(writeBacks).values({ ...own, ...other, state: "doubtful", dueAt: null });
	return (set: Partial<typeof writeBacks.$inferInsert>) =>
		db.update(writeBacks).set(set).where(eq(writeBacks.id, other.id));
}

describe("the goods delivery of a parcel that FedEx has", () => {
	it("is booked with Exact's line ids, the quantities and the tracking number", async () => {
		const one = await aShipment();
		await one.pickedUp();
		await one.drainAfter();
		await one.drainAfter(MINUTE);
		expect(one.erp.booked).toMatchObject([
			{
				deliveryDate: "2026-11-23",
				trackingNumber: "794600000001",
				remarks: `FedEx 20001 ${one.shipmentId}`,
				lines: [{ exactLineId: one.line.exactLineId, quantity: 5 }],
			},
		]);
		expect(await one.row()).toMatchObject({
			state: "written",
			exactDocumentId: one.erp.booked[0]?.id,
		});
	});

	it("is booked once, however often the parcel moves", async () => {
		const one = await aShipment();
		for (let at = 0; at < 3; at += 1) {
			await one.pickedUp();
			await one.drainAfter(MINUTE);
		}
		expect(one.erp.booked).toHaveLength(1);
	});

	it.each(["none", "tracking-number"] as const)(
		"is not booked where the division says %s",
		async (goodsDelivery) => {
			const one = await aShipment(goodsDelivery);
			await one.pickedUp();
			await one.drainAfter();
			expect(one.erp.booked).toEqual([]);
		},
	);

	it.each(["label_made", "exception", "returned"] as const)(
		"is not booked while the parcel is %s",
		async (state) => {
			const one = await aShipment();
			expect(wantDelivery(one.shipmentId, state, one.time.now)).toEqual([]);
		},
	);

	it("is not booked in a live Exact for a label that is none", async () => {
		const one = await aShipment();
		await one.db
			.update(fedexAccounts)
			.set({ environment: "sandbox" })
			.where(eq(fedexAccounts.id, one.accountId));
		await one.pickedUp();
		expect(await one.row()).toBeUndefined();
	});

	it("is left alone where a person delivered the goods since the last poll", async () => {
		const one = await aShipment();
		await one.pickedUp();
		one.book([{ line: one.line, quantity: 5 }]);
		await one.drainAfter();
		expect(one.erp.count("postDelivery")).toBe(0);
		expect(await one.row()).toMatchObject({
			state: "written",
			exactDocumentId: null,
			reason: { code: "write_back.booked_by_hand" },
		});
	});

	it("is left alone where a person delivered a part of the goods", async () => {
		const one = await aShipment();
		await one.pickedUp();
		one.book([{ line: one.line, quantity: 1 }]);
		await one.drainAfter();
		expect(one.erp.count("postDelivery")).toBe(0);
	});

	it("is not booked for a label that was taken back meanwhile", async () => {
		const one = await aShipment();
		await one.pickedUp();
		await one.db
			.update(shipments)
			.set({ status: "voided" })
			.where(eq(shipments.id, one.shipmentId));
		await one.drainAfter();
		expect(one.erp.count("postDelivery")).toBe(0);
		expect(await one.row()).toMatchObject({ reason: { code: "write_back.label_gone" } });
	});

	it.each([
		["the next label", "794600000002"],
		["a label that FedEx did not take back", "794600000001"],
	])("is booked for %s, by its number", async (_, number) => {
		const one = await aShipment();
		await one.pickedUp();
		const relabel = (set: Partial<typeof shipments.$inferInsert>) =>
			one.db.update(shipments).set(set).where(eq(shipments.id, one.shipmentId));
		await relabel({ status: "planned", masterTrackingNumber: null });
		await one.drainAfter();
		expect(await one.row()).toMatchObject({ reason: { code: "write_back.label_gone" } });

		await relabel({ status: "labelled", masterTrackingNumber: number });
		await one.drainAfter(HOUR);
		expect(one.erp.booked).toEqual([]);
		await one.pickedUp();
		await one.drainAfter();
		expect(one.erp.booked).toMatchObject([{ trackingNumber: number }]);
		expect(await one.row()).toMatchObject({
			state: "written",
			exactDocumentId: one.erp.booked[0]?.id,
			reason: null,
		});
		await one.pickedUp();
		await one.drainAfter(HOUR);
		expect(one.erp.booked).toHaveLength(1);
	});

	it("bears the next label's number where the first one was taken back before anything was booked", async () => {
		const one = await aShipment();
		await one.pickedUp();
		await one.db
			.update(shipments)
			.set({ masterTrackingNumber: "794600000002" })
			.where(eq(shipments.id, one.shipmentId));
		await one.pickedUp();
		await one.drainAfter();
		expect(one.erp.booked).toMatchObject([{ trackingNumber: "794600000002" }]);
	});

	it("waits while nobody knows what became of another delivery of its line", async () => {
		const one = await aShipment();
		await one.pickedUp();
		const settle = await aSibling(one, 3);
		await one.drainAfter(MINUTE);
		await one.drainAfter(HOUR);
		expect(one.erp.booked).toEqual([]);
		expect(await one.row()).toMatchObject({ state: "due", reason: null });
		await settle({ state: "written", exactDocumentId: null, reason: null });
		await one.drainAfter(HOUR);
		expect(one.erp.booked).toHaveLength(1);
	});

	it("counts no post while it waits, so that nobody looks for one that never went out", async () => {
		const one = await aShipment();
		await one.pickedUp();
		const settle = await aSibling(one, 3);
		await one.drainAfter(MINUTE);
		await one.drainAfter(HOUR);
		expect(await one.row()).toMatchObject({ state: "due", posts: 0 });
		await settle({ state: "written", exactDocumentId: null, reason: null });
		one.book([{ line: one.line, quantity: 5 }]);
		await one.drainAfter(HOUR);
		await one.drainAfter(MINUTE);
		expect(one.erp.count("readMarkedDeliveries")).toBe(0);
		expect(await one.row()).toMatchObject({ reason: { code: "write_back.booked_by_hand" } });
	});

	it("does not take what was never booked for another shipment's", async () => {
		const one = await aShipment();
		await one.pickedUp();
		const settle = await aSibling(one, 3);
		await settle({ state: "written", exactDocumentId: null, reason: null });
		one.book([{ line: one.line, quantity: 3 }]);
		await one.drainAfter(MINUTE);
		expect(one.erp.booked).toEqual([]);
		expect(await one.row()).toMatchObject({ reason: { code: "write_back.booked_by_hand" } });
	});

	it("waits while its lines can't be read, and the Documents do not", async () => {
		const one = await aShipment();
		await one.pickedUp();
		one.erp.fail(
			"readLinesOfOrders",
			new AppError({ code: "exact.unavailable", disposition: "retry", message: "no" }),
		);
		await one.drainAfter();
		expect(await one.row()).toMatchObject({ state: "due", failures: 1 });
		await one.drainAfter(10 * MINUTE);
		expect(one.erp.booked).toHaveLength(1);
	});

	it("keeps the reason where Exact refuses it", async () => {
		const one = await aShipment();
		await one.pickedUp();
		one.erp.fail(
			"postDelivery",
			new AppError({
				code: "exact.validation_failed",
				disposition: "refuse",
				message: "Mandatory: StorageLocation",
			}),
		);
		await one.drainAfter();
		await one.drainAfter(HOUR);
		expect(one.erp.count("postDelivery")).toBe(1);
		expect(await one.row()).toMatchObject({
			state: "failed",
			reason: { code: "exact.validation_failed" },
		});
	});
});

describe("a goods delivery whose answer was lost", () => {
	it("that arrived is found in the feed and not booked again", async () => {
		const one = await aShipment();
		await one.pickedUp();
		one.erp.fail("postDelivery", lost, true);
		await one.drainAfter();
		expect(await one.row()).toMatchObject({ state: "doubtful" });
		await one.drainAfter(MINUTE);
		expect(one.erp.count("postDelivery")).toBe(1);
		expect(await one.row()).toMatchObject({
			state: "written",
			exactDocumentId: one.erp.booked[0]?.id,
		});
	});

	it("that never arrived is booked once more", async () => {
		const one = await aShipment();
		await one.pickedUp();
		one.erp.fail("postDelivery", lost);
		await one.drainAfter();
		await one.drainAfter(MINUTE);
		await one.drainAfter(MINUTE);
		expect(one.erp.booked).toHaveLength(1);
		expect(await one.row()).toMatchObject({ state: "written" });
	});

	it("that arrives between the look and the next post is found, not booked again", async () => {
		const one = await aShipment();
		await one.pickedUp();
		one.erp.fail("postDelivery", lost);
		await one.drainAfter();
		one.erp.onCall = async (operation) => {
			if (operation === "readLinesOfOrders") {
				one.erp.onCall = () => Promise.resolve();
				await one.erp.postDelivery({
					deliveryDate: "2026-11-23",
					trackingNumber: "794600000001",
					remarks: "",
					lines: [{ exactLineId: one.line.exactLineId, quantity: 5 }],
				});
			}
		};
		await one.drainAfter(MINUTE);
		await one.drainAfter(MINUTE);
		await one.drainAfter(MINUTE);
		expect(one.erp.booked).toHaveLength(1);
		expect(await one.row()).toMatchObject({
			state: "written",
			exactDocumentId: one.erp.booked[0]?.id,
		});
	});

	it("that was booked although its run died is found", async () => {
		const one = await aShipment();
		await one.pickedUp();
		await one.drainAfter();
		await one.db
			.update(writeBacks)
			.set({
				state: "writing",
				exactDocumentId: null,
				dueAt: one.time.now,
				leasedUntil: one.time.now + 2 * MINUTE,
			})
			.where(eq(writeBacks.id, (await one.row())?.id ?? ""));
		await one.drainAfter(2 * MINUTE);
		await one.drainAfter(MINUTE);
		expect(one.erp.booked).toHaveLength(1);
		expect(await one.row()).toMatchObject({ state: "written" });
	});

	it("and stands in Exact twice in the end is told to a person, since nothing deletes it", async () => {
		const one = await aShipment();
		await one.pickedUp();
		one.erp.fail("postDelivery", lost);
		await one.drainAfter();
		await one.drainAfter(MINUTE);
		await one.drainAfter(MINUTE);
		const [own] = one.erp.booked;
		if (own !== undefined) {
			one.erp.booked.push({ ...own, id: "late", timestamp: one.erp.nextVersion() });
		}
		await one.drainAfter(20 * MINUTE);
		expect(await one.row()).toMatchObject({
			state: "failed",
			exactDocumentId: own?.id,
			reason: { code: "write_back.delivery_twice" },
		});
	});
});
