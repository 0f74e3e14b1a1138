export type ImageType = "PDF" | "PNG" | "ZPLII" | "EPL2";

const PAPER = [
	"PAPER_4X6",
	"PAPER_4X675",
	"PAPER_4X8",
	"PAPER_4X9",
	"PAPER_7X475",
	"PAPER_85X11_BOTTOM_HALF_LABEL",
	"PAPER_85X11_TOP_HALF_LABEL",
	"PAPER_LETTER",
];

const ROLL = [
	"STOCK_4X6",
	"STOCK_4X675",
	"STOCK_4X675_LEADING_DOC_TAB",
	"STOCK_4X675_TRAILING_DOC_TAB",
	"STOCK_4X8",
	"STOCK_4X9",
	"STOCK_4X9_LEADING_DOC_TAB",
	"STOCK_4X9_TRAILING_DOC_TAB",
	"STOCK_4X85_TRAILING_DOC_TAB",
	"STOCK_4X105_TRAILING_DOC_TAB",
];

const STOCK_BY_IMAGE: Record<ImageType, string[]> = {
	PDF: PAPER,
	PNG: PAPER,
	ZPLII: ROLL,
	EPL2: ROLL,
};

/** Width and height in points. */
const PAGE_SIZES: Record<string, [number, number]> = {
	PAPER_4X6: [288, 432],
	PAPER_4X675: [288, 486],
	PAPER_4X8: [288, 576],
	PAPER_4X9: [288, 648],
	PAPER_7X475: [504, 342],
	PAPER_85X11_BOTTOM_HALF_LABEL: [612, 792],
	PAPER_85X11_TOP_HALF_LABEL: [612, 792],
	PAPER_LETTER: [612, 792],
};

export function toImageType(value: string): ImageType | undefined {
	return Object.hasOwn(STOCK_BY_IMAGE, value) ? (value as ImageType) : undefined;
}

export function isStockOf(imageType: ImageType, stockType: string): boolean {
	return STOCK_BY_IMAGE[imageType].includes(stockType);
}

export function pageSizeOf(stockType: string): [number, number] {
	return PAGE_SIZES[stockType] ?? [288, 432];
}
