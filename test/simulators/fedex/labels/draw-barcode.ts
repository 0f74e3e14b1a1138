import { grayscale, type PDFPage } from "pdf-lib";

import { encodeCode128 } from "./code-128.ts";

/** Draws the bars; the caller leaves ten modules of white on both sides. */
export function drawBarcode(
	page: PDFPage,
	text: string,
	box: { x: number; y: number; width: number; height: number },
): void {
	const widths = encodeCode128(text);
	const module = box.width / widths.reduce((sum, width) => sum + width, 0);
	let x = box.x;
	for (const [index, width] of widths.entries()) {
		if (index % 2 === 0) {
			const { y, height } = box;
			page.drawRectangle({ x, y, width: width * module, height, color: grayscale(0) });
		}
		x += width * module;
	}
}
