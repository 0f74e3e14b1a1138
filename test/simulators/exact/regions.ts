/** The country sites of Exact Online and the time zone whose wall clock their servers write. */
const TIME_ZONES = {
	nl: "Europe/Amsterdam",
	be: "Europe/Brussels",
	de: "Europe/Berlin",
	fr: "Europe/Paris",
	es: "Europe/Madrid",
	"co.uk": "Europe/London",
	com: "America/New_York",
} as const;

export type Region = keyof typeof TIME_ZONES;

export function isRegion(text: string): text is Region {
	return Object.hasOwn(TIME_ZONES, text);
}

export function timeZoneOf(region: Region): string {
	return TIME_ZONES[region];
}
