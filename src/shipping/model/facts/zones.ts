/** Members of the European Union, whose goods cross each other's borders without customs (November 2026). */
const EUROPEAN_UNION = new Set(
	"AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split(" "),
);

export const ZONES = ["domestic", "european-union", "international"] as const;

type Zone = (typeof ZONES)[number];

export function zoneOf(from: string, to: string): Zone {
	if (from === to) {
		return "domestic";
	}
	return isInEuropeanUnion(from) && isInEuropeanUnion(to) ? "european-union" : "international";
}

export function isInEuropeanUnion(country: string): boolean {
	return EUROPEAN_UNION.has(country);
}
