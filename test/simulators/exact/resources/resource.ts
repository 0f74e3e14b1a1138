import type { EdmFields, Row, Value } from "../odata/edm.ts";
import type { Administration } from "../state/administration.ts";
import type { App } from "../state/site-types.ts";
import type { Twin } from "../twin.ts";

/** Who calls, and on which division. */
export type Caller = { twin: Twin; app: App; admin: Administration; origin: string };

/** The fields of a request body, already of the right types. */
export type Body = Row;

/** One endpoint of a division. */
export type Resource = {
	/** Path below the division. */
	path: string;
	/** The name in the request log and in faults, such as `SalesOrders`. */
	name: string;
	scope: string | null;
	fields: EdmFields;
	key: string;
	/** Present on a feed that may be filtered on these fields only, 1000 rows a page. */
	feedFilters?: string[];
	/** Present where a list must be filtered: on one of these fields, or on any at all. */
	mandatoryFilter?: string[] | "any";
	isSelectOptional?: boolean;
	rows(caller: Caller, url: URL): Row[];
	/** Fields that are not stored but follow from other rows. */
	derive?(row: Row, field: string, admin: Administration): Value | undefined;
	create?(body: Body, caller: Caller, raw: Record<string, unknown>): Row | Promise<Row>;
	update?(key: string, body: Body, caller: Caller): void | Promise<void>;
	remove?(key: string, caller: Caller): void | Promise<void>;
};

type Derivations<T> = { [field: string]: (row: T, admin: Administration) => Value | undefined };

/** Turns a table of derived fields into a resource's `derive`; rows of the resource are `T`. */
export function derivations<T>(table: Derivations<T>): NonNullable<Resource["derive"]> {
	return (row, field, admin) => table[field]?.(row as T, admin);
}

/** The rows of a resource; a user without the right to see them finds nothing, and no error. */
export function visibleRows(resource: Resource, caller: Caller, url: URL): Row[] {
	const { deniedRights } = caller.admin.user;
	const isDenied = resource.scope !== null && deniedRights.includes(resource.scope);
	return isDenied ? [] : resource.rows(caller, url);
}

/** A field of a row: stored, derived, or what every row of a division has. */
export function readField(
	resource: Resource,
	row: Row,
	{ field, admin }: { field: string; admin: Administration },
): Value {
	const stored = row[field];
	if (stored !== undefined) {
		return stored;
	}
	const derived = resource.derive?.(row, field, admin);
	if (derived !== undefined) {
		return derived;
	}
	switch (field) {
		case "Division":
			return admin.division.code;
		case "Creator":
		case "Modifier":
			return admin.user.userId;
		case "CreatorFullName":
		case "ModifierFullName":
			return admin.user.fullName;
		default:
			return null;
	}
}
