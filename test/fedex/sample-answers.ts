import type { RawAnswer } from "../../src/shipping/model/shipment.ts";

export const PDF_BASE64 = btoa("%PDF-1.4 label");

export type SampleDocument = { contentType?: string; docType?: string; encodedLabel?: string };

export const LABEL: SampleDocument = {
	contentType: "LABEL",
	docType: "PDF",
	encodedLabel: PDF_BASE64,
};

export function samplePiece(changes: Record<string, unknown> = {}) {
	return {
		masterTrackingNumber: "794953535000",
		trackingNumber: "794953535000",
		packageSequenceNumber: 1,
		packageDocuments: [LABEL],
		netChargeAmount: 21.45,
		...changes,
	};
}

export function sampleAnswer(shipment: Record<string, unknown> = {}, output = {}) {
	return {
		transactionId: "624deea6-b709-470c-8c39-4b5511281492",
		customerTransactionId: "2001-7F3K9QXZ",
		output: {
			transactionShipments: [
				{
					masterTrackingNumber: "794953535000",
					pieceResponses: [samplePiece()],
					...shipment,
				},
			],
			...output,
		},
	};
}

export function rawAnswer(body: unknown, changes: Partial<RawAnswer> = {}): RawAnswer {
	return {
		request: JSON.stringify({ requestedShipment: { totalPackageCount: 1 } }),
		status: 200,
		body: typeof body === "string" ? body : JSON.stringify(body),
		receivedAt: Date.UTC(2026, 10, 24, 22, 0, 0),
		...changes,
	};
}

export function errorBody(...codes: string[]) {
	return {
		transactionId: "624deea6-b709-470c-8c39-4b5511281492",
		errors: codes.map((code) => ({ code, message: "Jan de Vries can't be reached." })),
	};
}
