import { describe, expect, it } from "vitest";

import type { Account, Address, Contact } from "../../../src/shipping/model/order.ts";
import { readRecipient } from "../../../src/shipping/plan/read-recipient.ts";
import { sampleAccount, sampleAddress, sampleSettings } from "../samples.ts";

const PLACES: Record<string, string> = { DE: "20095", LU: "1111", US: "43215" };

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
			phone: "614 555 0100",
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
	const contacts = "020-2222222";
	const customers = "0031 (20) 333 33 33";
	const ownRead = "+31201111111";
	const contactsRead = "+31202222222";
	const customersRead = "+31203333333";

	it.each([
		["the address's", own, contacts, ownRead],
		["the contact's where the address has none", null, contacts, contactsRead],
		["the contact's where the address's is too short", "12345", contacts, contactsRead],
		["the contact's where the address's is too long", "1234567890123456", contacts, contactsRead],
		["the customer's where neither has one", null, null, customersRead],
		["the customer's where the others are words", "no phone", "see mail", customersRead],
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

	it.each([
		["two numbers in one field", "020-1234567 / 06-12345678", "NL", "+31201234567"],
		["a German number with a slash", "030/1234567", "DE", "+49301234567"],
		["an extension", "+31 20 123 4567 ext. 5", "NL", "+31201234567"],
		["an international number of another country", "+44 20 7946 0018", "NL", "+442079460018"],
		["a short number of a small country, spelt out", "26 12 34", "LU", "00352261234"],
		["a North American one", "(614) 555-0100", "US", "+16145550100"],
	])("is read from %s", (_what, phone, country, expected) => {
		const place = { country, postalCode: PLACES[country] ?? "1011AB", state: "OH" };
		expect(read({ phone, ...place }).party).toMatchObject({ phone: expected });
	});

	it("is the division's where nobody else has one", () => {
		const account = sampleAccount();
		expect(read({ phone: null }, { account, defaultPhone: "038-1234567" }).party).toMatchObject({
			phone: "+31381234567",
		});
	});

	it("is one of North America there, since FedEx takes ten digits only", () => {
		const place = { country: "US", postalCode: "43215", state: "OH", phone: "+31 20 123 4567" };
		expect(read(place).codes).toEqual(["address.phone_missing"]);
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
			{ country: "US", postalCode: "43215", state: " ", phone: "6145550100" },
			"address.state_missing",
			"State",
		],
		[
			"no province in Canada",
			{ country: "CA", postalCode: "K1A 0B1", state: null, phone: "4165550100" },
			"address.state_missing",
			"State",
		],
		[
			"a state that is none",
			{ country: "US", postalCode: "43215", state: "Bavaria", phone: "6145550100" },
			"address.state_unknown",
			"State",
		],
		[
			"a street that three lines don't hold",
			{ street: "Straßenname ".repeat(5), streetExtra: ["Gebäude ".repeat(5), "Tür 3"] },
			"address.street_too_long",
			"Address",
		],
		[
			"a street of which nothing is left",
			{ street: "\uE000" },
			"address.street_missing",
			"Address",
		],
		["a city that is too long", { city: "ß".repeat(18) }, "address.city_too_long", "City"],
		[
			"names of which nothing is left",
			{ accountName: "\uE000", contactName: null },
			"address.name_missing",
			"Name",
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
		["BR", "01310-100"],
		["JP", "100-0001"],
		["GR", "104 31"],
		["SE", "SE-111 22"],
		["PT", "1000-205"],
	])("of %s may be %j", (country, postalCode) => {
		expect(read({ country, postalCode }).codes).toEqual([]);
	});

	it.each([
		["NL", "12345"],
		["NL", "AB1234"],
		["BE", "10000"],
		["DE", "2009"],
		["FR", "6900"],
		["PL", "00-00"],
		["US", "4321"],
		["CA", "123456"],
	])("of %s may not be %j, and the form is shown", (country, postalCode) => {
		const american = country === "US" || country === "CA";
		const { codes, problems } = read({
			country,
			postalCode,
			state: country === "CA" ? "ON" : "OH",
			...(american ? { phone: "6145550100" } : {}),
		});
		expect(codes).toEqual(["address.postal_code_invalid"]);
		expect(problems[0]?.remedy).toMatch(/to the form .+, or correct the country/);
	});
});

describe("a state", () => {
	it.each([
		["US", "43215", "Ohio", "OH"],
		["CA", "M5V 3A8", "ontario", "ON"],
		["MX", "06600", "Ciudad de México", "DF"],
		["PR", "00926", null, "PR"],
	])("of %s %s is found by its name %s", (country, postalCode, state, code) => {
		const phone = country === "MX" ? "+52 55 1234 5678" : "614 555 0100";
		expect(read({ country, postalCode, state, phone }).party).toMatchObject({ state: code });
	});
});
