import { and, eq, sql } from "drizzle-orm";
import { PDFDocument } from "pdf-lib";
import { describe, expect, it } from "vitest";

import { runBatch } from "../../../src/db/batch.ts";
import { documents, shipments, writeBacks } from "../../../src/db/schema.ts";
import { hasLabelInExact, replaceLabelFile } from "../../../src/db/write-back-files.ts";
import { AppError } from "../../../src/lib/errors.ts";
import { writeBackDue } from "../../../src/shipping/write-back/write-back-due.ts";
import { seedWriteBack } from "../../db/seed.ts";
import { anAdministration, START } from "../administration.ts";
import { sampleSettings } from "../samples.ts";

const MINUTE = 60_000;
const lost = new AppError({ code: "http.no_answer", disposition: "uncertain", message: "cut" });

async function aPdf(): Promise<Uint8Array<ArrayBuffer>> {
	const pdf = await PDFDocument.create();
	pdf.addPage([288, 432]);
	return Uint8Array.from(await pdf.save());
}

async function aLabel({ pieces = 1, attachLabel = true, contentType = "application/pdf" } = {}) {
	const admin = await anAdministration({
		settings: sampleSettings({ writeBack: { attachLabel } }),
	});
	const { db, deps, time, erp } = admin;
	const document = await seedWriteBack(admin, START);
	const { shipmentId } = document;
	await db
		.update(shipments)
		.set({ trackingState: "label_made", attemptNumber: 1 })
		.where(eq(shipments.id, shipmentId));
	async function store(attempt: number) {
		for (let piece = 1; piece <= pieces; piece += 1) {
			const key = `${shipmentId}/${attempt}/${piece}-label-1.pdf`;
			const bytes = await aPdf();
			await deps.objects.putOnce(key, bytes, contentType);
			await db.insert(documents).values({
				id: `doc_${crypto.randomUUID()}`,
				shipmentId,
				attemptNumber: attempt,
				packageSequence: piece,
				kind: "label",
				contentType,
				bytes: bytes.length,
				sha256: "-",
				key,
				createdAt: START,
			});
		}
	}
	await store(1);
	return {
		...admin,
		shipmentId,
		store,
		async drainAfter(ms = 0) {
			time.now += ms;
			await writeBackDue(admin.divisionId, deps);
		},
		/** As a void, or another label, has it. */
		replace: (attempt: number | null) =>
			runBatch(db, [replaceLabelFile(shipmentId, attempt, time.now)]),
		/** What the claim of a next attempt asks. */
		async mayHang() {
			const asked = sql`select ${hasLabelInExact(shipmentId)} as there`;
			return (await db.get<{ there: number }>(asked))?.there === 1;
		},
		async row() {
			const [row] = await db
				.select()
				.from(writeBacks)
				.where(and(eq(writeBacks.shipmentId, shipmentId), eq(writeBacks.kind, "label-file")));
			return row;
		},
		names: () => erp.attachments.map(({ fileName }) => fileName),
	};
}

describe("a label that a division wants attached", () => {
	it("hangs on its Document once that stands, with one call more", async () => {
		const one = await aLabel();
		await one.drainAfter();
		await one.drainAfter(MINUTE);
		expect(one.erp.calls).toEqual(["postDocument", "postAttachment"]);
		expect(one.erp.attachments).toMatchObject([
			{ documentId: one.erp.documents[0]?.id, fileName: `FedEx label 20001 ${one.shipmentId}.pdf` },
		]);
		expect(await one.row()).toMatchObject({
			state: "written",
			exactDocumentId: one.erp.attachments[0]?.id,
		});
	});

	it("is one file of all pieces", async () => {
		const one = await aLabel({ pieces: 3 });
		await one.drainAfter();
		expect(one.erp.count("postAttachment")).toBe(1);
		const [file] = one.erp.attachments;
		const pdf = await PDFDocument.load(file?.bytes ?? new Uint8Array());
		expect(pdf.getPageCount()).toBe(3);
	});

	it("costs nothing where the division does not want it", async () => {
		const one = await aLabel({ attachLabel: false });
		await one.drainAfter();
		expect(one.erp.calls).toEqual(["postDocument"]);
		expect(await one.row()).toBeUndefined();
	});

	it("fails with the reason where it is no PDF", async () => {
		const one = await aLabel({ contentType: "image/png" });
		await one.drainAfter();
		expect(one.erp.count("postAttachment")).toBe(0);
		expect(await one.row()).toMatchObject({
			state: "failed",
			reason: { code: "write_back.no_pdf" },
		});
	});

	it("is looked for after a lost answer, and hangs there once", async () => {
		const one = await aLabel();
		one.erp.fail("postAttachment", lost, true);
		await one.drainAfter();
		expect(await one.row()).toMatchObject({ state: "doubtful" });
		await one.drainAfter(MINUTE);
		expect(await one.row()).toMatchObject({ state: "written" });
		expect(one.erp.count("postAttachment")).toBe(1);
		expect(one.names()).toHaveLength(1);
	});

	it("is posted again where the lost one never arrived, and a late twin is deleted", async () => {
		const one = await aLabel();
		one.erp.fail("postAttachment", lost);
		await one.drainAfter();
		await one.drainAfter(MINUTE);
		expect(one.erp.count("postAttachment")).toBe(2);
		const [own] = one.erp.attachments;
		expect(await one.row()).toMatchObject({ state: "written", exactDocumentId: own?.id });
		one.erp.attachments.push({ ...(own ?? never()), id: "late" });
		await one.drainAfter(20 * MINUTE);
		expect(one.erp.attachments.map(({ id }) => id)).toEqual([own?.id]);
	});

	it("is found although Exact does not answer for another one's Document", async () => {
		const one = await aLabel();
		one.erp.fail("postAttachment", lost, true);
		await one.drainAfter();
		const mine = await one.row();
		const document = await seedWriteBack(one, START, {
			state: "written",
			dueAt: null,
			exactDocumentId: crypto.randomUUID(),
		});
		const other = await seedWriteBack(one, START, {
			kind: "label-file",
			state: "doubtful",
			posts: 1,
			shipmentId: document.shipmentId,
		});
		const text = await seedWriteBack(one, START, { state: "doubtful", posts: 1 });
		one.erp.documents.push({
			id: "found",
			subject: text.subject,
			timestamp: one.erp.nextVersion(),
		});
		one.erp.fail(
			"listAttachments",
			new AppError({ code: "exact.unavailable", disposition: "retry", message: "no" }),
		);
		await one.drainAfter(MINUTE);
		const states = new Map(
			(await one.db.select().from(writeBacks)).map(({ id, state }) => [id, state]),
		);
		expect(states.get(other.id)).toBe("doubtful");
		expect(states.get(text.id)).toBe("written");
		expect(states.get(mine?.id ?? "")).toBe("written");
	});

	it("hangs there once although the run died between the post and its record", async () => {
		const one = await aLabel();
		await one.drainAfter();
		await one.db
			.update(writeBacks)
			.set({
				state: "writing",
				exactDocumentId: null,
				dueAt: START,
				leasedUntil: one.time.now + 2 * MINUTE,
			})
			.where(eq(writeBacks.id, (await one.row())?.id ?? ""));
		await one.drainAfter(2 * MINUTE);
		await one.drainAfter(MINUTE);
		expect(await one.row()).toMatchObject({ state: "written" });
		expect(one.names()).toHaveLength(1);
	});
});

describe("a label that was taken back", () => {
	it("is deleted in Exact, and no next label is bought before that", async () => {
		const one = await aLabel();
		await one.drainAfter();
		await one.replace(null);
		expect(await one.mayHang()).toBe(true);
		one.erp.fail(
			"deleteAttachment",
			new AppError({ code: "exact.unavailable", disposition: "retry", message: "no" }),
		);
		await one.drainAfter();
		expect(await one.mayHang()).toBe(true);
		await one.drainAfter(10 * MINUTE);
		expect(one.names()).toEqual([]);
		expect(await one.mayHang()).toBe(false);
		expect(await one.row()).toMatchObject({ state: "written", exactDocumentId: null });
	});

	it("makes room for the next one, which hangs there alone", async () => {
		const one = await aLabel();
		await one.drainAfter();
		const [first] = one.erp.attachments;
		await one.store(2);
		await one.replace(2);
		await one.drainAfter();
		expect(one.erp.attachments).toHaveLength(1);
		expect(one.erp.attachments[0]?.id).not.toBe(first?.id);
		expect(one.erp.calls.slice(2)).toEqual(["deleteAttachment", "postAttachment"]);
	});

	it("is not even posted where its post had not gone out yet", async () => {
		const one = await aLabel();
		one.erp.fail(
			"postAttachment",
			new AppError({ code: "exact.no_room", disposition: "wait", message: "full" }),
		);
		await one.drainAfter();
		await one.replace(null);
		await one.drainAfter(MINUTE);
		expect(one.names()).toEqual([]);
		expect(await one.mayHang()).toBe(false);
	});

	it("is deleted where the lost post of it arrived", async () => {
		const one = await aLabel();
		one.erp.fail("postAttachment", lost, true);
		await one.drainAfter();
		await one.replace(null);
		expect(await one.mayHang()).toBe(true);
		await one.drainAfter(MINUTE);
		await one.drainAfter(MINUTE);
		expect(one.names()).toEqual([]);
		expect(await one.mayHang()).toBe(false);
	});

	it("is deleted where the lost post of it arrives long after", async () => {
		const one = await aLabel();
		one.erp.fail("postAttachment", lost);
		await one.drainAfter();
		await one.replace(null);
		await one.drainAfter(MINUTE);
		await one.drainAfter();
		expect(await one.row()).toMatchObject({ state: "written", exactDocumentId: null });
		one.erp.attachments.push({
			id: "late",
			documentId: one.erp.documents[0]?.id ?? "",
			fileName: `FedEx label 20001 ${one.shipmentId}.pdf`,
			bytes: new Uint8Array(),
		});
		await one.drainAfter(20 * MINUTE);
		expect(one.names()).toEqual([]);
	});

	it("counts as deleted where a person deleted it, or its Document", async () => {
		const one = await aLabel();
		await one.drainAfter();
		one.erp.attachments.length = 0;
		await one.replace(null);
		await one.drainAfter();
		expect(await one.mayHang()).toBe(false);
	});
});

describe("a Document that is put back", () => {
	it("gets its label again", async () => {
		const one = await aLabel();
		await one.drainAfter();
		one.erp.documents.length = 0;
		one.erp.attachments.length = 0;
		await one.db
			.update(writeBacks)
			.set({ state: "due", dueAt: one.time.now, body: "delivered", writtenHash: null })
			.where(and(eq(writeBacks.shipmentId, one.shipmentId), eq(writeBacks.kind, "document")));
		await one.drainAfter();
		await one.drainAfter(MINUTE);
		expect(one.erp.documents).toHaveLength(1);
		expect(one.erp.attachments).toMatchObject([{ documentId: one.erp.documents[0]?.id }]);
	});
});

function never(): never {
	throw new Error("no label hangs there");
}
