import { badRequest } from "../errors.ts";
import type { Value } from "./edm.ts";
import { type LiteralType, type Token, tokenize } from "./tokens.ts";

export type Comparison = "eq" | "ne" | "gt" | "ge" | "lt" | "le";

export type Expression =
	| { kind: "literal"; type: LiteralType; value: Value }
	| { kind: "field"; name: string }
	| { kind: "call"; name: string; arguments: Expression[] }
	| { kind: "compare"; operator: Comparison; left: Expression; right: Expression }
	| { kind: "and" | "or"; terms: Expression[] };

const COMPARISONS: ReadonlySet<string> = new Set(["eq", "ne", "gt", "ge", "lt", "le"]);

export function parseFilter(filter: string): Expression {
	const tokens = tokenize(filter);
	let position = 0;

	function peek(): Token | undefined {
		return tokens[position];
	}

	function take(): Token {
		const token = tokens[position];
		if (token === undefined) {
			throw badRequest("Expression expected at the end of the filter.");
		}
		position += 1;
		return token;
	}

	function takeWord(text: string): boolean {
		const token = peek();
		const found = token?.kind === "word" && token.text === text;
		position += found ? 1 : 0;
		return found;
	}

	function expect(kind: "(" | ")" | ","): void {
		if (take().kind !== kind) {
			throw badRequest(`'${kind}' expected in the filter.`);
		}
	}

	function chain(kind: "and" | "or", operand: () => Expression): Expression {
		const first = operand();
		const terms = [first];
		while (takeWord(kind)) {
			terms.push(operand());
		}
		return terms.length === 1 ? first : { kind, terms };
	}

	function either(): Expression {
		return chain("or", () => chain("and", comparison));
	}

	function comparison(): Expression {
		const left = operand();
		const token = peek();
		if (token?.kind !== "word" || !COMPARISONS.has(token.text)) {
			return left;
		}
		position += 1;
		return { kind: "compare", operator: token.text as Comparison, left, right: operand() };
	}

	function operand(): Expression {
		const token = take();
		if (token.kind === "(") {
			const inner = either();
			expect(")");
			return inner;
		}
		if (token.kind === "literal") {
			return token;
		}
		if (token.kind !== "word") {
			throw badRequest(`Expression expected in place of '${token.kind}'.`);
		}
		return peek()?.kind === "(" ? call(token.text) : { kind: "field", name: token.text };
	}

	function call(name: string): Expression {
		expect("(");
		const parts = [either()];
		while (peek()?.kind === ",") {
			expect(",");
			parts.push(either());
		}
		expect(")");
		return { kind: "call", name, arguments: parts };
	}

	const parsed = either();
	if (position < tokens.length) {
		throw badRequest("Syntax error: the filter goes on after its end.");
	}
	return parsed;
}

/** The names of all fields that a filter looks at. */
export function fieldsOf(expression: Expression): string[] {
	if (expression.kind === "field") {
		return [expression.name];
	}
	if (expression.kind === "compare") {
		return [...fieldsOf(expression.left), ...fieldsOf(expression.right)];
	}
	if (expression.kind === "call") {
		return expression.arguments.flatMap(fieldsOf);
	}
	return expression.kind === "literal" ? [] : expression.terms.flatMap(fieldsOf);
}
