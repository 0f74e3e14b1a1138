import type { Problem } from "../../lib/errors.ts";
import type { Account, Address, Contact } from "../model/order.ts";
import type { Party } from "../model/shipment.ts";

/** Postal codes as the countries write them (spaces ignored); a country that is not here is not checked. */
const POSTAL_CODES: Readonly<Record<string, { pattern: RegExp; example: string }>> = {
	AT: { pattern: /^\d{4}$/, example: "1010" },
	BE: { pattern: /^\d{4}$/, example: "1000" },
	CA: { pattern: /^[A-Z]\d[A-Z]\d[A-Z]\d$/, example: "K1A 0B1" },
	CH: { pattern: /^\d{4}$/, example: "8001" },
	CZ: { pattern: /^\d{5}$/, example: "110 00" },
	DE: { pattern: /^\d{5}$/, example: "20095" },
	DK: { pattern: /^\d{4}$/, example: "1050" },
	ES: { pattern: /^\d{5}$/, example: "28001" },
	FR: { pattern: /^\d{5}$/, example: "69001" },
	IT: { pattern: /^\d{5}$/, example: "20121" },
	LU: { pattern: /^(L-?)?\d{4}$/, example: "1111" },
	NL: { pattern: /^\d{4}([A-Z]{2})?$/, example: "1234 AB" },
	PL: { pattern: /^\d{2}-?\d{3}$/, example: "00-001" },
	SE: { pattern: /^\d{5}$/, example: "111 22" },
	US: { pattern: /^\d{5}(-?\d{4})?$/, example: "43215" },
};

const STATE_NEEDED = new Set(["US", "CA"]);
const PHONE_MIN_DIGITS = 10;
const PHONE_MAX_DIGITS = 15;

/**
 * Who receives the goods, from the delivery address, the contact and the account, or every reason why that can't
 * be told. The phone is taken from the address, then the contact, then the account.
 */
export function readRecipient(
	address: Address | undefined,
	contact: Contact | undefined,
	account: Account | undefined,
): { party: Party } | { problems: Problem[] } {
	if (address === undefined) {
		return {
			problems: [
				{
					code: "address.missing",
					field: "Sales order › Delivery address",
					message: "The order's delivery address can't be found in Exact.",
					remedy: "Choose a delivery address on the order.",
				},
			],
		};
	}
	const problems: Problem[] = [];
	const country = address.country?.trim().toUpperCase() ?? "";
	if (!/^[A-Z]{2}$/.test(country)) {
		problems.push(missing("country", "Country", "Choose the country on the delivery address."));
	}
	const street = address.street?.trim() ?? "";
	if (street === "") {
		problems.push(missing("street", "Address", "Enter street and number on the delivery address."));
	}
	const city = address.city?.trim() ?? "";
	if (city === "") {
		problems.push(missing("city", "City", "Enter the city on the delivery address."));
	}
	const postalCode = readPostalCode(address.postalCode, country, problems);
	const state = address.state?.trim().toUpperCase() || null;
	if (STATE_NEEDED.has(country) && state === null) {
		problems.push(
			missing("state", "State", `An address in ${country} needs its state or province.`),
		);
	}
	const phone = [address.phone, contact?.phone, account?.phone].find(isUsablePhone);
	if (phone === undefined || phone === null) {
		problems.push({
			code: "address.phone_missing",
			field: "Delivery address › Phone",
			message: "FedEx needs a phone number of 10 to 15 digits and none was found.",
			remedy: "Enter a phone number on the delivery address, its contact or the customer.",
		});
	}
	const companyName = account?.name ?? address.accountName;
	const personName = contact?.fullName ?? address.contactName;
	if (companyName === null && personName === null) {
		problems.push(missing("name", "Name", "Enter the customer's name."));
	}
	if (problems.length > 0 || phone === undefined || phone === null) {
		return { problems };
	}
	return {
		party: {
			companyName,
			personName,
			phone,
			email: contact?.email ?? account?.email ?? null,
			streetLines: [street, ...address.streetExtra],
			postalCode,
			city,
			state,
			country,
		},
	};
}

function readPostalCode(raw: string | null, country: string, problems: Problem[]): string {
	const postalCode = (raw ?? "").replaceAll(/\s+/g, "").toUpperCase();
	const known = POSTAL_CODES[country];
	if (postalCode === "" && known !== undefined) {
		problems.push(
			missing("postal_code", "Postcode", "Enter the postcode on the delivery address."),
		);
	} else if (known !== undefined && !known.pattern.test(postalCode)) {
		problems.push({
			code: "address.postal_code_invalid",
			field: "Delivery address › Postcode",
			message: `Postcode "${raw?.trim()}" is not one of ${country}.`,
			remedy: `Correct it to the form ${known.example}, or correct the country.`,
		});
	}
	return postalCode;
}

function isUsablePhone(phone: string | null | undefined): phone is string {
	const digits = (phone ?? "").replaceAll(/\D/g, "").length;
	return digits >= PHONE_MIN_DIGITS && digits <= PHONE_MAX_DIGITS;
}

function missing(what: string, label: string, remedy: string): Problem {
	return {
		code: `address.${what}_missing`,
		field: `Delivery address › ${label}`,
		message: `The delivery address has no ${label.toLowerCase()}.`,
		remedy,
	};
}
