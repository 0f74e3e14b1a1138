import type { Option } from "../parts/forms.tsx";

/** What a field of the settings form can be. A theme declares its fields; reading and showing them is done elsewhere. */
type FieldKind =
	/** Empty text is refused by the settings themselves, which then name the field, unless `ifEmpty` stands for it. */
	| { kind: "text"; isNullable?: boolean; ifEmpty?: string; type?: "date" | "email" | "tel" }
	| { kind: "number"; isNullable?: boolean; ifEmpty?: number }
	| { kind: "choice"; options: readonly Option[] }
	| { kind: "account" }
	| { kind: "switch" }
	/** Ticked, the settings have the object that it is named after; the fields below it fill it in. */
	| { kind: "presence" }
	| { kind: "numbers"; options: readonly Option[] }
	/** One entry a line; empty lines do not count. */
	| { kind: "lines"; isNullable?: boolean }
	/** So many inputs for one list; empty ones do not count. */
	| { kind: "inputs"; count: number }
	/** A list of objects, one row each. */
	| TableKind;

/**
 * Rows of typed columns. A row whose texts are all empty does not count. Where names have dots (`payor.by`), the object
 * is null as long as all of its columns are empty.
 */
type TableKind = {
	kind: "table";
	/** What one row is, such as "Rule". */
	row: string;
	/** Of the button, such as "Add rules". */
	add: string;
	/** At least so many rows are shown. */
	minRows?: number;
	columns: readonly TableColumn[];
};

export type TableColumn = {
	name: string;
	label: string;
	hint?: string;
	/** Folded away below the row: used now and then. */
	isMore?: boolean;
	/** Offered, not required. */
	suggestions?: readonly string[];
} & ColumnKind;

type ColumnKind =
	/** `ifEmpty` is what an empty text stands for. */
	| { kind: "text"; isNullable?: boolean; ifEmpty?: string }
	| { kind: "number"; isNullable?: boolean; ifEmpty?: number }
	/** Without an empty choice, `isNullable` puts one first, labelled by `ifNull`. */
	| { kind: "choice"; options: readonly Option[]; isNullable?: boolean; ifNull?: string }
	| { kind: "switch" }
	/** Yes, no, or null labelled by `ifNull`. */
	| { kind: "yes-no"; ifNull: string }
	/** Some of a few; none is null. */
	| { kind: "ticks"; options: readonly Option[] }
	/** Entries parted by commas or spaces; none is null. */
	| { kind: "list" }
	/** One of the FedEx accounts, or null. */
	| { kind: "account"; ifNull: string };

export type SettingsField = { name: string; label: string; hint?: string } & FieldKind;
export type TableField = SettingsField & TableKind;

export type SettingsSection = {
	title: string;
	hint?: string;
	/** Shown folded: many divisions never need it. */
	isFolded?: boolean;
	fields: readonly SettingsField[];
};

export function isTable(field: SettingsField): field is TableField {
	return field.kind === "table";
}

export const option = (value: string, label: string): Option => ({ value, label });
export const same = (...values: readonly string[]): Option[] =>
	values.map((value) => ({ value, label: value }));
