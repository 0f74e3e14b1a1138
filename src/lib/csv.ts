/** A spreadsheet takes a cell that begins so for a formula, which could send away what stands beside it. */
const FORMULA = /^[=+\-@\t\r]/;
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

/** Rows as RFC 4180 has them. Texts can't become formulas; numbers stay numbers. */
export function toCsv(rows: readonly (readonly (string | number)[])[]): string {
	return rows.map((row) => `${row.map(toCell).join(",")}\r\n`).join("");
}

function toCell(value: string | number): string {
	if (typeof value === "number") {
		return String(value);
	}
	if (FORMULA.test(value)) {
		// The apostrophe makes it a text in spreadsheets; the quotes keep the apostrophe with it.
		return quoted(`'${value}`);
	}
	return NEEDS_QUOTES.test(value) ? quoted(value) : value;
}

function quoted(text: string): string {
	return `"${text.replaceAll('"', '""')}"`;
}
