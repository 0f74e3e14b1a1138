/** Postal patterns of the countries whose codes FedEx checks: N is a digit, A a letter. */
const PATTERNS: Record<string, string[]> = {
	AT: ["NNNN"],
	AU: ["NNNN"],
	BE: ["NNNN"],
	BR: ["NNNNNNNN"],
	CA: ["ANA NAN", "ANANAN"],
	CH: ["NNNN"],
	CN: ["NNNNNN"],
	CZ: ["NNNNN", "NNN NN"],
	DE: ["NNNNN"],
	DK: ["NNNN"],
	EE: ["NNNNN"],
	ES: ["NNNNN"],
	FI: ["NNNNN"],
	FR: ["NNNNN"],
	GB: [
		"ANNAA",
		"ANNNAA",
		"ANANAA",
		"AANNAA",
		"AANANAA",
		"AANNNAA",
		"AN NAA",
		"ANN NAA",
		"ANA NAA",
		"AAN NAA",
		"AANA NAA",
		"AANN NAA",
	],
	GR: ["NNNNN", "NNN NN"],
	HU: ["NNNN"],
	IN: ["NNNNNN"],
	IT: ["NNNNN"],
	JP: ["NNNNNNN"],
	KR: ["NNNNN"],
	LT: ["NNNNN"],
	LU: ["NNNN"],
	LV: ["NNNN"],
	MX: ["NNNNN"],
	NL: ["NNNN", "NNNNAA"],
	NO: ["NNNN"],
	PL: ["NN-NNN"],
	PT: ["NNNN", "NNNN-NNN"],
	RO: ["NNNNNN"],
	SE: ["NNNNN"],
	SG: ["NNNNNN"],
	SI: ["NNNN"],
	SK: ["NNNNN", "NNN NN"],
	TR: ["NNNNN"],
	US: ["NNNNN", "NNNNN-NNNN"],
};

/** Postal codes of some large cities, by their beginning. */
const CITIES: Record<string, string[]> = {
	"NL AMSTERDAM": ["10", "11"],
	"NL ROTTERDAM": ["30"],
	"NL DEN HAAG": ["25", "22"],
	"NL UTRECHT": ["34", "35"],
	"NL EINDHOVEN": ["56"],
	"DE BERLIN": ["10", "12", "13", "14"],
	"DE HAMBURG": ["20", "21", "22"],
	"DE MUENCHEN": ["80", "81"],
	"FR PARIS": ["75"],
	"FR LYON": ["690"],
	"US NEW YORK": ["100", "101", "102"],
	"US CHICAGO": ["606"],
};

/** Whether a country has postal codes that FedEx checks. */
export function hasPostalCodes(countryCode: string): boolean {
	return PATTERNS[countryCode] !== undefined;
}

export function isPostalCode(countryCode: string, postalCode: string): boolean {
	const shape = postalCode.replaceAll(/[A-Za-z]/g, "A").replaceAll(/\d/g, "N");
	return PATTERNS[countryCode]?.includes(shape) ?? true;
}

/** False where a known city lies under other postal codes than the one given. */
export function isPlausibleCity(countryCode: string, postalCode: string, city: string): boolean {
	const starts = CITIES[`${countryCode} ${city.toUpperCase()}`];
	return starts === undefined || starts.some((start) => postalCode.startsWith(start));
}
