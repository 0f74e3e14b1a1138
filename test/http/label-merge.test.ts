import { env } from "cloudflare:workers";
import { PDFDocument } from "pdf-lib";
import { beforeEach, describe, expect, it } from "vitest";

import { openDatabase } from "../../src/db/database.ts";
import { documents } from "../../src/db/schema.ts";
import { sampleId } from "../shipping/samples.ts";
import { call, makeToken, problemOf, request, startOutside } from "./client.ts";
import { seedShipment } from "./seeds.ts";

beforeEach(() => {
	startOutside();
});

async function pdfOf(width: number): Promise<Uint8Array> {
	const pdf = await PDFDocument.create();
	pdf.addPage([width, 432]);
	return pdf.save();
}

/** A labelled shipment; each width is the label of a piece, which tells the pages apart. */
async function labelled(...widths: number[]) {
	const { id } = await seedShipment({ status: "labelled", orderNumber: 20_000 + (widths[0] ?? 0) });
	await env.DB.prepare("delete from documents where shipment_id = ?").bind(id).run();
	for (const [at, width] of widths.entries()) {
		await addDocument(id, { packageSequence: at + 1 }, await pdfOf(width));
	}
	return id;
}

async function addDocument(
	shipmentId: string,
	change: Partial<typeof documents.$inferInsert>,
	bytes: Uint8Array,
) {
	const id = sampleId("doc");
	const key = `${shipmentId}/1/${id}.pdf`;
	await env.DOCUMENTS.put(key, bytes);
	await openDatabase(env.DB)
		.insert(documents)
		.values({
			id,
			shipmentId,
			attemptNumber: 1,
			packageSequence: 1,
			kind: "label",
			contentType: "application/pdf",
			bytes: bytes.length,
			sha256: "",
			key,
			createdAt: Date.now(),
			...change,
		});
}

/** Widths of the pages, in their order. */
async function mergedWidths(body: object): Promise<number[]> {
	const response = await request("POST", "/api/v1/labels/merge", { body });
	expect(response.status).toBe(200);
	expect(response.headers.get("Content-Type")).toBe("application/pdf");
	expect(response.headers.get("Cache-Control")).toBe("private, no-store");
	const pdf = await PDFDocument.load(await response.arrayBuffer());
	return pdf.getPages().map((page) => Math.round(page.getWidth()));
}

describe("labels of several shipments", () => {
	it("come with their labels for the way back where that is wanted, each behind its own", async () => {
		const first = await labelled(101);
		const second = await labelled(201);
		for (const [of, width, status] of [
			[first, 109, "labelled"],
			[second, 209, "blocked"],
		] as const) {
			const back = await labelled(width);
			await env.DB.prepare(
				`update shipments set kind = 'return', return_of = ?1, status = ?2,
					order_id = (select order_id from shipments where id = ?1) where id = ?3`,
			)
				.bind(of, status, back)
				.run();
		}
		const shipmentIds = [first, second];
		expect(await mergedWidths({ shipmentIds })).toEqual([101, 201]);
		expect(await mergedWidths({ shipmentIds, returns: true })).toEqual([101, 109, 201]);
		const shown = await call<{ returns: object[] }>("GET", `/shipments/${second}`, 200);
		expect(shown.returns).toMatchObject([{ status: "blocked" }]);
	});

	it("come as one PDF, a page each, in the order that was asked for", async () => {
		const first = await labelled(101, 102);
		const second = await labelled(201);
		expect(await mergedWidths({ shipmentIds: [second, first] })).toEqual([201, 101, 102]);
		expect(await mergedWidths({ shipmentIds: [first, second] })).toEqual([101, 102, 201]);
	});

	it("come with the other PDFs of their shipments where they are asked for", async () => {
		const id = await labelled(101, 102);
		await addDocument(id, { kind: "commercial-invoice", packageSequence: 0 }, await pdfOf(612));
		await addDocument(id, { kind: "auxiliary-label" }, await pdfOf(300));
		expect(await mergedWidths({ shipmentIds: [id] })).toEqual([101, 102]);
		const documentsToo = { shipmentIds: [id], documents: "all" };
		expect(await mergedWidths(documentsToo)).toEqual([101, 300, 102, 612]);
	});

	it("do not come where one has none: each is named, with what to do", async () => {
		const good = await labelled(101);
		const planned = (await seedShipment({ orderNumber: 30_001 })).id;
		const thermal = await labelled(301);
		await env.DB.prepare(
			"update documents set content_type = 'application/zpl' where shipment_id = ?",
		)
			.bind(thermal)
			.run();
		const shipmentIds = [good, planned, "shp_none", thermal];
		const { code, errors } = await problemOf("POST", "/labels/merge", 409, {
			body: { shipmentIds },
		});
		expect(code).toBe("labels.not_printable");
		expect(errors.map(({ field }) => field)).toEqual([
			`shipmentIds › ${planned}`,
			"shipmentIds › shp_none",
			`shipmentIds › ${thermal}`,
		]);
		expect(errors.every(({ message, remedy }) => message !== "" && remedy !== "")).toBe(true);
	});

	it.each(["voiding", "voided"] as const)("are never those of a %s shipment", async (status) => {
		const id = await labelled(101);
		await env.DB.batch([
			env.DB.prepare("update shipments set status = ? where id = ?").bind(status, id),
			env.DB.prepare("update documents set revoked_at = 1 where shipment_id = ?").bind(id),
		]);
		const { errors } = await problemOf("POST", "/labels/merge", 409, {
			body: { shipmentIds: [id] },
		});
		expect(errors[0]?.message).toContain("was revoked");
	});

	it("are those of the last attempt, not of one before", async () => {
		const id = await labelled(101);
		await env.DB.prepare("update documents set revoked_at = 1 where shipment_id = ?")
			.bind(id)
			.run();
		await addDocument(id, { attemptNumber: 2 }, await pdfOf(102));
		await env.DB.prepare("update shipments set attempt_number = 2 where id = ?").bind(id).run();
		expect(await mergedWidths({ shipmentIds: [id] })).toEqual([102]);
	});

	it("name the one that is no PDF although it says so", async () => {
		const id = await labelled(101);
		await env.DB.prepare("delete from documents where shipment_id = ?").bind(id).run();
		await addDocument(id, {}, new TextEncoder().encode("no PDF"));
		const { code } = await problemOf("POST", "/labels/merge", 409, { body: { shipmentIds: [id] } });
		expect(code).toBe("labels.unreadable");
	});

	it.each([
		[{ shipmentIds: [] }],
		[{ shipmentIds: ["a", "a"] }],
		[{ shipmentIds: Array.from({ length: 201 }, (_, at) => `shp_${at}`) }],
		[{ shipmentIds: ["a"], documents: "some" }],
	])("are not asked for with %j", async (body) => {
		await problemOf("POST", "/labels/merge", 422, { body });
	});

	it("are for those who operate", async () => {
		const { token } = await makeToken(["read"]);
		await call("POST", "/labels/merge", 403, { token, body: { shipmentIds: ["a"] } });
	});
});
