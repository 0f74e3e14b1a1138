import { and, eq } from "drizzle-orm";
import { PDFDocument } from "pdf-lib";
import { describe, expect, it, vi } from "vitest";

import { createProofStore } from "../../../src/db/proofs.ts";
import { documents, packages, shipments, writeBacks } from "../../../src/db/schema.ts";
import { AppError } from "../../../src/lib/errors.ts";
import { fetchProof } from "../../../src/shipping/operate/fetch-proof.ts";
import type { TrackedNumber } from "../../../src/shipping/ports/carrier.ts";
import { writeBackDue } from "../../../src/shipping/write-back/write-back-due.ts";
import { seedWriteBack } from "../../db/seed.ts";
import { anAdministration, START } from "../administration.ts";

const CHANGE = { now: START, actor: "operator:test", correlationId: "req_1" };

async function aDelivered({ pieces = 1, state = "delivered" as const, isInExact = true } = {}) {
	const admin = await anAdministration();
	const { db, deps } = admin;
	const { shipmentId } = await seedWriteBack(admin, START);
	await db
		.update(shipments)
		.set({ trackingState: state, shipDate: "2026-11-20", attemptNumber: 1 })
		.where(eq(shipments.id, shipmentId));
	await db.delete(packages).where(eq(packages.shipmentId, shipmentId));
	for (let at = 1; at <= pieces; at += 1) {
		await db.insert(packages).values({
			shipmentId,
			sequence: at,
			weightGrams: 500,
			trackingNumber: `79460000000${at}`,
		});
	}
	if (!isInExact) {
		await db.delete(writeBacks).where(eq(writeBacks.shipmentId, shipmentId));
	}
	const asked: (readonly TrackedNumber[])[] = [];
	const proofDesk = {
		async fetchProofs(numbers: readonly TrackedNumber[]) {
			asked.push(numbers);
			const pdf = await PDFDocument.create();
			pdf.addPage();
			const bytes = Uint8Array.from(await pdf.save());
			return numbers.map(() => bytes);
		},
	};
	const proofDeps = {
		...deps,
		proofs: createProofStore(db),
		proofDesk: () => Promise.resolve(proofDesk),
	};
	return {
		...admin,
		shipmentId,
		asked,
		proofDesk,
		proofDeps,
		fetch: () => fetchProof(shipmentId, CHANGE, proofDeps),
		drain: () => writeBackDue(admin.divisionId, deps),
		papers: () =>
			db
				.select()
				.from(documents)
				.where(and(eq(documents.shipmentId, shipmentId), eq(documents.kind, "proof-of-delivery"))),
	};
}

describe("a proof of delivery that is asked for", () => {
	it("is kept beside the label and hangs on the Document in Exact", async () => {
		const one = await aDelivered();
		await one.drain();
		await one.fetch();
		await one.drain();
		expect(one.asked).toEqual([
			[{ trackingNumber: "794600000001", uniqueId: null, shipDate: "2026-11-20" }],
		]);
		expect(await one.papers()).toMatchObject([{ contentType: "application/pdf", revokedAt: null }]);
		expect(one.erp.attachments).toMatchObject([
			{ fileName: `FedEx proof 20001 ${one.shipmentId}.pdf`, documentId: one.erp.documents[0]?.id },
		]);
	});

	it("is fetched and attached once, however often and by however many it is asked for", async () => {
		const one = await aDelivered();
		await one.fetch();
		await Promise.allSettled([one.fetch(), one.fetch()]);
		await one.drain();
		await one.drain();
		expect(one.asked).toHaveLength(1);
		expect(await one.papers()).toHaveLength(1);
		expect(one.erp.count("postAttachment")).toBe(1);
	});

	it("is one paper of all parcels", async () => {
		const one = await aDelivered({ pieces: 3 });
		await one.fetch();
		await one.drain();
		const pdf = await PDFDocument.load(one.erp.attachments[0]?.bytes ?? new Uint8Array());
		expect(pdf.getPageCount()).toBe(3);
	});

	it("is only kept where nothing is written to Exact", async () => {
		const one = await aDelivered({ isInExact: false });
		await one.fetch();
		await one.drain();
		expect(await one.papers()).toHaveLength(1);
		expect(one.erp.calls).toEqual([]);
	});

	it("is refused before the parcels are delivered, without a question to FedEx", async () => {
		const one = await aDelivered();
		await one.db
			.update(shipments)
			.set({ trackingState: "out_for_delivery" })
			.where(eq(shipments.id, one.shipmentId));
		await expect(one.fetch()).rejects.toMatchObject({ code: "shipment.not_delivered" });
		expect(one.asked).toEqual([]);
	});

	it("that FedEx does not give leaves nothing behind, and can be asked for again", async () => {
		const one = await aDelivered();
		const refused = new AppError({ code: "fedex.refused", disposition: "refuse", message: "no" });
		vi.spyOn(one.proofDesk, "fetchProofs").mockRejectedValueOnce(refused);
		await expect(one.fetch()).rejects.toBe(refused);
		expect(await one.papers()).toEqual([]);
		await one.fetch();
		expect(await one.papers()).toHaveLength(1);
	});

	it("that was stored before the run died is taken, and FedEx is not asked again", async () => {
		const one = await aDelivered();
		vi.spyOn(one.proofDeps.proofs, "save").mockRejectedValueOnce(new Error("D1 is away"));
		await expect(one.fetch()).rejects.toThrow("D1 is away");
		await one.fetch();
		expect(one.asked).toHaveLength(1);
		expect(await one.papers()).toHaveLength(1);
	});
});

describe("a proof of delivery of more packages than one call takes", () => {
	it("is of all of them", async () => {
		const one = await aDelivered({ pieces: 65 });
		await one.fetch();
		const asked = one.asked.map((numbers) => numbers.length);
		expect(asked).toEqual([30, 30, 5]);
		expect(new Set(one.asked.flat().map(({ trackingNumber }) => trackingNumber)).size).toBe(65);
		const [paper] = await one.papers();
		const bytes = await one.deps.objects.read(paper?.key ?? "");
		expect((await PDFDocument.load(bytes ?? new Uint8Array())).getPageCount()).toBe(65);
	});

	it("is not stored while FedEx has none for some of them", async () => {
		const one = await aDelivered({ pieces: 31 });
		const ask = one.proofDesk.fetchProofs;
		one.proofDesk.fetchProofs = async (numbers) => (numbers.length === 1 ? [] : ask(numbers));
		await expect(one.fetch()).rejects.toMatchObject({ code: "shipment.no_proof" });
		expect(await one.papers()).toEqual([]);
	});
});
