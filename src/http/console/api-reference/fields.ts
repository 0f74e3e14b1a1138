import { type ApiDocument, resolveSchema, type Schema } from "./document.ts";
import { typesOf } from "./example.ts";

export type FieldRow = { name: string; type: string; isRequired: boolean; description: string };

const DEPTH_MAX = 6;

/** Every field of a body, those inside others by their path: `packages[].weightGrams`. */
export function fieldsOf(schema: Schema, document: ApiDocument): FieldRow[] {
	return below(resolveSchema(schema, document), document, "", 0);
}

function below(schema: Schema, document: ApiDocument, prefix: string, depth: number): FieldRow[] {
	const choices = schema.anyOf ?? schema.oneOf ?? [];
	if (choices.length > 0) {
		const rows = choices.flatMap((one) =>
			below(resolveSchema(one, document), document, prefix, depth + 1),
		);
		return [...new Map(rows.map((row) => [row.name, row])).values()];
	}
	if (schema.items !== undefined && depth <= DEPTH_MAX) {
		return below(resolveSchema(schema.items, document), document, `${prefix}[]`, depth + 1);
	}
	if (depth > DEPTH_MAX) {
		return [];
	}
	return Object.entries(schema.properties ?? {}).flatMap(([name, given]) => {
		const path = prefix === "" ? name : `${prefix}.${name}`;
		const value = resolveSchema(given, document);
		const row = {
			name: path,
			type: typeInWords(value, document),
			isRequired: schema.required?.includes(name) === true,
			description: given.description ?? value.description ?? "",
		};
		return [row, ...below(value, document, path, depth + 1)];
	});
}

/** Such as "whole number, 1 to 200, 50 unless told". */
export function typeInWords(given: Schema, document: ApiDocument): string {
	const schema = resolveSchema(given, document);
	const choices = schema.anyOf ?? schema.oneOf ?? [];
	if (choices.length > 0) {
		return [...new Set(choices.map((one) => typeInWords(one, document)))].join(" or ");
	}
	const parts = [kindOf(schema, document)];
	if (schema.minimum !== undefined || schema.maximum !== undefined) {
		const range = rangeOf(schema);
		parts.push(...(range === "" ? [] : [range]));
	}
	if (schema.default !== undefined) {
		parts.push(`${JSON.stringify(schema.default)} unless told`);
	}
	return parts.join(", ");
}

function kindOf(schema: Schema, document: ApiDocument): string {
	const named = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
	if (named !== undefined) {
		return named.map((value) => (value === null ? "null" : String(value))).join(" | ");
	}
	const kinds = typesOf(schema).map((type) => {
		if (type === "array") {
			return `list of ${schema.items === undefined ? "values" : typeInWords(schema.items, document)}`;
		}
		return type === "string" ? (FORMATS[schema.format ?? ""] ?? "text") : (WORDS[type] ?? type);
	});
	return kinds.length === 0 ? "any" : kinds.join(" or ");
}

/** Bounds that only say what a number can hold are no news. */
function rangeOf({ minimum, maximum }: Schema): string {
	const least = minimum === undefined || minimum <= Number.MIN_SAFE_INTEGER ? undefined : minimum;
	const most = maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER ? undefined : maximum;
	if (least !== undefined && most !== undefined) {
		return `${least} to ${most}`;
	}
	return least === undefined ? (most === undefined ? "" : `at most ${most}`) : `at least ${least}`;
}

const WORDS: Readonly<Record<string, string>> = {
	integer: "whole number",
	number: "number",
	boolean: "true or false",
	object: "object",
	null: "null",
};

const FORMATS: Readonly<Record<string, string>> = {
	"date-time": "instant",
	date: "date",
	email: "mail address",
	binary: "file",
};
