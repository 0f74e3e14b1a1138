import { describe, expect, it } from "vitest";

import type { Account, Address, Contact } from "../../../src/shipping/model/order.ts";
import { readRecipient } from "../../../src/shipping/plan/read-recipient.ts";
import { sampleAccount, sampleAddress, sampleSettings } from "../samples.ts";

const contact: Contact = { id: "c", fullName: "A. de Wit", phone: null, email: null };

function read(
	address: Partial<Address>,
	people: { contact?: Contact; account?: Account; defaultPhone?: string } = {},
): {
	party?: Record<string, unknown>;
	codes: string[];
	problems: { field: string; remedy: string }[];
} {
	const { contact: person, account, defaultPhone } = people;
	const result = readRecipient(
		{ address: sampleAddress(address), contact: person, account },
		sampleSettings({ addresses: { defaultPhone: defaultPhone ?? null } }),
	);
	return "party" in result
		? { party: result.party, codes: [], problems: [] }
		: { codes: result.problems.map((problem) => problem.code), problems: result.problems };
}

describe("a complete delivery address", () => {
	it("is trimmed, with country and state in capitals and a postcode without spaces", () => {
		const { party } = read({
			street: " Main Street 1 ",
			postalCode: " 43215 - 1234 ",
			city: " Columbus ",
			state: " oh ",
			country: " us ",
		});
		expect(party).toMatchObject({
			streetLines: ["Main Street 1"],
			postalCode: "43215-1234",
			city: "Columbus",
			state: "OH",
			country: "US",
		});
	});

	it("names the customer and the contact before what the address says", () => {
		const people = { account: sampleAccount({ name: "Jansen BV" }), contact };
		expect(read({}, people).party).toMatchObject({
			companyName: "Jansen BV",
			personName: "A. de Wit",
		});
		expect(read({}).party).toMatchObject({
			companyName: "Jansen Scheepsbouw",
			personName: "P. Jansen",
		});
	});

	it("takes the mail address of the contact before the customer's", () => {
		const account = sampleAccount({ email: "info@jansen.test" });
		const named = { ...contact, email: "wit@jansen.test" };
		expect(read({}, { account, contact: named }).party).toMatchObject({ email: "wit@jansen.test" });
		expect(read({}, { account, contact }).party).toMatchObject({ email: "info@jansen.test" });
	});

	it("needs neither company nor person, only one of the two", () => {
		expect(read({ accountName: null }).party).toMatchObject({ companyName: null });
		expect(read({ contactName: null }).party).toMatchObject({ personName: null });
	});
});

describe("the phone", () => {
	const own = "+31 20 111 1111";
	const contacts = "+31 20 222 2222";
	const customers = "+31 20 333 3333";

	it.each([
		["the address's", own, contacts, own],
		["the contact's where the address has none", null, contacts, contacts],
		["the contact's where the address's is too short", "12345", contacts, contacts],
		["the contact's where the address's is too long", "1234567890123456", contacts, contacts],
		["the customer's where neither has one", null, null, customers],
		["the customer's where the others are words", "no phone", "see mail", customers],
	])("is %s", (_whose, address, contactPhone, expected) => {
		const { party } = read(
			{ phone: address },
			{
				contact: { ...contact, phone: contactPhone },
				account: sampleAccount({ phone: customers }),
			},
		);
		expect(party).toMatchObject({ phone: expected });
	});

	it("is asked for when nobody has one", () => {
		expect(read({ phone: null }, { contact, account: sampleAccount() }).codes).toEqual([
			"address.phone_missing",
		]);
	});
});

describe("what stands in the way", () => {
	it("is one problem when the address is not there at all", () => {
		const nowhere = { address: undefined, contact, account: sampleAccount() };
		expect(readRecipient(nowhere, sampleSettings())).toMatchObject({
			problems: [{ code: "address.missing", field: "Sales order › Delivery address" }],
		});
	});

	it.each([
		["no street", { street: " ", streetExtra: ["Unit 7"] }, "address.street_missing", "Address"],
		["no city", { city: " " }, "address.city_missing", "City"],
		["no country", { country: null }, "address.country_missing", "Country"],
		["a country by its name", { country: "Netherlands" }, "address.country_missing", "Country"],
		["no postcode", { postalCode: null }, "address.postal_code_missing", "Postcode"],
		[
			"no state in the United States",
			{ country: "US", postalCode: "43215", state: " " },
			"address.state_missing",
			"State",
		],
		[
			"no province in Canada",
			{ country: "CA", postalCode: "K1A 0B1", state: null },
			"address.state_missing",
			"State",
		],
		["no name", { accountName: null, contactName: null }, "address.name_missing", "Name"],
	])("is named for %s", (_what, address, code, field) => {
		const { codes, problems } = read(address);
		expect(codes).toEqual([code]);
		expect(problems[0]?.field).toContain(field);
		expect(problems[0]?.remedy).not.toBe("");
	});

	it("is named all at once", () => {
		const { codes } = read({ street: null, city: null, postalCode: "1", phone: null });
		expect(codes).toEqual([
			"address.street_missing",
			"address.city_missing",
			"address.postal_code_invalid",
			"address.phone_missing",
		]);
	});
});

describe("a postcode", () => {
	it.each([
		["NL", "1234AB"],
		["NL", "1234 ab"],
		["NL", "1234"],
		["BE", "1000"],
		["DE", "20095"],
		["LU", "L-1111"],
		["PL", "00-001"],
		["SE", "111 22"],
		["CZ", "110 00"],
		["CH", "8001"],
		["GB", "SW1A 1AA"],
		["IE", ""],
	])("of %s may be %j", (country, postalCode) => {
		expect(read({ country, postalCode }).codes).toEqual([]);
	});

	it.each([
		["NL", "12345"],
		["NL", "AB1234"],
		["BE", "10000"],
		["DE", "2009"],
		["FR", "6900"],
		["PL", "0-0001"],
		["US", "4321"],
		["CA", "123456"],
	])("of %s may not be %j, and the form is shown", (country, postalCode) => {
		const { codes, problems } = read({ country, postalCode, state: "OH" });
		expect(codes).toEqual(["address.postal_code_invalid"]);
		expect(problems[0]?.remedy).toMatch(/to the form .+, or correct the country/);
	});
});
