import { paddedCode } from "../exact/resources/relations.ts";
import type { Administration } from "../exact/state/administration.ts";
import type { AddressRow } from "../exact/state/row-types.ts";
import type { Dice } from "./dice.ts";
import { names } from "./names.ts";
import { countries } from "./places.ts";

const DELIVERY_ADDRESS = 4;

export type Customer = { accountId: string; addressId: string; contactId: string; country: string };

export type CustomerWish = {
	country: string;
	deliveryAdvice?: number;
	/** Nobody has noted a phone number: not of the address, the contact, nor the account. */
	hasNoPhone?: boolean;
	address?: Partial<Pick<AddressRow, "AddressLine1" | "Postcode">>;
};

/** A customer with a delivery address and a person. */
export function addCustomer(
	admin: Administration,
	dice: Dice,
	{ since, wish }: { since: number; wish: CustomerWish },
): Customer {
	const { country } = wish;
	const accountId = dice.guid();
	const addressId = dice.guid();
	const contactId = dice.guid();
	const changed = { Created: since, Modified: since };
	const person = personOf(dice, country);
	const firm = firmOf(dice, country);
	const place = placeOf(dice, country);
	function phone(share: number): string | null {
		return dice.chance(share) && wish.hasNoPhone !== true ? place.phone() : null;
	}
	admin.accounts.set(accountId, {
		...changed,
		ID: accountId,
		Code: paddedCode(String(admin.nextNumber("account", 1001))),
		Name: firm,
		Country: country,
		AddressLine1: place.street,
		Postcode: place.postcode,
		City: place.city,
		State: place.state,
		Phone: phone(1),
		Email: `info@${asciiName(firm)}.example`,
		VATNumber: null,
		EORINumber: null,
		DeliveryAdvice: wish.deliveryAdvice ?? 0,
		ShippingMethod: null,
		Status: "C",
		Type: "A",
	});
	admin.contacts.set(contactId, {
		...changed,
		ID: contactId,
		Account: accountId,
		FirstName: person.first,
		LastName: person.last,
		FullName: `${person.first} ${person.last}`,
		BusinessEmail: `${asciiName(person.first)}@${asciiName(firm)}.example`,
		Email: null,
		BusinessPhone: phone(0.6),
		BusinessMobile: null,
		Mobile: phone(0.2),
		Phone: null,
	});
	admin.addresses.set(addressId, {
		...changed,
		ID: addressId,
		Account: accountId,
		Type: DELIVERY_ADDRESS,
		Main: true,
		AddressLine1: place.street,
		AddressLine2: dice.chance(0.15) ? `Unit ${dice.between(1, 9)}` : null,
		AddressLine3: null,
		Postcode: place.postcode,
		City: place.city,
		State: place.state,
		Country: country,
		Phone: phone(0.5),
		Contact: contactId,
		...wish.address,
	});
	return { accountId, addressId, contactId, country };
}

function personOf(dice: Dice, country: string): { first: string; last: string } {
	const { first, last } = namesOf(country);
	return { first: dice.pick(first), last: dice.pick(last) };
}

function firmOf(dice: Dice, country: string): string {
	const { firms, forms, last } = namesOf(country);
	const firm = dice.chance(0.6) ? dice.pick(firms) : `${dice.pick(last)} ${dice.pick(last)}`;
	return `${firm} ${dice.pick(forms)}`;
}

function namesOf(country: string) {
	const found = names[country];
	if (found === undefined) {
		throw new RangeError(`no names for ${country}`);
	}
	return found;
}

function placeOf(dice: Dice, country: string) {
	const found = countries[country];
	if (found === undefined) {
		throw new RangeError(`no places in ${country}`);
	}
	const city = dice.pick(found.cities);
	return {
		street: dice.pick(found.streets).replace("#", String(dice.between(1, 180))),
		postcode: city.postcode,
		city: city.name,
		state: city.state ?? null,
		phone: () => dice.digits(found.phone),
	};
}

function asciiName(name: string): string {
	const plain = name.toLowerCase().replaceAll("ß", "ss").normalize("NFD").replaceAll(/\p{M}/gu, "");
	return plain.replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-|-$/g, "");
}
