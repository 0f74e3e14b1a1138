import type { z } from "zod";

import { invalidFields } from "../shipping/refusals.ts";

type Issue = z.core.$ZodIssue;
export type FieldProblem = { field: string; message: string; remedy: string };

/**
 * The hook of every route: what does not fit its schema is refused with each field named.
 * @throws AppError `request.invalid`
 */
export function refuseInvalid(
	result: { success: true } | { success: false; error: z.core.$ZodError; target?: string },
): void {
	if (!result.success) {
		throw invalidFields(fieldProblems(result.error));
	}
}

/** Each field that does not fit its schema, in words for people. */
export function fieldProblems(error: z.core.$ZodError): FieldProblem[] {
	return error.issues.flatMap(toProblems);
}

function toProblems(issue: Issue): FieldProblem[] {
	if (issue.code === "unrecognized_keys") {
		return issue.keys.map((key) => ({
			field: fieldOf([...issue.path, key]),
			message: "This field is not known.",
			remedy: "Remove it, or check its spelling.",
		}));
	}
	return [{ field: fieldOf(issue.path), ...explain(issue) }];
}

function fieldOf(path: readonly PropertyKey[]): string {
	return path.length === 0 ? "body" : path.map(String).join(".");
}

function explain(issue: Issue): { message: string; remedy: string } {
	switch (issue.code) {
		case "invalid_type":
			return issue.input === undefined && !issue.message.includes("received")
				? missing(issue.expected)
				: wrongType(issue);
		case "too_small":
		case "too_big":
			return outOfRange(issue);
		case "invalid_value":
			return expected(`one of ${issue.values.map(String).join(", ")}`);
		case "invalid_union":
			return expected("one of the allowed forms");
		default:
			return ownWords(issue);
	}
}

function missing(type: string): { message: string; remedy: string } {
	return { message: "This field is missing.", remedy: `Add it as ${typeName(type)}.` };
}

function wrongType(issue: Extract<Issue, { code: "invalid_type" }>) {
	return issue.message.endsWith("received undefined")
		? missing(issue.expected)
		: expected(typeName(issue.expected));
}

function outOfRange(issue: Extract<Issue, { code: "too_small" | "too_big" }>) {
	const isSmall = issue.code === "too_small";
	const bound = isSmall ? issue.minimum : issue.maximum;
	const remedy = `Give ${isSmall ? "at least" : "at most"} ${bound}`;
	const unit = UNITS[issue.origin];
	if (unit === undefined) {
		return { message: `The value is too ${isSmall ? "small" : "large"}.`, remedy: `${remedy}.` };
	}
	return {
		message: `It has too ${isSmall ? "few" : "many"} ${unit.many}.`,
		remedy: `${remedy} ${Number(bound) === 1 ? unit.one : unit.many}.`,
	};
}

const UNITS: Record<string, { one: string; many: string }> = {
	string: { one: "character", many: "characters" },
	array: { one: "entry", many: "entries" },
};

/** Messages of our schemas read "is not a phone number …" or "is a state code …": both name what is wanted. */
function ownWords(issue: Issue): { message: string; remedy: string } {
	const wanted = /^is (?:not )?(.+)$/.exec(issue.message)?.[1];
	if (wanted !== undefined) {
		return expected(wanted);
	}
	return issue.code === "invalid_format"
		? expected(FORMATS[issue.format] ?? "a text of the documented form")
		: { message: `${issue.message}.`, remedy: "Correct the value." };
}

function expected(what: string): { message: string; remedy: string } {
	return { message: `The value is not ${what}.`, remedy: `Give ${what}.` };
}

function typeName(type: string): string {
	return TYPES[type] ?? `a value of type ${type}`;
}

const TYPES: Record<string, string> = {
	string: "a text",
	number: "a number",
	int: "a whole number",
	boolean: "true or false",
	array: "a list",
	object: "an object",
};

const FORMATS: Record<string, string> = {
	email: "an e-mail address",
	date: "a date such as 2026-11-30",
	datetime: "an instant such as 2026-11-30T09:00:00Z",
	regex: "a text of the documented form",
	url: "an address that begins with https://",
};
