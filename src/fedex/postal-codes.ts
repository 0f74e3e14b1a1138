import { toAscii } from "../lib/ascii.ts";
import { findPostalCode, needsPostalCode } from "../shipping/model/facts/postal-codes.ts";

const LIMIT = 10;

/**
 * How FedEx writes the postal codes that are not letters and digits alone; shorter British codes are listed without
 * the space. https://developer.fedex.com/api/en-us/guides/api-reference.html#postalawarecountries (checked 2026-11)
 */
const FORMATS: ReadonlyMap<string, { pattern: RegExp; replacement: string }> = new Map([
	["CA", { pattern: /^(\w{3})(\w{3})$/, replacement: "$1 $2" }],
	["GB", { pattern: /^(\w{4})(\w{3})$/, replacement: "$1 $2" }],
	["PL", { pattern: /^(\d{2})(\d{3})$/, replacement: "$1-$2" }],
	["PR", { pattern: /^(\d{5})(\d{4})$/, replacement: "$1-$2" }],
	["PT", { pattern: /^(\d{4})(\d{3})$/, replacement: "$1-$2" }],
	["US", { pattern: /^(\d{5})(\d{4})$/, replacement: "$1-$2" }],
]);

export function toPostalCode(postalCode: string, country: string): string {
	const written = toAscii(postalCode).toUpperCase();
	const code = needsPostalCode(country) ? (findPostalCode(country, written) ?? written) : written;
	const format = FORMATS.get(country);
	const formatted = format === undefined ? code : code.replace(format.pattern, format.replacement);
	return formatted.slice(0, LIMIT).trim();
}
