import { invalidInput, type Refusal } from "../answers.ts";
import type { PartyWire } from "../ship-wire.ts";
import { checkPlace, type PartyRole } from "./check-place.ts";

const CODES = {
	shipper: {
		phoneMissing: "SHIPPER.CONTACTPHONENUMNER.REQUIRED",
		email: "SHIPPER.CONTACTEMAILADDRESS.INVALID",
		extension: "SHIPPER.CONTACTPHONEEXTENSION.INVALID",
		streetMissing: "SHIPPER.ADDRESSSTREETLINES.INVALID",
		streetTooLong: "SHIPPER.ADDRESSSTREETLINES.EXCEEDED",
		city: "SHIPPER.ADDRESSCITY.INVALID",
	},
	recipient: {
		phoneMissing: "PHONE.NUMBER.REQUIRED",
		email: "RECIPIENTS.CONTACTEMAILADDRESS.INVALID",
		extension: "RECIPIENTS.CONTACTPHONEEXTENSION.INVALID",
		streetMissing: "RECIPIENTS.ADDRESS.INVALID",
		streetTooLong: "STREETLINES.TOO.LONG",
		city: "CITY.EMPTY",
	},
} as const;

const STREET_LINES_READ = 3;

const TIN_TYPES = [
	"PERSONAL_NATIONAL",
	"PERSONAL_STATE",
	"FEDERAL",
	"BUSINESS_NATIONAL",
	"BUSINESS_STATE",
	"BUSINESS_UNION",
];

export function checkParty(party: PartyWire, role: PartyRole): Refusal[] {
	return [...checkContact(party, role), ...checkStreet(party, role), ...checkPlace(party, role)];
}

function checkContact(party: PartyWire, role: PartyRole): Refusal[] {
	const codes = CODES[role];
	const { personName, companyName, emailAddress, phoneExtension } = party.contact ?? {};
	const found: Refusal[] = [];
	if (personName === undefined && companyName === undefined) {
		const code =
			role === "shipper"
				? "SHIPPER.CONTACTPERSONNAMEORCOMPANYNAME.REQUIRED"
				: "PERSONNAME.AND.CONTACTNAME.EMPTY";
		found.push({ code, message: `The ${role} needs a person or a company.` });
	}
	if ((personName?.length ?? 0) > 70) {
		found.push({ code: "PERSONNAME.TOO.LONG", message: `Person of the ${role}: more than 70.` });
	}
	if ((companyName?.length ?? 0) > 35) {
		found.push({ code: "COMPANYNAME.TOO.LONG", message: `Company of the ${role}: more than 35.` });
	}
	if (emailAddress !== undefined && !/^\S{1,64}@\S+\.\S+$/.test(emailAddress.slice(0, 81))) {
		found.push({ code: codes.email, message: `E-mail address of the ${role} is not valid.` });
	}
	if ((phoneExtension?.length ?? 0) > 6) {
		found.push({ code: codes.extension, message: `Phone extension of the ${role}: more than 6.` });
	}
	return [...found, ...checkPhone(party, role), ...checkTins(party, role)];
}

function checkPhone(party: PartyWire, role: PartyRole): Refusal[] {
	const phone = party.contact?.phoneNumber;
	if (phone === undefined) {
		return [{ code: CODES[role].phoneMissing, message: `The ${role} needs a phone number.` }];
	}
	const digits = String(phone).replaceAll(/\D/g, "").length;
	const isNorthAmerican = ["US", "CA"].includes(party.address?.countryCode ?? "");
	if (digits < 10) {
		return [{ code: "PHONENUMBER.TOO.SHORT", message: `Phone number of the ${role}: too short.` }];
	}
	return digits > (isNorthAmerican ? 10 : 15)
		? [{ code: "PHONENUMBER.TOO.LONG", message: `Phone number of the ${role}: too long.` }]
		: [];
}

function checkTins(party: PartyWire, role: PartyRole): Refusal[] {
	return (party.tins ?? []).flatMap(({ number, tinType }) => {
		if (number === undefined || !TIN_TYPES.includes(tinType ?? "")) {
			const message = `A tax number of the ${role} has no number, or no kind that is known.`;
			return [{ code: "TINS.NUMBER.INVALID", message }];
		}
		return number.length > 18
			? [{ code: "TINS.NUMBER.EXCEEDED", message: `Tax number of the ${role}: over 18.` }]
			: [];
	});
}

/** Street lines beyond the third are dropped without a word. */
function checkStreet(party: PartyWire, role: PartyRole): Refusal[] {
	const codes = CODES[role];
	const { streetLines, city } = party.address ?? {};
	const found: Refusal[] = [];
	if (streetLines === undefined) {
		found.push({ code: codes.streetMissing, message: `The ${role} needs a street.` });
	}
	if (streetLines?.slice(0, STREET_LINES_READ).some((line) => line.length > 35) === true) {
		found.push({ code: codes.streetTooLong, message: `Street of the ${role}: a line over 35.` });
	}
	if (city === undefined) {
		found.push({ code: codes.city, message: `The ${role} needs a city.` });
	}
	if ((city?.length ?? 0) > 35) {
		found.push(invalidInput(`${role}.address.city`, `City of the ${role}: more than 35.`));
	}
	return found;
}
