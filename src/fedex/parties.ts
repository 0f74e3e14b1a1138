import type { TaxNumber } from "../shipping/model/shipment-plan.ts";
import type { Party } from "../shipping/model/shipment.ts";
import { toPostalCode } from "./postal-codes.ts";
import { fit, wrapStreetLines } from "./text.ts";

// Field limits: https://developer.fedex.com/api/en-us/catalog/ship/docs.html (checked 2026-11)
const COMPANY_LIMIT = 35;
const PERSON_LIMIT = 70;
const CITY_LIMIT = 35;
const PHONE_LIMIT = 15;
const PHONE_MIN = 10;
const NORTH_AMERICAN_PHONE = 10;

const COUNTRIES_WITH_STATES: ReadonlySet<string> = new Set(["US", "CA", "MX", "PR"]);
const TIN_LIMIT = 18;
const NORTH_AMERICA: ReadonlySet<string> = new Set(["US", "CA", "PR"]);
export type PartyBody = {
	contact: { personName?: string; companyName?: string; phoneNumber?: string };
	address: {
		streetLines: string[];
		city?: string;
		stateOrProvinceCode?: string;
		postalCode?: string;
		countryCode: string;
		residential?: boolean;
	};
	tins?: TinBody[];
};

type TinBody = {
	number: string;
	tinType: "BUSINESS_NATIONAL" | "BUSINESS_UNION" | "FEDERAL";
	usage: string;
};

/** What is told of a party beside where and who it is. */
type PartyExtras = {
	taxNumbers?: readonly TaxNumber[] | undefined;
	isResidential?: boolean | null | undefined;
};

export function toPartyBody(party: Party, extras: PartyExtras = {}): PartyBody {
	const personName = fit(party.personName, PERSON_LIMIT);
	const companyName = fit(party.companyName, COMPANY_LIMIT);
	const phoneNumber = toPhoneNumber(party.phone, party.country);
	const city = fit(party.city, CITY_LIMIT);
	const postalCode = toPostalCode(party.postalCode, party.country);
	const state = COUNTRIES_WITH_STATES.has(party.country) ? fit(party.state, 2) : undefined;
	const tins = (extras.taxNumbers ?? []).map((number) => toTinBody(number, party.country));
	const isResidential = extras.isResidential ?? null;
	return {
		contact: {
			...(personName === undefined ? {} : { personName }),
			...(companyName === undefined ? {} : { companyName }),
			...(phoneNumber === "" ? {} : { phoneNumber }),
		},
		address: {
			streetLines: wrapStreetLines(party.streetLines),
			...(city === undefined ? {} : { city }),
			...(state === undefined ? {} : { stateOrProvinceCode: state.toUpperCase() }),
			...(postalCode === "" ? {} : { postalCode }),
			countryCode: party.country,
			...(isResidential === null ? {} : { residential: isResidential }),
		},
		...(tins.length === 0 ? {} : { tins }),
	};
}

/** EORI and IOSS numbers are the Union's, VAT numbers a country's, and the United States' are federal. */
function toTinBody({ kind, number }: TaxNumber, country: string): TinBody {
	const national = country === "US" ? "FEDERAL" : "BUSINESS_NATIONAL";
	return {
		number: number.slice(0, TIN_LIMIT),
		tinType: kind === "vat" ? national : "BUSINESS_UNION",
		usage: kind.toUpperCase(),
	};
}

/** Digits only: 10 to 15, and exactly 10 in the United States and Canada. */
export function toPhoneNumber(phone: string, country: string): string {
	const all = phoneDigits(phone, country);
	const limit = NORTH_AMERICA.has(country) ? NORTH_AMERICAN_PHONE : PHONE_LIMIT;
	if (all.length <= limit) {
		return all;
	}
	// Too many digits are two numbers or an extension: the first number is the one to call.
	const [first = ""] = phone.split(/[/;,#]|\be?xt?\b|\btst\b/i);
	return phoneDigits(first, country).slice(0, limit);
}

function phoneDigits(phone: string, country: string): string {
	const dialled = phone.replace("(0)", "").replaceAll(/\D/g, "");
	const bare = dialled.replace(/^00/, "");
	// What makes a short number long enough stays.
	const digits = bare.length < PHONE_MIN && dialled.length >= PHONE_MIN ? dialled : bare;
	return NORTH_AMERICA.has(country) && /^1\d{10}/.test(digits) ? digits.slice(1) : digits;
}
