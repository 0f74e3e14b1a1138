import { toAscii } from "./text.ts";

const LIMIT = 10;

/**
 * How FedEx writes postal codes where people write them in several ways: the letters and digits alone, and what
 * is put between them. https://developer.fedex.com/api/en-us/guides/api-reference.html#postalawarecountries
 * (checked 2026-11)
 */
const FORMATS: ReadonlyMap<string, { pattern: RegExp; replacement: string }> = new Map([
	["CA", { pattern: /^(\w{3})(\w{3})$/, replacement: "$1 $2" }],
	// Shorter British codes are listed without the space.
	["GB", { pattern: /^(\w{4})(\w{3})$/, replacement: "$1 $2" }],
	["LU", { pattern: /^L(\d{4})$/, replacement: "$1" }],
	["NL", { pattern: /^NL/, replacement: "" }],
	["PL", { pattern: /^(\d{2})(\d{3})$/, replacement: "$1-$2" }],
	["PT", { pattern: /^(\d{4})(\d{3})$/, replacement: "$1-$2" }],
	["SE", { pattern: /^SE/, replacement: "" }],
	["US", { pattern: /^(\d{5})(\d{4})$/, replacement: "$1-$2" }],
]);

export function toPostalCode(postalCode: string, country: string): string {
	const code = toAscii(postalCode).toUpperCase();
	const format = FORMATS.get(country);
	const written =
		format === undefined
			? code
			: code.replaceAll(/[^A-Z0-9]/g, "").replace(format.pattern, format.replacement);
	return written.slice(0, LIMIT).trim();
}
