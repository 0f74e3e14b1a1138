import type { Party } from "../shipping/model/shipment.ts";
import { toPostalCode } from "./postal-codes.ts";
import { fit, wrapStreetLines } from "./text.ts";

// Field limits: https://developer.fedex.com/api/en-us/catalog/ship/docs.html (checked 2026-11)
const COMPANY_LIMIT = 35;
const PERSON_LIMIT = 70;
const CITY_LIMIT = 35;
const PHONE_LIMIT = 15;
const NORTH_AMERICAN_PHONE = 10;

const COUNTRIES_WITH_STATES: ReadonlySet<string> = new Set(["US", "CA", "MX", "PR"]);
const NORTH_AMERICA: ReadonlySet<string> = new Set(["US", "CA", "PR"]);
export type PartyBody = {
	contact: { personName?: string; companyName?: string; phoneNumber?: string };
	address: {
		streetLines: string[];
		city?: string;
		stateOrProvinceCode?: string;
		postalCode?: string;
		countryCode: string;
	};
};

export function toPartyBody(party: Party): PartyBody {
	const personName = fit(party.personName, PERSON_LIMIT);
	const companyName = fit(party.companyName, COMPANY_LIMIT);
	const phoneNumber = toPhoneNumber(party.phone, party.country);
	const city = fit(party.city, CITY_LIMIT);
	const postalCode = toPostalCode(party.postalCode, party.country);
	const state = COUNTRIES_WITH_STATES.has(party.country) ? fit(party.state, 2) : undefined;
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
		},
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
	const digits = phone.replace("(0)", "").replaceAll(/\D/g, "").replace(/^00/, "");
	return NORTH_AMERICA.has(country) && /^1\d{10}/.test(digits) ? digits.slice(1) : digits;
}
