import type { ShipmentPiece, ShipmentRecord } from "../shipment-record.ts";
import { drawAuxiliaryPdf, drawBillOfLadingPdf, drawInvoicePdf } from "./extra-pdf.ts";
import { drawLabelPdf } from "./label-pdf.ts";
import { drawLabelPng } from "./label-png.ts";
import { drawThermalLabel } from "./label-thermal.ts";

export type DocumentKind =
	| "LABEL"
	| "AUXILIARY"
	| "COMMERCIAL_INVOICE"
	| "BILL_OF_LADING"
	| "MERGED";

/** FedEx keeps the addresses of its documents alive for a day. */
export const DOCUMENT_LIFE_MS = 86_400_000;

export type DrawnDocument = { bytes: Uint8Array; mediaType: string };

/** Draws a document of a shipment; nothing drawn is kept. */
export async function drawDocument(
	shipment: ShipmentRecord,
	kind: DocumentKind,
	piece: ShipmentPiece,
): Promise<DrawnDocument> {
	const mediaType = "application/pdf";
	switch (kind) {
		case "AUXILIARY":
			return { bytes: await drawAuxiliaryPdf(shipment), mediaType };
		case "COMMERCIAL_INVOICE":
			return { bytes: await drawInvoicePdf(shipment), mediaType };
		case "BILL_OF_LADING":
			return { bytes: await drawBillOfLadingPdf(shipment), mediaType };
		case "MERGED":
			return { bytes: await drawLabelPdf(shipment, shipment.pieces), mediaType };
		case "LABEL":
			return drawLabel(shipment, piece);
	}
}

async function drawLabel(shipment: ShipmentRecord, piece: ShipmentPiece): Promise<DrawnDocument> {
	switch (shipment.imageType) {
		case "PDF":
			return { bytes: await drawLabelPdf(shipment, [piece]), mediaType: "application/pdf" };
		case "PNG":
			return { bytes: await drawLabelPng(shipment, piece), mediaType: "image/png" };
		case "ZPLII":
		case "EPL2":
			return { bytes: drawThermalLabel(shipment, piece), mediaType: "text/plain" };
	}
}

export function toDocumentKind(text: string): DocumentKind | undefined {
	return text === "LABEL" ||
		text === "AUXILIARY" ||
		text === "COMMERCIAL_INVOICE" ||
		text === "MERGED"
		? text
		: undefined;
}

export function toBase64(bytes: Uint8Array): string {
	let text = "";
	for (let start = 0; start < bytes.length; start += 0x8000) {
		text += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
	}
	return btoa(text);
}
