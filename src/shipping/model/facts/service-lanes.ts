/**
 * Where FedEx's services run, as far as its reference guide says so (service lists of each region, read 2026-11).
 * Whatever is not in here is taken as it is: FedEx has services by contract, and new ones, and answers for them itself.
 */
type Lane = (from: string, to: string) => boolean;

const set = (codes: string) => new Set(codes.split(" "));

/** The domestic portfolio of Europe's countries, each with FIRST, PRIORITY EXPRESS and PRIORITY. */
const EUROPE = set("AT BE CH CZ DE DK ES FI FR GB GR HU IT LU NL NO PL RO SE");
const NO_EXPRESS_FREIGHT = set("CZ HU RO");
/** What else counts as Europe for services between its countries. */
const REST_OF_EUROPE = set("BG CY EE HR IE IS LI LT LV MC MT PT SI SK SM");
const NORTH_AMERICA = set("US CA MX");
/** Parts of the United States with country codes of their own, to which both kinds of service run. */
const TERRITORIES = set("PR VI GU AS MP");

const isEuropean = (country: string) => EUROPE.has(country) || REST_OF_EUROPE.has(country);

const across: Lane = (from, to) => from !== to;
const insideAny: Lane = (from, to) => from === to && !NORTH_AMERICA.has(from);
const insideExpressFreight: Lane = (from, to) =>
	insideAny(from, to) && !NO_EXPRESS_FREIGHT.has(from);
const insideOutsideEurope: Lane = (from, to) => from === to && !EUROPE.has(from);
const acrossEurope: Lane = (from, to) => from !== to && isEuropean(from) && isEuropean(to);
const ground: Lane = (from, to) =>
	[from, to].every((country) => country === "US" || country === "CA");

function inside(...countries: string[]): Lane {
	return (from, to) => from === to && countries.includes(from);
}

const LANES: ReadonlyMap<string, Lane> = new Map<string, Lane>([
	["FEDEX_FIRST", insideAny],
	["FEDEX_PRIORITY_EXPRESS", insideAny],
	["FEDEX_PRIORITY", insideAny],
	["FEDEX_PRIORITY_FREIGHT", insideAny],
	["FEDEX_PRIORITY_EXPRESS_FREIGHT", insideExpressFreight],
	["FEDEX_ECONOMY_SELECT", inside("GB")],
	["FEDEX_REGIONAL_ECONOMY", acrossEurope],
	["FEDEX_REGIONAL_ECONOMY_FREIGHT", acrossEurope],
	["FEDEX_GROUND", ground],
	["GROUND_HOME_DELIVERY", inside("US", "CA")],
	["SMART_POST", inside("US")],
	["FEDEX_2_DAY", inside("US", "CA")],
	["FEDEX_2_DAY_AM", inside("US")],
	["FEDEX_EXPRESS_SAVER", inside("US", "CA", "MX")],
	["STANDARD_OVERNIGHT", insideOutsideEurope],
	["PRIORITY_OVERNIGHT", insideOutsideEurope],
	["FIRST_OVERNIGHT", insideOutsideEurope],
	["FEDEX_FIRST_FREIGHT", inside("US")],
	["FEDEX_1_DAY_FREIGHT", inside("US", "CA", "MX")],
	["FEDEX_2_DAY_FREIGHT", inside("US", "CA", "MX")],
	["FEDEX_3_DAY_FREIGHT", inside("US", "CA")],
	["FEDEX_INTERNATIONAL_PRIORITY_EXPRESS", across],
	["FEDEX_INTERNATIONAL_PRIORITY", across],
	["INTERNATIONAL_PRIORITY", across],
	["INTERNATIONAL_FIRST", across],
	["INTERNATIONAL_ECONOMY", across],
	["FEDEX_INTERNATIONAL_CONNECT_PLUS", across],
	["INTERNATIONAL_PRIORITY_FREIGHT", across],
	["INTERNATIONAL_ECONOMY_FREIGHT", across],
	["FEDEX_INTERNATIONAL_DEFERRED_FREIGHT", across],
]);

/** Every service that is known here: offered in forms, never required. */
export const KNOWN_SERVICES: readonly string[] = [...LANES.keys()];

/** False only where it is known that the service does not run there. */
export function mayRunBetween(service: string, from: string, to: string): boolean {
	return TERRITORIES.has(from) || TERRITORIES.has(to) || (LANES.get(service)?.(from, to) ?? true);
}

/** What is usual between the two places: for a remedy, not as a choice. */
export function usualService(from: string, to: string): string {
	if (from !== to) {
		return isEuropean(from) && isEuropean(to)
			? "FEDEX_REGIONAL_ECONOMY"
			: "FEDEX_INTERNATIONAL_PRIORITY";
	}
	if (from === "MX") {
		return "STANDARD_OVERNIGHT";
	}
	return NORTH_AMERICA.has(from) ? "FEDEX_GROUND" : "FEDEX_PRIORITY";
}
