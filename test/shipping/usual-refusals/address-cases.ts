import type { RefusalCase } from "./refusal-case.ts";

const OHIO = {
	address: {
		street: "1 Main St",
		city: "Columbus",
		postalCode: "43215",
		state: "OH",
		country: "US",
		phone: "+1 614 555 0100",
	},
};
const ONTARIO = {
	address: { ...OHIO.address, city: "Toronto", postalCode: "M5H 2N2", state: "ON", country: "CA" },
};
const LONG = "Bedrijventerrein De Hoge Zoom Noordwest, ";

export const ADDRESS_CASES: RefusalCase[] = [
	{
		name: "no delivery address",
		flaw: { address: "none" },
		code: "address.missing",
		field: "Sales order › Delivery address",
	},
	{
		name: "no country",
		flaw: { address: { country: null } },
		code: "address.country_missing",
		field: "Delivery address › Country",
	},
	{
		name: "no name of anybody",
		flaw: { account: { name: " " }, address: { contactName: null } },
		code: "address.name_missing",
		field: "Delivery address › Name",
	},
	{
		name: "no street",
		flaw: { address: { street: null } },
		code: "address.street_missing",
		field: "Delivery address › Address",
	},
	{
		name: "a street too long for three lines",
		flaw: { address: { street: LONG.repeat(4) } },
		code: "address.street_too_long",
		field: "Delivery address › Address",
	},
	{
		name: "a post office box",
		flaw: { address: { street: "Postbus 1200" } },
		code: "address.po_box",
		field: "Delivery address › Address",
	},
	{
		name: "a post office box in the United States",
		base: OHIO,
		flaw: { address: { street: "P.O. Box 77" } },
		code: "address.po_box",
		field: "Delivery address › Address",
	},
	{
		name: "no city",
		flaw: { address: { city: null } },
		code: "address.city_missing",
		field: "Delivery address › City",
	},
	{
		name: "a city too long for the label",
		flaw: { address: { city: "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" } },
		code: "address.city_too_long",
		field: "Delivery address › City",
	},
	{
		name: "no postcode",
		flaw: { address: { postalCode: null } },
		code: "address.postal_code_missing",
		field: "Delivery address › Postcode",
	},
	{
		name: "a postcode of another country",
		flaw: { address: { postalCode: "SW1A 1AA" } },
		code: "address.postal_code_invalid",
		field: "Delivery address › Postcode",
	},
	{
		name: "a German postcode with a digit too few",
		base: { address: { country: "DE", postalCode: "20095", phone: "+49 40 1234567" } },
		flaw: { address: { postalCode: "2009" } },
		code: "address.postal_code_invalid",
		field: "Delivery address › Postcode",
	},
	{
		name: "no state in the United States",
		base: OHIO,
		flaw: { address: { state: null } },
		code: "address.state_missing",
		field: "Delivery address › State",
	},
	{
		name: "no province in Canada",
		base: ONTARIO,
		flaw: { address: { state: null } },
		code: "address.state_missing",
		field: "Delivery address › State",
	},
	{
		name: "a state that there is not",
		base: OHIO,
		flaw: { address: { state: "Noord-Holland" } },
		code: "address.state_unknown",
		field: "Delivery address › State",
	},
	{
		name: "no phone anywhere",
		flaw: { address: { phone: null } },
		code: "address.phone_missing",
		field: "Delivery address › Phone",
	},
	{
		name: "a phone with too few digits",
		flaw: { address: { phone: "12345" } },
		code: "address.phone_missing",
		field: "Delivery address › Phone",
	},
	{
		name: "a phone of another continent in the United States",
		base: OHIO,
		flaw: { address: { phone: "+31 20 123 4567" } },
		code: "address.phone_missing",
		field: "Delivery address › Phone",
	},
];
