import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import type { CountryCode } from "libphonenumber-js/min";

/** FedEx takes 10 to 15 digits, and exactly the 10 of the national number in North America (Ship API, 2026-11). */
const MIN_DIGITS = 10;
const MAX_DIGITS = 15;
const TEN_DIGITS: ReadonlySet<string> = new Set(["US", "CA", "PR"]);
const NORTH_AMERICAN_CODE = "1";

/** Where a number may end and another one begin, or a note. */
const SEPARATORS = /[;,/|\n]|\s(?:or|of|oder|ou|en|and|und|et)\s/i;

/** A phone number, and the country it is read in where it does not name its own. */
type WrittenPhone = { phone: string | null | undefined; country: string };

/**
 * The first of them that FedEx takes for a receiver there, as `+31201234567`. A field may hold two numbers, of which
 * the first counts, or an extension, which does not.
 */
export function readPhone(written: readonly WrittenPhone[], receiver: string): string | undefined {
	for (const { phone, country } of written) {
		const text = phone ?? "";
		for (const candidate of [text, ...text.split(SEPARATORS)]) {
			const found = parse(candidate, country, receiver);
			if (found !== undefined) {
				return found;
			}
		}
	}
	return undefined;
}

/** What FedEx takes for a receiver there, in words. */
export function phoneForm(receiver: string): string {
	return TEN_DIGITS.has(receiver)
		? "the ten digits of a North American number"
		: `${MIN_DIGITS} to ${MAX_DIGITS} digits`;
}

function parse(text: string, country: string, receiver: string): string | undefined {
	// "(0)" is dialled at home only.
	const plain = text.replace("(0)", "");
	const parsed = parsePhoneNumberFromString(plain, country as CountryCode);
	if (parsed === undefined || !parsed.isPossible()) {
		return undefined;
	}
	if (TEN_DIGITS.has(receiver)) {
		return parsed.countryCallingCode === NORTH_AMERICAN_CODE ? parsed.number : undefined;
	}
	const digits = parsed.number.slice(1);
	// Numbers of small countries become long enough with the sign for "abroad" spelt out.
	const dialled = digits.length >= MIN_DIGITS ? parsed.number : `00${digits}`;
	const isLongEnough = digits.length >= MIN_DIGITS || dialled.length >= MIN_DIGITS;
	return isLongEnough && digits.length <= MAX_DIGITS ? dialled : undefined;
}
