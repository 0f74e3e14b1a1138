import type { ShipmentRecord } from "../shipment-record.ts";
import { masterNumberOf } from "../shipment-record.ts";
import { drawBarcode } from "./draw-barcode.ts";
import { toLabelText } from "./label-text.ts";
import { createPdf, fit } from "./pdf.ts";

/** The second waybill of an international shipment: a page that has to be printed as well. */
export function drawAuxiliaryPdf(shipment: ShipmentRecord): Promise<Uint8Array> {
	return drawSheet(shipment, { title: "AIR WAYBILL - COPY FOR ORIGIN", size: [288, 432] });
}

export function drawInvoicePdf(shipment: ShipmentRecord): Promise<Uint8Array> {
	return drawSheet(shipment, { title: "COMMERCIAL INVOICE", size: [612, 792] });
}

export function drawBillOfLadingPdf(shipment: ShipmentRecord): Promise<Uint8Array> {
	return drawSheet(shipment, { title: "STRAIGHT BILL OF LADING", size: [612, 792] });
}

export function drawProofPdf(shipment: ShipmentRecord): Promise<Uint8Array> {
	return drawSheet(shipment, { title: "PROOF OF DELIVERY", size: [612, 792] });
}

async function drawSheet(
	shipment: ShipmentRecord,
	sheet: { title: string; size: [number, number] },
): Promise<Uint8Array> {
	const { pdf, fonts } = await createPdf(shipment);
	const page = pdf.addPage(sheet.size);
	const [width, height] = sheet.size;
	const [piece] = shipment.pieces;
	const text = piece === undefined ? undefined : toLabelText(shipment, piece);
	page.drawText(sheet.title, { x: 16, y: height - 30, size: 14, font: fonts.bold });
	const lines = [
		"TEST - SIMULATED - DO NOT SHIP",
		"",
		...(text?.from ?? []),
		"",
		...(text?.to ?? []),
		"",
		...(text?.references ?? []),
		`CONTENTS: ${shipment.contents}`,
		`TOTAL PIECES: ${shipment.pieces.length}`,
	];
	for (const [index, line] of lines.entries()) {
		const short = fit(line, fonts.regular, 9, width - 32);
		page.drawText(short, { x: 16, y: height - 52 - index * 12, size: 9, font: fonts.regular });
	}
	const number = masterNumberOf(shipment);
	drawBarcode(page, number, { x: 40, y: 40, width: 208, height: 50 });
	page.drawText(number, { x: 100, y: 24, size: 12, font: fonts.bold });
	return pdf.save({ useObjectStreams: false });
}
