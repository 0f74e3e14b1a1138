import { describe, expect, it } from "vitest";

import { toBooking } from "../../src/fedex/booking-answer.ts";
import { LABEL, rawAnswer, sampleAnswer, samplePiece } from "./sample-answers.ts";

const uncertain = (code: string) => expect.objectContaining({ code, disposition: "uncertain" });

describe("a booking's answer", () => {
	it("gives numbers, label and ids", () => {
		const booking = toBooking(rawAnswer(sampleAnswer()));
		expect(booking).toMatchObject({
			transactionId: "624deea6-b709-470c-8c39-4b5511281492",
			customerTransactionId: "2001-7F3K9QXZ",
			masterTrackingNumber: "794953535000",
			packages: [{ sequence: 1, trackingNumber: "794953535000" }],
			alerts: [],
		});
		expect(booking.documents).toHaveLength(1);
		const [label] = booking.documents;
		expect(label).toMatchObject({
			packageSequence: 1,
			kind: "label",
			extension: "pdf",
			contentType: "application/pdf",
		});
		expect(new TextDecoder().decode(label?.bytes)).toBe("%PDF-1.4 label");
	});

	it("keeps every document: auxiliary labels, the invoice and kinds that it does not know", () => {
		const zpl = { contentType: "LABEL", docType: "ZPLII", encodedLabel: btoa("^XA^XZ") };
		const { documents } = toBooking(
			rawAnswer(
				sampleAnswer({
					pieceResponses: [
						samplePiece({ packageDocuments: [zpl, { ...LABEL, contentType: "AUXILIARY" }] }),
					],
					shipmentDocuments: [
						{ ...LABEL, contentType: "COMMERCIAL_INVOICE" },
						{ ...LABEL, contentType: "RETURN_INSTRUCTIONS" },
					],
				}),
			),
		);
		expect(
			documents.map(({ packageSequence, kind, extension }) => [packageSequence, kind, extension]),
		).toEqual([
			[1, "label", "zpl"],
			[1, "auxiliary-label", "pdf"],
			[0, "commercial-invoice", "pdf"],
			[0, "return-instructions", "pdf"],
		]);
	});

	it("puts pieces in their sequence", () => {
		const pieces = [3, 1, 2].map((packageSequenceNumber) =>
			samplePiece({ packageSequenceNumber, trackingNumber: `79495353500${packageSequenceNumber}` }),
		);
		expect(toBooking(rawAnswer(sampleAnswer({ pieceResponses: pieces }))).packages).toEqual([
			{ sequence: 1, trackingNumber: "794953535001" },
			{ sequence: 2, trackingNumber: "794953535002" },
			{ sequence: 3, trackingNumber: "794953535003" },
		]);
	});

	it("counts pieces itself where FedEx gives them one number", () => {
		const pieces = ["A", "B"].map((trackingNumber) => samplePiece({ trackingNumber }));
		expect(
			toBooking(rawAnswer(sampleAnswer({ pieceResponses: pieces }))).packages.map(
				(piece) => piece.sequence,
			),
		).toEqual([1, 2]);
	});

	it("takes a piece that is told twice for one, and misses the other", () => {
		const asked = { request: JSON.stringify({ requestedShipment: { totalPackageCount: 2 } }) };
		const first = samplePiece();
		const second = samplePiece({ packageSequenceNumber: 2, trackingNumber: "794953535001" });
		const twice = sampleAnswer({ pieceResponses: [first, second, first, second] });
		expect(toBooking(rawAnswer(twice, asked)).packages).toEqual([
			{ sequence: 1, trackingNumber: "794953535000" },
			{ sequence: 2, trackingNumber: "794953535001" },
		]);
		const lost = sampleAnswer({ pieceResponses: [first, first] });
		expect(() => toBooking(rawAnswer(lost, asked))).toThrow(uncertain("fedex.label_missing"));
	});

	it("prefers the account's rate to the list's", () => {
		const shipmentRating = {
			shipmentRateDetails: [
				{ rateType: "PAYOR_LIST_SHIPMENT", totalNetCharge: 50, currency: "EUR" },
				{ rateType: "PAYOR_ACCOUNT_SHIPMENT", totalNetCharge: 12.3, currency: "UKL" },
			],
		};
		const answer = sampleAnswer({ completedShipmentDetail: { shipmentRating } });
		expect(toBooking(rawAnswer(answer)).charge).toEqual({ amount: "12.30", currency: "GBP" });
	});

	it("adds the pieces' charges up where there is no rate of the account", () => {
		const pieces = [
			samplePiece({ netChargeAmount: 0.1, currency: "EUR" }),
			samplePiece({ packageSequenceNumber: 2, netChargeAmount: 0.2 }),
		];
		expect(toBooking(rawAnswer(sampleAnswer({ pieceResponses: pieces }))).charge).toEqual({
			amount: "0.30",
			currency: "EUR",
		});
	});

	it.each([
		["no rating", {}],
		["a rating of another shape", { completedShipmentDetail: { shipmentRating: "none" } }],
	])("takes the label with %s", (_, shipment) => {
		const booking = toBooking(rawAnswer(sampleAnswer(shipment)));
		expect(booking.charge).toBeNull();
		expect(booking.documents).toHaveLength(1);
	});

	it("passes alerts on and names a paper that came without bytes", () => {
		const booking = toBooking(
			rawAnswer(
				sampleAnswer(
					{
						alerts: [
							{ code: "SHIP.RECIPIENT.POSTALCITY.MISMATCH", alertType: "NOTE", message: "m" },
						],
						shipmentDocuments: [{ contentType: "COMMERCIAL_INVOICE", docType: "PDF" }],
					},
					{ alerts: [{ code: "VIRTUAL.RESPONSE" }] },
				),
			),
		);
		expect(booking.alerts.map((alert) => alert.code)).toEqual([
			"VIRTUAL.RESPONSE",
			"SHIP.RECIPIENT.POSTALCITY.MISMATCH",
			"fedex.document_missing",
		]);
	});

	it.each([
		["no label", [samplePiece({ packageDocuments: [] })]],
		["a label without bytes", [samplePiece({ packageDocuments: [{ contentType: "LABEL" }] })]],
		[
			"a label that is no base64",
			[samplePiece({ packageDocuments: [{ ...LABEL, encodedLabel: "*" }] })],
		],
		[
			"a second piece without a label",
			[
				samplePiece(),
				samplePiece({
					packageSequenceNumber: 2,
					trackingNumber: "794953535001",
					packageDocuments: [],
				}),
			],
		],
		["no piece", []],
	])("is uncertain with %s", (_, pieceResponses) => {
		expect(() => toBooking(rawAnswer(sampleAnswer({ pieceResponses })))).toThrow(
			uncertain("fedex.label_missing"),
		);
	});

	it("is uncertain with fewer pieces than were asked for, and keeps the number to cancel by", () => {
		const request = JSON.stringify({ requestedShipment: { totalPackageCount: 2 } });
		expect(() => toBooking(rawAnswer(sampleAnswer(), { request }))).toThrow(
			expect.objectContaining({
				code: "fedex.label_missing",
				context: { trackingNumber: "794953535000" },
			}),
		);
	});

	it.each([
		["HTML", "<html><body>Scheduled maintenance</body></html>"],
		["half an answer", JSON.stringify(sampleAnswer()).slice(0, 120)],
		["nothing", ""],
		["a piece without number", sampleAnswer({ pieceResponses: [{ packageDocuments: [] }] })],
		["errors with status 200", { errors: [{ code: "X", message: "" }] }],
	])("is uncertain about %s", (_, body) => {
		expect(() => toBooking(rawAnswer(body))).toThrow(uncertain("fedex.answer_unreadable"));
	});

	it("is uncertain about a job that is still to run", () => {
		const body = { transactionId: "t", output: { jobId: "abc123456" } };
		expect(() => toBooking(rawAnswer(body))).toThrow(uncertain("fedex.label_missing"));
	});
});
