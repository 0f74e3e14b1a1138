import type { Refusal } from "../answers.ts";
import type { PartyWire } from "../ship-wire.ts";
import { isKnownCountry, isServedCountry } from "../tables/countries.ts";
import { hasPostalCodes, isPostalCode } from "../tables/postal-codes.ts";
import { isStateOfZip, isUsState } from "../tables/us-states.ts";

export type PartyRole = "shipper" | "recipient";

const CODES = {
	shipper: {
		country: "SHIPPER.ADDRESSCOUNTRYCODE.INVALID",
		notServed: "SHIPPER.ADDRESSCOUNTRYCODE.NOTSERVED",
		postalMissing: "SHIPPER.ADDRESSPOSTALCODE.REQUIRED",
		postal: "SHIPPER.ADDRESSPOSTALCODE.INVALIDFORMAT",
		state: "SHIPPER.STATEORPROVINCECODE.INVALID",
		stateZip: "SHIPPER.STATEORPROVINCECODEANDPOSTALCODE.MISMATCH",
		stateLength: "SHIPPER.ADDRESSSTATEORPROVINCECODE.EXCEEDED",
	},
	recipient: {
		country: "RECIPIENTS.ADDRESSCOUNTRYCODE.INVALID",
		notServed: "ORIGIN.DESTINATION.NOT.SUPPORTED",
		postalMissing: "SHIPPING.POSTALCODE.REQUIRED",
		postal: "RECIPIENTS.ADDRESSPOSTALCODE.INVALID",
		state: "STATEORPROVINCE.CODE.INVALID",
		stateZip: "SHIPMENT.STATEPOSTAL.MISMATCH",
		stateLength: "RECIPIENTS.ADDRESSSTATEORPROVINCECODE.EXCEEDED",
	},
} as const;

const STATE_NEEDED = ["US", "CA", "MX", "PR"];

/** Country, postal code and state of a party. */
export function checkPlace(party: PartyWire, role: PartyRole): Refusal[] {
	const codes = CODES[role];
	const { countryCode = "", postalCode } = party.address ?? {};
	if (!isKnownCountry(countryCode)) {
		return [{ code: codes.country, message: `Country of the ${role} is not known.` }];
	}
	if (!isServedCountry(countryCode)) {
		return [{ code: codes.notServed, message: `Country of the ${role} is not served.` }];
	}
	if (postalCode === undefined) {
		return hasPostalCodes(countryCode)
			? [{ code: codes.postalMissing, message: `The ${role} needs a postal code.` }]
			: [];
	}
	if (postalCode.length > 10 || !isPostalCode(countryCode, postalCode)) {
		return [{ code: codes.postal, message: `Postal code of the ${role} has the wrong form.` }];
	}
	return checkState(party, role);
}

function checkState(party: PartyWire, role: PartyRole): Refusal[] {
	const codes = CODES[role];
	const { countryCode = "", postalCode = "", stateOrProvinceCode: state } = party.address ?? {};
	if (state === undefined) {
		return STATE_NEEDED.includes(countryCode)
			? [{ code: codes.state, message: `The ${role} needs a state or province.` }]
			: [];
	}
	if (state.length > 3) {
		return [{ code: codes.stateLength, message: `State of the ${role}: more than 3.` }];
	}
	if (countryCode !== "US") {
		return [];
	}
	if (!isUsState(state)) {
		return [{ code: codes.state, message: `State of the ${role} is not known.` }];
	}
	return isStateOfZip(state, postalCode)
		? []
		: [{ code: codes.stateZip, message: `State and ZIP code of the ${role} do not match.` }];
}
