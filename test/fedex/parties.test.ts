import { describe, expect, it } from "vitest";

import { toPartyBody, toPhoneNumber } from "../../src/fedex/parties.ts";
import { toPostalCode } from "../../src/fedex/postal-codes.ts";
import { AMSTERDAM, COLUMBUS, MUNICH } from "./sample-plans.ts";

describe("a party", () => {
	it("cuts names to what FedEx takes", () => {
		const { contact } = toPartyBody({
			...AMSTERDAM,
			companyName: "é".repeat(60),
			personName: "ü".repeat(90),
		});
		expect(contact.companyName).toBe("e".repeat(35));
		expect(contact.personName).toBe("u".repeat(70));
	});

	it("names the state only where FedEx asks for it", () => {
		expect(toPartyBody(MUNICH).address.stateOrProvinceCode).toBeUndefined();
		expect(toPartyBody(COLUMBUS).address.stateOrProvinceCode).toBe("OH");
	});

	it.each([
		["+31 (0)20 123 4567", "NL", "31201234567"],
		["0031 20 1234567", "NL", "31201234567"],
		["089/1234567", "DE", "0891234567"],
		["020 123 4567 / 06 1234 5678", "NL", "0201234567"],
		["+1 (614) 555-0100", "US", "6145550100"],
		["614-555-0100 ext 12", "US", "6145550100"],
		["1 416 555 0100", "CA", "4165550100"],
		["12345", "NL", "12345"],
	])("writes the phone number %s of %s as %s", (phone, country, digits) => {
		expect(toPhoneNumber(phone, country)).toBe(digits);
	});

	it.each([
		["1015 cv", "NL", "1015CV"],
		["NL-1015CV", "NL", "1015CV"],
		["00950", "PL", "00-950"],
		["k1a0b1", "CA", "K1A 0B1"],
		["L-1111", "LU", "1111"],
		["SW1A1AA", "GB", "SW1A 1AA"],
		["m11aa", "GB", "M11AA"],
		["432151234", "US", "43215-1234"],
		["111 22", "SE", "11122"],
		["1000-205", "PT", "1000-205"],
		["80331", "DE", "80331"],
	])("writes the postal code %s of %s as %s", (postalCode, country, expected) => {
		expect(toPostalCode(postalCode, country)).toBe(expected);
	});
});
