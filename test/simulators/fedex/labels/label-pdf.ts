import { degrees, grayscale, type PDFDocument, type PDFFont, type PDFPage } from "pdf-lib";

import type { ShipmentPiece, ShipmentRecord } from "../shipment-record.ts";
import { pageSizeOf } from "../tables/label-stock.ts";
import { drawBarcode } from "./draw-barcode.ts";
import { type LabelText, toLabelText } from "./label-text.ts";
import { createPdf, fit, type Fonts } from "./pdf.ts";

const WIDTH = 288;
const HEIGHT = 432;
const MARGIN = 12;
const INNER = WIDTH - 2 * MARGIN;

/** Labels of the given pieces, one page each. The same shipment gives the same bytes every time. */
export async function drawLabelPdf(
	shipment: ShipmentRecord,
	pieces: ShipmentPiece[],
): Promise<Uint8Array> {
	const { pdf, fonts } = await createPdf(shipment);
	for (const piece of pieces) {
		drawPage(addPage(pdf, shipment.stockType), fonts, toLabelText(shipment, piece));
	}
	return pdf.save({ useObjectStreams: false });
}

/** A page of the asked size; the label keeps its 4 by 6 inches unless the page is smaller. */
function addPage(pdf: PDFDocument, stockType: string): PDFPage {
	const [width, height] = pageSizeOf(stockType);
	const page = pdf.addPage([width, height]);
	const scale = Math.min(1, width / WIDTH, height / HEIGHT);
	const isLower = stockType === "PAPER_85X11_BOTTOM_HALF_LABEL";
	page.translateContent(0, isLower ? 0 : height - HEIGHT * scale);
	if (scale < 1) {
		page.scaleContent(scale, scale);
	}
	return page;
}

function drawPage(page: PDFPage, fonts: Fonts, text: LabelText): void {
	drawWatermark(page, fonts);
	drawSender(page, fonts, text);
	drawRule(page, 346);
	drawRecipient(page, fonts, text);
	drawRule(page, 204);
	drawService(page, fonts, text);
	drawRule(page, 132);
	const barcode = { x: MARGIN + 12, y: 44, width: INNER - 24, height: 80 };
	drawBarcode(page, text.trackingNumber, barcode);
	center(page, text.spacedNumber, { font: fonts.bold, size: 13, y: 29 });
	page.drawRectangle({ x: MARGIN, y: 9, width: INNER, height: 14, color: grayscale(0) });
	const warning = "TEST LABEL - SIMULATED - DO NOT SHIP";
	center(page, warning, { font: fonts.bold, size: 8.5, y: 13, tone: 1 });
}

function drawWatermark(page: PDFPage, fonts: Fonts): void {
	page.drawText("TEST", {
		x: 80,
		y: 208,
		size: 84,
		font: fonts.bold,
		color: grayscale(0.91),
		rotate: degrees(22),
	});
}

function drawSender(page: PDFPage, fonts: Fonts, text: LabelText): void {
	const left = { font: fonts.regular, size: 7.5, x: MARGIN };
	page.drawText("FROM", { ...left, font: fonts.bold, y: 414 });
	for (const [index, line] of text.from.entries()) {
		page.drawText(fit(line, fonts.regular, 7.5, 158), { ...left, y: 403 - index * 9 });
	}
	for (const [index, line] of text.facts.entries()) {
		const y = 414 - index * 10;
		page.drawText(fit(line, fonts.regular, 7.5, 96), { ...left, x: 180, y });
	}
	page.drawLine({ start: { x: 174, y: 352 }, end: { x: 174, y: 424 }, thickness: 0.5 });
}

function drawRecipient(page: PDFPage, fonts: Fonts, text: LabelText): void {
	page.drawText("TO", { x: MARGIN, y: 330, size: 11, font: fonts.bold });
	for (const [index, line] of text.to.entries()) {
		const isFirst = index === 0;
		const font = isFirst ? fonts.bold : fonts.regular;
		const size = isFirst ? 12 : 10.5;
		page.drawText(fit(line, font, size, 236), { x: 38, y: 330 - index * 13.5, size, font });
	}
	page.drawRectangle({
		x: 240,
		y: 212,
		width: 36,
		height: 24,
		borderWidth: 1.2,
		borderColor: grayscale(0),
	});
	const size = 16;
	const width = fonts.bold.widthOfTextAtSize(text.toCountry, size);
	page.drawText(text.toCountry, { x: 258 - width / 2, y: 218, size, font: fonts.bold });
	for (const [index, line] of text.references.slice(0, 3).entries()) {
		const y = 228 - index * 9;
		const short = fit(line, fonts.bold, 8, 220);
		page.drawText(short, { x: MARGIN, y, size: 8, font: fonts.bold });
	}
}

function drawService(page: PDFPage, fonts: Fonts, text: LabelText): void {
	const size = Math.min(15, (15 * 200) / fonts.bold.widthOfTextAtSize(text.service, 15));
	page.drawText(text.service, { x: MARGIN, y: 184, size, font: fonts.bold });
	const width = fonts.bold.widthOfTextAtSize(text.piece, 15);
	page.drawText(text.piece, { x: WIDTH - MARGIN - width, y: 184, size: 15, font: fonts.bold });
	page.drawText("TRK#", { x: MARGIN, y: 156, size: 8, font: fonts.regular });
	page.drawText(text.spacedNumber, { x: 36, y: 154, size: 21, font: fonts.bold });
	if (text.master !== "") {
		page.drawText(text.master, { x: 36, y: 140, size: 8, font: fonts.regular });
	}
}

function drawRule(page: PDFPage, y: number): void {
	page.drawLine({ start: { x: MARGIN, y }, end: { x: WIDTH - MARGIN, y }, thickness: 1.2 });
}

function center(
	page: PDFPage,
	text: string,
	style: { font: PDFFont; size: number; y: number; tone?: number },
): void {
	const { font, size, y, tone = 0 } = style;
	const x = (WIDTH - font.widthOfTextAtSize(text, size)) / 2;
	page.drawText(text, { x, y, size, font, color: grayscale(tone) });
}
