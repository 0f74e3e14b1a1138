import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import { dailyCounts, documents, packages, shipments, writeBacks } from "../../src/db/schema.ts";
import type { Confirmation } from "../../src/shipping/ports/shipments.ts";
import { sampleId } from "../shipping/samples.ts";
import { aShipment, START } from "./claimable.ts";

describe("a confirmation", () => {
	async function aClaimed() {
		const seeded = await aShipment();
		const claim = seeded.claim();
		await seeded.store.claim(claim);
		const confirmation: Confirmation = {
			shipment: { ...seeded.row, status: "creating", version: 2, attemptNumber: 1 },
			reference: claim.reference,
			booking: {
				transactionId: "t-1",
				customerTransactionId: claim.reference,
				masterTrackingNumber: "794600000001",
				packages: [{ sequence: 1, trackingNumber: "794600000001" }],
				charge: { amount: "11.40", currency: "EUR" },
				documents: [],
				alerts: [],
			},
			documents: [
				{
					id: sampleId("doc"),
					packageSequence: 1,
					kind: "label",
					contentType: "application/pdf",
					bytes: 7,
					sha256: "abc",
					key: sampleId("key"),
				},
			],
			writeBack: {
				id: sampleId("wrb"),
				subject: "s",
				body: "b",
				bodyHash: "h",
				accountId: null,
			},
			firstLook: { pace: "label_made", at: START + 2 * 3_600_000 },
			now: START + 5_000,
		};
		const children = async () => ({
			documents: await seeded.db
				.select()
				.from(documents)
				.where(eq(documents.shipmentId, seeded.row.id)),
			writeBacks: await seeded.db
				.select()
				.from(writeBacks)
				.where(eq(writeBacks.shipmentId, seeded.row.id)),
			packages: await seeded.db
				.select()
				.from(packages)
				.where(eq(packages.shipmentId, seeded.row.id)),
			counts: await seeded.db
				.select()
				.from(dailyCounts)
				.where(eq(dailyCounts.scope, `division:${seeded.divisionId}`)),
		});
		return { ...seeded, confirmation, children };
	}

	it("keeps what was bought, ends the attempt and has the Document written", async () => {
		const seeded = await aClaimed();
		await seeded.db
			.insert(packages)
			.values({ shipmentId: seeded.row.id, sequence: 1, weightGrams: 2_700 });
		expect(await seeded.store.confirm(seeded.confirmation)).toBe("done");
		const { shipment, attempts } = await seeded.read();
		expect(shipment).toMatchObject({
			status: "labelled",
			trackingState: "label_made",
			masterTrackingNumber: "794600000001",
			transactionId: "t-1",
			chargeAmount: "11.40",
			chargeCurrency: "EUR",
			dueAt: null,
			leasedUntil: null,
			labelledAt: START + 5_000,
		});
		expect(attempts).toMatchObject([{ state: "confirmed", transactionId: "t-1" }]);
		expect(await seeded.children()).toMatchObject({
			documents: [{ kind: "label", sha256: "abc", attemptNumber: 1, revokedAt: null }],
			writeBacks: [{ state: "due", dueAt: START + 5_000, orderNumber: 20_001 }],
			packages: [{ weightGrams: 2_700, trackingNumber: "794600000001" }],
			counts: [
				{ day: "2026-11-23", name: "labels", count: 1 },
				// Up to 10 seconds.
				{ day: "2026-11-23", name: "label_time:0", count: 1 },
			],
		});
	});

	it("that comes twice is lost the second time: one Document, one count", async () => {
		const seeded = await aClaimed();
		await seeded.store.confirm(seeded.confirmation);
		const writeBack = {
			...seeded.confirmation,
			writeBack: { id: "w", subject: "s", body: "", bodyHash: "", accountId: null },
		};
		expect(await seeded.store.confirm(writeBack)).toBe("lost");
		const { writeBacks: written, counts } = await seeded.children();
		expect(written).toHaveLength(1);
		expect(counts).toMatchObject([{ name: "labels", count: 1 }, { count: 1 }]);
	});

	it.each([
		["of another reference", { reference: "20001-OTHER000" }, {}],
		["of a version that passed", {}, { version: 1 }],
		["of a shipment that was given back", {}, { status: "planned" }],
	] as const)("%s is lost and leaves nothing", async (_why, change, shipment) => {
		const seeded = await aClaimed();
		const before = await seeded.read();
		const outcome = await seeded.store.confirm({
			...seeded.confirmation,
			...change,
			shipment: { ...seeded.confirmation.shipment, ...shipment },
		});
		expect(outcome).toBe("lost");
		expect(await seeded.read()).toEqual(before);
		expect(await seeded.children()).toEqual({
			documents: [],
			writeBacks: [],
			packages: [],
			counts: [],
		});
	});

	it.each(["planned", "blocked", "voided", "voiding", "failed"] as const)(
		"never makes a label of a shipment that is %s, whoever asks",
		async (status) => {
			const seeded = await aClaimed();
			await seeded.db.update(shipments).set({ status }).where(eq(shipments.id, seeded.row.id));
			const { confirmation } = seeded;
			const shipment = { ...confirmation.shipment, status };
			expect(await seeded.store.confirm({ ...confirmation, shipment })).toBe("lost");
			expect((await seeded.read()).shipment).toMatchObject({ status });
		},
	);
});
