import { accountFields } from "../fields/accounts.ts";
import { addressFields } from "../fields/addresses.ts";
import { contactFields } from "../fields/contacts.ts";
import { itemFields } from "../fields/items.ts";
import type { AccountRow, AddressRow, ContactRow, ItemRow } from "../state/row-types.ts";
import { derivations, type Resource } from "./resource.ts";

const ACCOUNT_CODE_LENGTH = 18;
const countryNames = new Intl.DisplayNames("en", { type: "region" });

/** Account codes are stored with leading spaces to their full length. */
export function paddedCode(code: string): string {
	return code.padStart(ACCOUNT_CODE_LENGTH);
}

export const accounts: Resource = {
	path: "crm/Accounts",
	name: "Accounts",
	scope: "crm.accounts",
	fields: accountFields,
	key: "ID",
	mandatoryFilter: "any",
	rows: ({ admin }) => admin.accounts.values(),
	derive: derivations<AccountRow>({
		CountryName: (account) => countryNames.of(account.Country),
		IsSales: () => true,
		IsSupplier: () => false,
		Blocked: () => false,
		ShippingLeadDays: () => 0,
		SalesCurrency: (_, admin) => admin.division.currency,
	}),
};

export const addresses: Resource = {
	path: "crm/Addresses",
	name: "Addresses",
	scope: "crm.accounts",
	fields: addressFields,
	key: "ID",
	mandatoryFilter: "any",
	rows: ({ admin }) => admin.addresses.values(),
	derive: derivations<AddressRow>({
		AccountName: (address, admin) => admin.accounts.get(address.Account)?.Name,
		AccountIsSupplier: () => false,
		ContactName: (address, admin) => admin.contacts.get(address.Contact ?? "")?.FullName,
		CountryName: (address) => countryNames.of(address.Country),
	}),
};

export const contacts: Resource = {
	path: "crm/Contacts",
	name: "Contacts",
	scope: "crm.accounts",
	fields: contactFields,
	key: "ID",
	mandatoryFilter: "any",
	rows: ({ admin }) => admin.contacts.values(),
	derive: derivations<ContactRow>({
		AccountName: (contact, admin) => admin.accounts.get(contact.Account)?.Name,
		AccountIsCustomer: () => true,
	}),
};

export const items: Resource = {
	path: "logistics/Items",
	name: "Items",
	scope: "logistics.items",
	fields: itemFields,
	key: "ID",
	mandatoryFilter: "any",
	rows: ({ admin }) => admin.items.values(),
	derive: derivations<ItemRow>({
		UnitDescription: (item) => (item.Unit === "hour" ? "Hour" : "Piece"),
		UnitType: (item) => (item.Unit === "hour" ? "T" : "O"),
	}),
};
