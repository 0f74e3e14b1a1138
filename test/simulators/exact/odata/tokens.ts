import { badRequest } from "../errors.ts";
import { parseDateTime, type Value } from "./edm.ts";

export type LiteralType = "guid" | "datetime" | "string" | "number" | "boolean" | "null";

export type Token =
	| { kind: "literal"; type: LiteralType; value: Value }
	| { kind: "word"; text: string }
	| { kind: "(" | ")" | "," };

const PATTERNS: [RegExp, (text: string) => Token][] = [
	[
		/^guid'([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})'/i,
		(text) => literal("guid", text.toLowerCase()),
	],
	[/^datetime'([^']*)'/i, (text) => literal("datetime", dateTime(text))],
	[/^'((?:[^']|'')*)'/, (text) => literal("string", text.replaceAll("''", "'"))],
	[/^(-?\d+(?:\.\d+)?)(?:[LlDdMmFf])?(?![\w'])/, (text) => literal("number", Number(text))],
	[/^(true|false)\b/, (text) => literal("boolean", text === "true")],
	[/^(null)\b/, () => literal("null", null)],
	[/^([A-Za-z_]\w*)/, (text) => ({ kind: "word", text })],
	[/^([(),])/, (text) => ({ kind: text as "(" | ")" | "," })],
];

export function tokenize(filter: string): Token[] {
	const tokens: Token[] = [];
	let rest = filter.trimStart();
	while (rest !== "") {
		const [token, length] = nextToken(rest, filter);
		tokens.push(token);
		rest = rest.slice(length).trimStart();
	}
	return tokens;
}

function nextToken(rest: string, filter: string): [Token, number] {
	for (const [pattern, make] of PATTERNS) {
		const match = pattern.exec(rest);
		if (match !== null) {
			return [make(match[1] ?? ""), match[0].length];
		}
	}
	throw badRequest(`Syntax error at position ${filter.length - rest.length}.`);
}

function literal(type: LiteralType, value: Value): Token {
	return { kind: "literal", type, value };
}

function dateTime(text: string): number {
	const parsed = parseDateTime(text);
	if (parsed === undefined) {
		throw badRequest(`Unrecognized 'Edm.DateTime' literal 'datetime'${text}''.`);
	}
	return parsed;
}
