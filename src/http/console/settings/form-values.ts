import type { DivisionSettings } from "../../../shipping/model/division-settings.ts";
import { FORM_TOKEN_FIELD } from "../form-token.ts";
import { Form } from "../form.ts";
import type { FieldProblem } from "../parts/forms.tsx";
import { at, setAt } from "../parts/nested.ts";
import { t } from "../texts/t.ts";
import { SETTINGS_FIELDS } from "./all-fields.ts";
import { filled, toNumber } from "./entries.ts";
import { isTable, type SettingsField } from "./field-kinds.ts";
import { filledRows, isCell, moveRow, readRows, withRows, writeRows } from "./rows.ts";

/**
 * Between settings and the form that shows them. The form holds texts; what can't be read as its kind is passed on
 * as it stands, so that the settings' own rules refuse it and name the field. What the form does not show stays.
 */
/** The buttons of the form. */
export const DO_FIELD = "do";

const TABLES = SETTINGS_FIELDS.filter(isTable);

export function toForm(settings: DivisionSettings): Form {
	const values = new Map<string, string[]>();
	for (const field of SETTINGS_FIELDS) {
		const value = at(settings, field.name);
		if (isTable(field)) {
			for (const [name, texts] of writeRows(field, value)) {
				values.set(name, texts);
			}
		} else if (Array.isArray(value)) {
			values.set(field.name, field.kind === "lines" ? [value.join("\n")] : value.map(String));
		} else if (field.kind === "switch") {
			values.set(field.name, value === true ? ["on"] : []);
		} else if (field.kind === "presence") {
			values.set(field.name, value === null || value === undefined ? [] : ["on"]);
		} else {
			values.set(field.name, value === null || value === undefined ? [] : [String(value)]);
		}
	}
	return new Form(values);
}

/** What the form asks for on top of what is set now, and the names in it that no setting has. */
export function fromForm(
	form: Form,
	now: DivisionSettings | null,
): { settings: unknown; unknown: FieldProblem[] } {
	const settings: Record<string, unknown> = structuredClone({ ...now });
	for (const field of SETTINGS_FIELDS) {
		if (isWithin(absentIn(form), field.name)) {
			continue;
		}
		if (field.kind !== "presence") {
			setAt(settings, field.name.split("."), valueOf(field, form));
		} else if (!isTicked(form, field.name)) {
			setAt(settings, field.name.split("."), null);
		}
	}
	const known = new Set<string>([FORM_TOKEN_FIELD, DO_FIELD]);
	for (const field of SETTINGS_FIELDS) {
		known.add(field.name);
	}
	const unknown = form
		.names()
		.filter((name) => !known.has(name) && !TABLES.some((table) => isCell(table, name)))
		.map((field) => ({
			field,
			message: t.settings.thisFieldIsNot,
			remedy: t.settings.reloadThePageAnd,
		}));
	return { settings, unknown };
}

/** Objects that the form says the settings do not have. */
function absentIn(form: Form): string[] {
	return SETTINGS_FIELDS.filter(
		({ kind, name }) => kind === "presence" && !isTicked(form, name),
	).map(({ name }) => name);
}

function isTicked(form: Form, name: string): boolean {
	return (form.text(name) ?? "") !== "";
}

function isWithin(objects: readonly string[], name: string): boolean {
	return objects.some((object) => name.startsWith(`${object}.`));
}

function valueOf(field: SettingsField, form: Form): unknown {
	const text = (form.text(field.name) ?? "").trim();
	switch (field.kind) {
		case "text":
			return text === "" ? (field.ifEmpty ?? (field.isNullable === true ? null : text)) : text;
		case "number":
			return text === ""
				? (field.ifEmpty ?? (field.isNullable === true ? null : text))
				: toNumber(text);
		case "switch":
			return isTicked(form, field.name);
		case "numbers":
			return form.all(field.name).map(toNumber);
		case "lines": {
			const lines = filled(text.split("\n"));
			return lines.length === 0 && field.isNullable === true ? null : lines;
		}
		case "inputs":
			return filled(form.all(field.name));
		case "table":
			return readRows(field, form);
		default:
			return text;
	}
}

/** The form again with its rows closed up, so that a refused row is the one that is named. */
export function closedUp(form: Form): Form {
	let closed = form;
	for (const table of TABLES) {
		closed = withRows(closed, table, filledRows(table, closed));
	}
	return closed;
}

/** What a button beside a table asks for: `add`, `up` or `remove`, with the row that it stands at. */
export function actOnRows(form: Form, asked: string): { form: Form; added?: string } | undefined {
	const [name, act, row] = asked.split(":");
	const table = TABLES.find((known) => known.name === name);
	if (table === undefined) {
		return undefined;
	}
	return act === "up" || act === "remove"
		? { form: closedUp(moveRow(form, table, act, Number(row))) }
		: { form: closedUp(form), added: table.name };
}
