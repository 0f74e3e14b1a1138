import { badRequest } from "../errors.ts";
import type { EdmFields, EdmType, Value } from "./edm.ts";
import { callFunction } from "./functions.ts";
import type { Comparison, Expression } from "./parser.ts";
import type { LiteralType } from "./tokens.ts";

/** Reads a field of the row at hand. */
export type Reader = (field: string) => Value;
export type Compiled = { type: LiteralType; read: (row: Reader) => Value };

const LITERAL_TYPES: Record<EdmType, LiteralType> = {
	Guid: "guid",
	String: "string",
	DateTime: "datetime",
	Int16: "number",
	Int32: "number",
	Int64: "number",
	Double: "number",
	Byte: "number",
	Boolean: "boolean",
	Binary: "string",
	Collection: "null",
};

export function compileFilter(expression: Expression, fields: EdmFields): (row: Reader) => boolean {
	const compiled = compile(expression, fields);
	if (compiled.type !== "boolean") {
		throw badRequest("The filter expression must evaluate to a boolean.");
	}
	return (row) => compiled.read(row) === true;
}

function compile(expression: Expression, fields: EdmFields): Compiled {
	switch (expression.kind) {
		case "literal":
			return { type: expression.type, read: () => expression.value };
		case "field":
			return compileField(expression.name, fields);
		case "call":
			return callFunction(
				expression.name,
				expression.arguments.map((part) => compile(part, fields)),
			);
		case "compare":
			return compileComparison(expression, fields);
		case "and":
		case "or":
			return compileTerms(expression, fields);
	}
}

function compileField(name: string, fields: EdmFields): Compiled {
	const type = fields.get(name);
	if (type === undefined || type === "Collection") {
		throw badRequest(`No property '${name}' exists in the type of this endpoint.`);
	}
	return { type: LITERAL_TYPES[type], read: (row) => row(name) };
}

type ComparisonExpression = Extract<Expression, { kind: "compare" }>;

function compileComparison(expression: ComparisonExpression, fields: EdmFields): Compiled {
	const left = compile(expression.left, fields);
	const right = compile(expression.right, fields);
	if (left.type !== right.type && left.type !== "null" && right.type !== "null") {
		throw badRequest(
			`Operator '${expression.operator}' incompatible with operand types '${left.type}' and '${right.type}'.`,
		);
	}
	const { operator } = expression;
	return { type: "boolean", read: (row) => compare(operator, left.read(row), right.read(row)) };
}

function compare(operator: Comparison, left: Value, right: Value): boolean {
	if (operator === "eq" || operator === "ne") {
		return (left === right) === (operator === "eq");
	}
	if (left === null || right === null) {
		return false;
	}
	switch (operator) {
		case "gt":
			return left > right;
		case "ge":
			return left >= right;
		case "lt":
			return left < right;
		case "le":
			return left <= right;
	}
}

type Terms = Extract<Expression, { terms: Expression[] }>;

function compileTerms(expression: Terms, fields: EdmFields): Compiled {
	const compiled = expression.terms.map((term) => compile(term, fields));
	if (compiled.some((term) => term.type !== "boolean")) {
		throw badRequest(`Operator '${expression.kind}' needs booleans on both sides.`);
	}
	const lookup = expression.kind === "or" ? lookupOf(expression.terms) : undefined;
	if (lookup !== undefined) {
		return { type: "boolean", read: (row) => lookup.values.has(row(lookup.field)) };
	}
	return expression.kind === "and"
		? { type: "boolean", read: (row) => compiled.every((term) => term.read(row) === true) }
		: { type: "boolean", read: (row) => compiled.some((term) => term.read(row) === true) };
}

/** `Field eq a or Field eq b or …` is how callers ask for a batch: one look in a set, not a hundred. */
function lookupOf(terms: Expression[]): { field: string; values: Set<Value> } | undefined {
	const values = new Set<Value>();
	let field: string | undefined;
	for (const term of terms) {
		if (term.kind !== "compare" || term.operator !== "eq") {
			return undefined;
		}
		const { left, right } = term;
		if (left.kind !== "field" || right.kind !== "literal" || (field ?? left.name) !== left.name) {
			return undefined;
		}
		field = left.name;
		values.add(right.value);
	}
	return field === undefined ? undefined : { field, values };
}
