import { PDFDocument } from "pdf-lib";
import { beforeEach, describe, expect, it } from "vitest";

import { createRequest, withValue } from "./requests.ts";
import { type Json, TestTwin, type WireDocument } from "./test-twin.ts";

let twin: TestTwin;
beforeEach(() => {
	twin = new TestTwin();
});

function decode(document: WireDocument | undefined): Uint8Array {
	return Uint8Array.from(atob(document?.encodedLabel ?? ""), (character) =>
		character.charCodeAt(0),
	);
}

function withPieces(request: Json, count: number): Json {
	const shipment = request.requestedShipment as { requestedPackageLineItems: Json[] };
	const [line] = shipment.requestedPackageLineItems;
	const lines = Array.from({ length: count }, (_, index) => ({
		...line,
		sequenceNumber: index + 1,
	}));
	const counted = withValue(request, "requestedShipment.totalPackageCount", count);
	return withValue(counted, "requestedShipment.requestedPackageLineItems", lines);
}

describe("a create call", () => {
	it("makes a shipment and echoes the caller's id", async () => {
		const { status, body } = await twin.create(createRequest());
		expect(status).toBe(200);
		expect(body.customerTransactionId).toBe("SO-1001-TEST");
		const [shipment] = body.output.transactionShipments;
		expect(shipment?.masterTrackingNumber).toMatch(/^\d{12}$/);
		expect(await twin.shipments()).toMatchObject([
			{
				account: "510088001",
				reference: "SO-1001-AAAA1111",
				trackingNumbers: [shipment?.masterTrackingNumber],
				transactionId: body.transactionId,
				cancelledAt: null,
				recipientCountry: "NL",
			},
		]);
	});

	it("answers with a label of one page of 4 by 6 inches", async () => {
		const { body } = await twin.create(createRequest());
		const document = body.output.transactionShipments[0]?.pieceResponses[0]?.packageDocuments[0];
		expect(document).toMatchObject({ contentType: "LABEL", docType: "PDF", copiesToPrint: 1 });
		const pdf = await PDFDocument.load(decode(document));
		expect(pdf.getPages().map((page) => page.getSize())).toEqual([{ width: 288, height: 432 }]);
	});

	it("draws the same bytes again when the label is asked for once more", async () => {
		const { body } = await twin.create(createRequest());
		const [shipment] = await twin.shipments();
		const response = await twin.app.request(`/_twin/shipments/${shipment?.id}/label`);
		const first = body.output.transactionShipments[0]?.pieceResponses[0]?.packageDocuments[0];
		expect(new Uint8Array(await response.arrayBuffer())).toEqual(decode(first));
	});

	it("with the same reference twice makes two shipments", async () => {
		const first = await twin.create(createRequest());
		const second = await twin.create(createRequest());
		const numbers = [first, second].map(
			({ body }) => body.output.transactionShipments[0]?.masterTrackingNumber,
		);
		expect(new Set(numbers).size).toBe(2);
		expect(await twin.shipments("?reference=SO-1001-AAAA1111")).toHaveLength(2);
	});

	it("gives every piece a number and a label of its own", async () => {
		const { body } = await twin.create(withPieces(createRequest(), 3));
		const pieces = body.output.transactionShipments[0]?.pieceResponses ?? [];
		expect(pieces.map((piece) => piece.packageSequenceNumber)).toEqual([1, 2, 3]);
		expect(new Set(pieces.map((piece) => piece.trackingNumber)).size).toBe(3);
		expect(pieces.map((piece) => piece.packageDocuments[0]?.contentType)).toEqual([
			"LABEL",
			"LABEL",
			"LABEL",
		]);
	});

	it("adds a second waybill to an international shipment", async () => {
		const { body } = await twin.create(createRequest("US"));
		const documents = body.output.transactionShipments[0]?.pieceResponses[0]?.packageDocuments;
		expect(documents?.map((document) => document.contentType)).toEqual(["LABEL", "AUXILIARY"]);
	});

	it("answers with addresses that live for a day when asked for them", async () => {
		const request = { ...createRequest(), labelResponseOptions: "URL_ONLY" };
		const { body } = await twin.create(request);
		const [shipment] = body.output.transactionShipments;
		const url = shipment?.pieceResponses[0]?.packageDocuments[0]?.url ?? "";
		expect(shipment?.shipmentDocuments?.[0]?.contentType).toBe("MERGED_LABEL_DOCUMENTS");
		const fresh = await twin.app.request(url);
		const pdf = await PDFDocument.load(await fresh.arrayBuffer());
		expect(pdf.getPageCount()).toBe(1);
		twin.advance(86_400_000);
		expect((await twin.app.request(url)).status).toBe(404);
	});

	it("writes ZPL for a thermal printer", async () => {
		const specification = { imageType: "ZPLII", labelStockType: "STOCK_4X6" };
		const request = withValue(
			createRequest(),
			"requestedShipment.labelSpecification",
			specification,
		);
		const { body } = await twin.create(request);
		const piece = body.output.transactionShipments[0]?.pieceResponses[0];
		const text = new TextDecoder().decode(decode(piece?.packageDocuments[0]));
		expect(text).toMatch(/^\^XA[\s\S]*\^BC[\s\S]*\^XZ\s*$/);
		expect(text).toContain(piece?.trackingNumber);
	});

	it("moves a ship date in the past to today", async () => {
		const { body } = await twin.create(
			withValue(createRequest(), "requestedShipment.shipDatestamp", "2026-11-20"),
		);
		expect(body.output.transactionShipments[0]?.shipDatestamp).toBe("2026-11-23");
	});

	it("remarks on a city that does not belong to the postal code, and ships", async () => {
		const path = "requestedShipment.recipients.0.address.city";
		const { status, body } = await twin.create(withValue(createRequest(), path, "Rotterdam"));
		expect(status).toBe(200);
		expect(body.output.transactionShipments[0]?.alerts).toMatchObject([
			{ code: "SHIP.RECIPIENT.POSTALCITY.MISMATCH", alertType: "WARNING" },
		]);
	});

	it("drops street lines beyond the third", async () => {
		const path = "requestedShipment.recipients.0.address.streetLines";
		const lines = ["One", "Two", "Three", "Line number four is longer than any line may ever be"];
		const { status } = await twin.create(withValue(createRequest(), path, lines));
		expect(status).toBe(200);
	});

	it("is listed as in flight with its shipment and whether the answer went out", async () => {
		await twin.create(createRequest());
		const response = await twin.app.request("/_twin/inflight");
		expect(await response.json()).toMatchObject({
			create: 0,
			calls: [{ reference: "SO-1001-AAAA1111", shipmentId: "shp_0000001", isDelivered: true }],
		});
	});
});

describe("a validate call", () => {
	it("says that the shipment could be made and makes none", async () => {
		const token = await twin.token("ship");
		const { labelResponseOptions: _unused, ...body } = createRequest();
		const path = "/ship/v1/shipments/packages/validate";
		const reply = await twin.send<Json>(path, { token, body });
		expect(reply.body).toMatchObject({
			output: { alerts: [{ code: "SHIPMENT.VALIDATION.SUCCESS" }] },
		});
		expect(await twin.shipments()).toEqual([]);
	});

	it("takes one piece only", async () => {
		const token = await twin.token("ship");
		const path = "/ship/v1/shipments/packages/validate";
		const reply = await twin.send(path, { token, body: withPieces(createRequest(), 2) });
		expect(reply.status).toBe(400);
	});
});
