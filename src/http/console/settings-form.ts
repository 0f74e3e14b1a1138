import type { DivisionSettings } from "../../shipping/model/division-settings.ts";
import { FORM_TOKEN_FIELD } from "./form-token.ts";
import { Form } from "./form.ts";
import type { FieldProblem } from "./parts/forms.tsx";
import { setAt } from "./parts/nested.ts";
import { SETTINGS_FIELDS, type SettingsField } from "./settings-fields.ts";

/**
 * Between settings and the form that shows them. The form holds texts; what can't be read as its kind is passed on
 * as it stands, so that the settings' own rules refuse it and name the field.
 */
export const SERVICE_COLUMNS = ["shippingMethod", "service", "packaging"] as const;
/** The buttons of the form. */
export const DO_FIELD = "do";
/** How many rows for services the form has. */
export const ROWS_FIELD = "rows";

export function toForm(settings: DivisionSettings): Form {
	const values = new Map<string, string[]>();
	for (const field of SETTINGS_FIELDS) {
		const value = at(settings, field.name);
		if (field.kind === "services") {
			for (const [row, rule] of settings.services.entries()) {
				for (const column of SERVICE_COLUMNS) {
					values.set(`services.${row}.${column}`, [rule[column]]);
				}
			}
		} else if (Array.isArray(value)) {
			values.set(field.name, field.kind === "lines" ? [value.join("\n")] : value.map(String));
		} else if (field.kind === "switch") {
			values.set(field.name, value === true ? ["on"] : []);
		} else {
			values.set(field.name, value === null || value === undefined ? [] : [String(value)]);
		}
	}
	return new Form(values);
}

/** What the form asks for, and the names in it that no setting has. */
export function fromForm(form: Form): { settings: unknown; unknown: FieldProblem[] } {
	const settings: Record<string, unknown> = {};
	for (const field of SETTINGS_FIELDS) {
		setAt(settings, field.name.split("."), valueOf(field, form));
	}
	const known = new Set<string>([FORM_TOKEN_FIELD, DO_FIELD, ROWS_FIELD]);
	for (const field of SETTINGS_FIELDS) {
		known.add(field.name);
	}
	const unknown = form
		.names()
		.filter((name) => !known.has(name) && !/^services\.\d{1,3}\.\w+$/.test(name))
		.map((field) => ({
			field,
			message: "This field is not known.",
			remedy: "Reload the page and fill it in again.",
		}));
	return { settings, unknown };
}

function valueOf(field: SettingsField, form: Form): unknown {
	const text = (form.text(field.name) ?? "").trim();
	switch (field.kind) {
		case "text":
			return text === "" && field.isNullable === true ? null : text;
		case "number":
			return text === "" && field.isNullable === true ? null : toNumber(text);
		case "switch":
			return form.has(field.name) && text !== "";
		case "numbers":
			return form.all(field.name).map(toNumber);
		case "lines": {
			const lines = filled(text.split("\n"));
			return lines.length === 0 && field.isNullable === true ? null : lines;
		}
		case "inputs":
			return filled(form.all(field.name));
		case "services":
			return filledServices(form);
		default:
			return text;
	}
}

/** Rows with anything in them, as far as the form goes; without a packaging it is the sender's own. */
function filledServices(form: Form): Record<string, string>[] {
	const rows = new Map<number, Record<string, string>>();
	for (const name of form.names()) {
		const [, row, column] = /^services\.(\d{1,3})\.(\w+)$/.exec(name) ?? [];
		if (row !== undefined && column !== undefined) {
			const entry = rows.get(Number(row)) ?? {};
			entry[column] = (form.text(name) ?? "").trim();
			rows.set(Number(row), entry);
		}
	}
	return [...rows]
		.toSorted(([one], [other]) => one - other)
		.map(([, entry]) => entry)
		.filter((entry) => (entry["shippingMethod"] ?? "") !== "" || (entry["service"] ?? "") !== "")
		.map((entry) => ({
			...entry,
			packaging: entry["packaging"] === "" ? "YOUR_PACKAGING" : (entry["packaging"] ?? ""),
		}));
}

/** The form again with its rows closed up, so that a refused row is the one that is named. */
export function closedUp(form: Form): Form {
	const values = new Map<string, string[]>();
	for (const name of form.names()) {
		if (!name.startsWith("services.")) {
			values.set(name, [...form.all(name)]);
		}
	}
	for (const [row, entry] of filledServices(form).entries()) {
		for (const column of SERVICE_COLUMNS) {
			values.set(`services.${row}.${column}`, [entry[column] ?? ""]);
		}
	}
	return new Form(values);
}

export function serviceCount(form: Form): number {
	return form.names().filter((name) => /^services\.\d+\.shippingMethod$/.test(name)).length;
}

function filled(lines: readonly string[]): string[] {
	return lines.map((line) => line.trim()).filter((line) => line !== "");
}

function toNumber(text: string): number | string {
	return /^-?\d{1,9}$/.test(text.trim()) ? Number(text) : text;
}

function at(settings: DivisionSettings, name: string): unknown {
	let place: unknown = settings;
	for (const part of name.split(".")) {
		place = typeof place === "object" && place !== null ? Reflect.get(place, part) : undefined;
	}
	return place;
}
