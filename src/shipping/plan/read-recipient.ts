import { toAscii } from "../../lib/ascii.ts";
import type { Problem } from "../../lib/errors.ts";
import type { DivisionSettings } from "../model/division-settings.ts";
import { findPostalCode, needsPostalCode, postalCodeForm } from "../model/facts/postal-codes.ts";
import { findStateCode, needsState } from "../model/facts/states.ts";
import type { Address, OrderDossier } from "../model/order.ts";
import type { Party } from "../model/shipment.ts";
import { STREET_LINE_CHARS, STREET_LINES, wrapStreet } from "../model/street-lines.ts";
import { phoneForm, readPhone } from "./read-phone.ts";

/** What FedEx prints of a city (Ship API, address, read 2026-11). */
const CITY_CHARS = 35;

/**
 * Who receives the goods, from the delivery address, the contact and the account, or every reason why that can't be
 * told. The phone is taken from the address, then the contact, then the account, then the division's settings. Texts
 * are kept as people wrote them; what is checked is what FedEx will print of them, which is ASCII.
 */
export function readRecipient(
	{ address, contact, account }: Pick<OrderDossier, "address" | "contact" | "account">,
	settings: Pick<DivisionSettings, "addresses" | "shipFrom">,
): { party: Party } | { problems: Problem[] } {
	if (address === undefined) {
		return { problems: [ADDRESS_MISSING] };
	}
	const problems: Problem[] = [];
	const country = address.country?.trim().toUpperCase() ?? "";
	if (!/^[A-Z]{2}$/.test(country)) {
		problems.push(missing("country", "Country", "Choose the country on the delivery address."));
	}
	const streetLines = readStreet(address, problems);
	const city = readCity(address, problems);
	const postalCode = readPostalCode(address.postalCode, country, problems);
	const state = readState(address, country, problems);
	const phones = [address.phone, contact?.phone, account?.phone];
	const phone = readPhone(
		[
			...phones.map((written) => ({ phone: written, country })),
			{ phone: settings.addresses.defaultPhone, country: settings.shipFrom.country },
		],
		country,
	);
	if (phone === undefined) {
		problems.push({
			code: "address.phone_missing",
			field: "Delivery address › Phone",
			message: phoneMissing(phones, country),
			remedy:
				"Enter a phone number on the delivery address, its contact or the customer, or set one for the division.",
		});
	}
	const companyName = account?.name ?? address.accountName;
	const personName = contact?.fullName ?? address.contactName;
	if (toAscii(companyName ?? "") === "" && toAscii(personName ?? "") === "") {
		problems.push(
			missing(
				"name",
				"Name",
				"Enter the customer's name, in letters that can be written as Latin ones.",
			),
		);
	}
	if (problems.length > 0 || phone === undefined) {
		return { problems };
	}
	return {
		party: {
			companyName,
			personName,
			phone,
			email: contact?.email ?? account?.email ?? null,
			streetLines,
			postalCode,
			city,
			state,
			country,
		},
	};
}

const ADDRESS_MISSING: Problem = {
	code: "address.missing",
	field: "Sales order › Delivery address",
	message: "The order's delivery address can't be found in Exact.",
	remedy: "Choose a delivery address on the order.",
};

function phoneMissing(phones: readonly (string | null | undefined)[], country: string): string {
	const [written] = phones.flatMap((phone) => phone?.trim() || []);
	const form = phoneForm(country);
	return written === undefined
		? `FedEx needs a phone number of ${form} and none was found.`
		: `FedEx can't use the phone number "${written}", since it takes ${form}.`;
}

function readStreet(address: Address, problems: Problem[]): string[] {
	const street = address.street?.trim() ?? "";
	const lines = [street, ...address.streetExtra];
	if (toAscii(street) === "") {
		problems.push({
			...missing("street", "Address", "Enter street and number on the delivery address."),
			message: "The delivery address has no street.",
		});
	} else if (wrapStreet(lines).length > STREET_LINES) {
		problems.push({
			code: "address.street_too_long",
			field: "Delivery address › Address",
			message: `The street does not fit in the ${STREET_LINES} lines of ${STREET_LINE_CHARS} characters that FedEx prints.`,
			remedy: "Shorten the address lines, so that nothing the driver needs is cut off.",
		});
	}
	return lines;
}

function readCity(address: Address, problems: Problem[]): string {
	const city = address.city?.trim() ?? "";
	const printed = toAscii(city);
	if (printed === "") {
		problems.push(missing("city", "City", "Enter the city on the delivery address."));
	} else if (printed.length > CITY_CHARS) {
		problems.push({
			code: "address.city_too_long",
			field: "Delivery address › City",
			message: `The city has ${printed.length} characters and FedEx prints ${CITY_CHARS}.`,
			remedy: "Shorten the city on the delivery address.",
		});
	}
	return city;
}

function readPostalCode(raw: string | null, country: string, problems: Problem[]): string {
	const postalCode = (raw ?? "").replaceAll(/\s+/g, "").toUpperCase();
	if (!needsPostalCode(country)) {
		return postalCode;
	}
	if (postalCode === "") {
		problems.push(
			missing("postal_code", "Postcode", "Enter the postcode on the delivery address."),
		);
	} else if (findPostalCode(country, postalCode) === undefined) {
		problems.push({
			code: "address.postal_code_invalid",
			field: "Delivery address › Postcode",
			message: `Postcode "${raw?.trim()}" is not one of ${country}.`,
			remedy: `Correct it to the form ${postalCodeForm(country)}, or correct the country.`,
		});
	}
	return postalCode;
}

/** As its code where FedEx needs it; elsewhere as it is written, which is not sent. */
function readState(address: Address, country: string, problems: Problem[]): string | null {
	const written = address.state?.trim().toUpperCase() || null;
	if (country === "PR") {
		return "PR";
	}
	if (!needsState(country)) {
		return written;
	}
	if (written === null) {
		problems.push(
			missing(
				"state",
				"State",
				`Choose the state or province on the delivery address, which one in ${country} needs.`,
			),
		);
		return null;
	}
	const code = findStateCode(country, written);
	if (code === undefined) {
		problems.push({
			code: "address.state_unknown",
			field: "Delivery address › State",
			message: `${country} has no state or province "${written}".`,
			remedy: "Choose the state on the delivery address, by its code such as OH or by its name.",
		});
	}
	return code ?? written;
}

function missing(what: string, label: string, remedy: string): Problem {
	return {
		code: `address.${what}_missing`,
		field: `Delivery address › ${label}`,
		message: `The delivery address has no ${label.toLowerCase()}.`,
		remedy,
	};
}
