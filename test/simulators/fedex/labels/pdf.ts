import { PDFDocument, type PDFFont, StandardFonts } from "pdf-lib";

import type { ShipmentRecord } from "../shipment-record.ts";

export type Fonts = { regular: PDFFont; bold: PDFFont };

/** An empty document whose dates are the shipment's, so that drawing it again gives the same bytes. */
export async function createPdf(
	shipment: ShipmentRecord,
): Promise<{ pdf: PDFDocument; fonts: Fonts }> {
	const pdf = await PDFDocument.create({ updateMetadata: false });
	const createdAt = new Date(shipment.createdAt);
	pdf.setTitle(`Simulated shipment ${shipment.id}`);
	pdf.setCreationDate(createdAt);
	pdf.setModificationDate(createdAt);
	const fonts = {
		regular: await pdf.embedFont(StandardFonts.Helvetica),
		bold: await pdf.embedFont(StandardFonts.HelveticaBold),
	};
	return { pdf, fonts };
}

/** As much of the text as fits into the width, in points. */
export function fit(text: string, font: PDFFont, size: number, width: number): string {
	let fitting = text;
	while (fitting.length > 1 && font.widthOfTextAtSize(fitting, size) > width) {
		fitting = fitting.slice(0, -1);
	}
	return fitting;
}
