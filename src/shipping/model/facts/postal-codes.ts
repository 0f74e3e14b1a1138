/**
 * Postal codes of the countries where FedEx wants one: N a digit, A a letter, as they are written (reference guide,
 * table "Postal Aware Countries", read 2026-11). It lists Portugal without the second part and the United States
 * without the four digits more, which both have. Elsewhere there may be none, and it may have any form.
 */
const PATTERNS = `
	AT NNNN, AU NNNN, BE NNNN, BR NNNNNNNN, CA ANA NAN, CH NNNN, CL NNNNNNN, CN NNNNNN, CO NNNNNN, CZ NNN NN,
	DE NNNNN, DK NNNN, EC NNNNNN, EE NNNNN, ES NNNNN, FI NNNNN, FR NNNNN, GB AN NAA, GB ANN NAA, GB ANA NAA,
	GB AAN NAA, GB AANA NAA, GB AANN NAA, GR NNN NN, HU NNNN, ID NNNNN, IN NNNNNN, IT NNNNN, JP NNNNNNN,
	KR NNNNN, LT NNNNN, LU NNNN, LV NNNN, MX NNNNN, MY NNNNN, NL NNNN AA, NL NNNN, NO NNNN, PH NNNN,
	PL NN-NNN, PR NNNNN, PR NNNNN-NNNN, PT NNNN-NNN, PT NNNN, RO NNNNNN, RU NNNNNN, SA NNNNN, SE NNN NN,
	SG NNNNNN, SI NNNN, SK NNN NN, TH NNNNN, TR NNNNN, US NNNNN, US NNNNN-NNNN, ZA NNNN
`;

const BY_COUNTRY: ReadonlyMap<string, readonly string[]> = readPatterns();

/** What people put before the code of their country, beside its own two letters. */
const OLD_PREFIXES: Readonly<Record<string, string>> = {
	AT: "A",
	BE: "B",
	DE: "D",
	ES: "E",
	FI: "FIN",
	FR: "F",
	HU: "H",
	IT: "I",
	LU: "L",
	NO: "N",
	PT: "P",
	SE: "S",
	SI: "SLO",
};

export function needsPostalCode(country: string): boolean {
	return BY_COUNTRY.has(country);
}

/** The form of a country's codes, as it is shown to people: `NNNN AA` is "four digits and two letters". */
export function postalCodeForm(country: string): string {
	return (BY_COUNTRY.get(country) ?? []).map(example).join(" or ");
}

/**
 * The letters and digits of a code, without the country before it; undefined where the country has none of that
 * form.
 */
export function findPostalCode(country: string, written: string): string | undefined {
	const compact = compactOf(written);
	const patterns = BY_COUNTRY.get(country);
	if (patterns === undefined) {
		return compact;
	}
	const bare = [country, OLD_PREFIXES[country]]
		.filter((prefix) => prefix !== undefined)
		.map((prefix) => (compact.startsWith(prefix) ? compact.slice(prefix.length) : compact));
	return [compact, ...bare].find((code) =>
		patterns.some((pattern) => compactOf(pattern) === shapeOf(code)),
	);
}

function compactOf(text: string): string {
	return text.toUpperCase().replaceAll(/[^A-Z0-9]/g, "");
}

function shapeOf(compact: string): string {
	return compact.replaceAll(/[A-Z]/g, "A").replaceAll(/\d/g, "N");
}

function example(pattern: string): string {
	let digit = 0;
	return pattern.replaceAll(/[NA]/g, (letter) =>
		letter === "A" ? "A" : String((digit += 1) % 10),
	);
}

function readPatterns(): Map<string, string[]> {
	const found = new Map<string, string[]>();
	for (const entry of PATTERNS.split(",")) {
		const [country = "", ...pattern] = entry.trim().split(/\s+/);
		found.set(country, [...(found.get(country) ?? []), pattern.join(" ")]);
	}
	return found;
}
