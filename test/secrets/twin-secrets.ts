import type { StoreChange } from "../simulators/twin/store.ts";
import type { Planted } from "./leaks.ts";

type Row = Record<string, unknown>;

/** Collections whose keys are secrets themselves. */
const KEYS: Record<string, string> = {
	codes: "Exact's authorization code",
	"access-tokens": "Exact's access token",
	"refresh-tokens": "Exact's refresh token",
	tokens: "FedEx's token",
};

const FIELDS: Record<string, Record<string, string>> = {
	apps: { clientSecret: "Exact's client secret", webhookSecret: "Exact's webhook secret" },
	projects: { clientSecret: "FedEx's client secret" },
	users: { email: "e-mail" },
	divisions: { addressLine: "street", phone: "phone number", email: "e-mail" },
};

/** Tables of a division, which carry its name before theirs. */
const TABLES: Record<string, Record<string, string>> = {
	accounts: {
		Name: "recipient's name",
		AddressLine1: "street",
		Phone: "phone number",
		Email: "e-mail",
	},
	addresses: {
		AddressLine1: "street",
		AddressLine2: "street",
		AddressLine3: "street",
		Phone: "phone number",
	},
	contacts: {
		FullName: "recipient's name",
		BusinessEmail: "e-mail",
		Email: "e-mail",
		BusinessPhone: "phone number",
		BusinessMobile: "phone number",
		Mobile: "phone number",
		Phone: "phone number",
	},
};

/** What the twins gave out and what they know of people, from the changes of their stores: also what is long gone. */
export function secretsOf(changes: readonly StoreChange[]): Planted[] {
	const found = changes.flatMap(({ collection, key, value }): Planted[] => {
		const kind = KEYS[collection];
		if (kind !== undefined) {
			return [{ kind, value: key }];
		}
		const [table = "", ...division] = collection.split("/").toReversed();
		const fields = division.length === 0 ? FIELDS[collection] : TABLES[table];
		return value === null ? [] : fieldsOf(value as Row, fields ?? {});
	});
	const unique = new Map(found.map((planted) => [`${planted.kind} ${planted.value}`, planted]));
	return [...unique.values()];
}

function fieldsOf(row: Row, fields: Record<string, string>): Planted[] {
	return Object.entries(fields).flatMap(([field, kind]) => {
		const value = row[field];
		return typeof value === "string" && value.trim() !== "" ? [{ kind, value: value.trim() }] : [];
	});
}
