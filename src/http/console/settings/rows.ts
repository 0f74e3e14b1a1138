import { Form } from "../form.ts";
import { at, setAt } from "../parts/nested.ts";
import { toEntries, toNumber } from "./entries.ts";
import type { TableColumn, TableField } from "./field-kinds.ts";

/**
 * The rows of the form's tables. A column of row 2 is named `services.2.zones`. What a row has beyond the columns goes
 * along as JSON in a hidden field, so that saving does not lose it.
 */
type Row = ReadonlyMap<string, readonly string[]>;

export const REST_COLUMN = "rest";

export const cellName = (field: TableField, row: number, column: string) =>
	`${field.name}.${row}.${column}`;

/** Every row that was sent, in order, whether anything is in it or not. */
function sentRows(field: TableField, form: Form): Row[] {
	const rows = new Map<number, Map<string, readonly string[]>>();
	for (const name of form.names()) {
		const cell = readCellName(field, name);
		if (cell !== undefined) {
			const row = rows.get(cell.row) ?? new Map<string, readonly string[]>();
			rows.set(cell.row, row.set(cell.column, form.all(name)));
		}
	}
	return [...rows].toSorted(([one], [other]) => one - other).map(([, row]) => row);
}

function readCellName(
	field: TableField,
	name: string,
): { row: number; column: string } | undefined {
	if (!name.startsWith(`${field.name}.`)) {
		return undefined;
	}
	const [, row, column] = /^(\d{1,4})\.(.+)$/.exec(name.slice(field.name.length + 1)) ?? [];
	return row === undefined || column === undefined ? undefined : { row: Number(row), column };
}

export function isCell(field: TableField, name: string): boolean {
	const column = readCellName(field, name)?.column;
	return column === REST_COLUMN || field.columns.some((known) => known.name === column);
}

/** A row counts as soon as a text of it is filled in; what is merely chosen makes none. */
function isFilled(field: TableField, row: Row): boolean {
	return field.columns.some(
		({ name, kind }) =>
			(kind === "text" || kind === "number" || kind === "list") && textOf(row, name) !== "",
	);
}

export function filledRows(field: TableField, form: Form): Row[] {
	return sentRows(field, form).filter((row) => isFilled(field, row));
}

/** What the rows stand for, as the settings want it. */
export function readRows(field: TableField, form: Form): Record<string, unknown>[] {
	return filledRows(field, form).map((row) => {
		const entry = readRest(textOf(row, REST_COLUMN));
		for (const column of field.columns) {
			setAt(entry, column.name.split("."), readCell(column, row));
		}
		for (const group of groupsOf(field)) {
			const isEmpty = field.columns
				.filter(({ name }) => name.startsWith(`${group}.`))
				.every(({ name }) => textOf(row, name) === "");
			if (isEmpty) {
				setAt(entry, [group], null);
			}
		}
		return entry;
	});
}

function readCell(column: TableColumn, row: Row): unknown {
	const text = textOf(row, column.name);
	switch (column.kind) {
		case "text":
			return text === "" ? (column.ifEmpty ?? (column.isNullable === true ? null : text)) : text;
		case "number":
			return text === ""
				? (column.ifEmpty ?? (column.isNullable === true ? null : text))
				: toNumber(text);
		case "choice":
			return text === "" && column.isNullable === true ? null : text;
		case "account":
			return text === "" ? null : text;
		case "switch":
			return text !== "";
		case "yes-no":
			return text === "" ? null : text === "yes";
		case "ticks": {
			const ticked = row.get(column.name) ?? [];
			return ticked.length === 0 ? null : ticked;
		}
		default: {
			const entries = toEntries(text);
			return entries.length === 0 ? null : entries;
		}
	}
}

/** The form's values for the rows of a list. */
export function writeRows(field: TableField, list: unknown): Map<string, string[]> {
	const values = new Map<string, string[]>();
	for (const [row, entry] of (Array.isArray(list) ? list : []).entries()) {
		for (const column of field.columns) {
			values.set(cellName(field, row, column.name), writeCell(column, at(entry, column.name)));
		}
		const rest = restOf(field, entry);
		if (rest !== undefined) {
			values.set(cellName(field, row, REST_COLUMN), [rest]);
		}
	}
	return values;
}

function writeCell(column: TableColumn, value: unknown): string[] {
	if (value === null || value === undefined) {
		return [];
	}
	if (Array.isArray(value)) {
		return column.kind === "ticks" ? value.map(String) : [value.join(", ")];
	}
	if (typeof value === "boolean") {
		return column.kind === "yes-no" ? [value ? "yes" : "no"] : value ? ["on"] : [];
	}
	return [String(value)];
}

/** The form again with the rows of a table as given, closed up, so that a refused row is the one that is named. */
export function withRows(form: Form, field: TableField, rows: readonly Row[]): Form {
	const values = new Map<string, readonly string[]>();
	for (const name of form.names()) {
		if (readCellName(field, name) === undefined) {
			values.set(name, form.all(name));
		}
	}
	for (const [at, row] of rows.entries()) {
		for (const [column, texts] of row) {
			values.set(cellName(field, at, column), texts);
		}
	}
	return new Form(values);
}

/** A row one place up, or out. The row is counted as the form showed it. */
export function moveRow(form: Form, field: TableField, act: "up" | "remove", row: number): Form {
	const rows = sentRows(field, form);
	const [moved] = rows.splice(row, 1);
	if (act === "up" && moved !== undefined) {
		rows.splice(Math.max(0, row - 1), 0, moved);
	}
	return withRows(
		form,
		field,
		rows.filter((kept) => isFilled(field, kept)),
	);
}

function groupsOf(field: TableField): Set<string> {
	const dotted = field.columns.map(({ name }) => name).filter((name) => name.includes("."));
	return new Set(dotted.map((name) => name.slice(0, name.indexOf("."))));
}

function restOf(field: TableField, entry: unknown): string | undefined {
	const shown = new Set(field.columns.map(({ name }) => name.split(".")[0]));
	const rest = Object.entries(Object(entry)).filter(([name]) => !shown.has(name));
	return rest.length === 0 ? undefined : JSON.stringify(Object.fromEntries(rest));
}

function readRest(text: string): Record<string, unknown> {
	try {
		const rest: unknown = text === "" ? {} : JSON.parse(text);
		return typeof rest === "object" && rest !== null ? { ...rest } : {};
	} catch {
		// Nobody types into it; whatever it was, the settings' own rules see the row without it.
		return {};
	}
}

function textOf(row: Row, column: string): string {
	return (row.get(column)?.[0] ?? "").trim();
}
