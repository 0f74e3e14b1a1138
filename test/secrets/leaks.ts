import { formsOf, partsOf, SHORTEST } from "./forms.ts";

/** Something that must not be seen where it was not meant to be, and what it is. */
export type Planted = { kind: string; value: string };

/** What is known of people. A part of it is often a word that has nothing to do with them, so it is looked for whole. */
const OF_PEOPLE = ["e-mail", "phone number", "recipient's name", "street"];

/** The kinds of planted values that a text holds, whole or in parts. Never the values, so that the answer can be printed. */
export function leaksIn(text: string, planted: readonly Planted[]): string[] {
	const index = new Map<string, { needle: string; kind: string }[]>();
	for (const { kind, value } of planted) {
		const parts = OF_PEOPLE.includes(kind) ? [] : partsOf(value);
		for (const needle of [value, ...parts].flatMap(formsOf)) {
			const start = needle.slice(0, SHORTEST);
			const known = index.get(start) ?? [];
			known.push({ needle, kind });
			index.set(start, known);
		}
	}
	const found = new Set<string>();
	for (let at = 0; at + SHORTEST <= text.length; at += 1) {
		for (const { needle, kind } of index.get(text.slice(at, at + SHORTEST)) ?? []) {
			if (text.startsWith(needle, at)) {
				found.add(kind);
			}
		}
	}
	return [...found].toSorted();
}

/** What a value looks like when it is printed: also what an error and its causes say. */
export function printable(value: unknown): string {
	if (typeof value === "string") {
		return value;
	}
	if (value instanceof Error) {
		const { name, message, stack, cause, ...rest } = value;
		return [
			name,
			message,
			stack,
			printable(rest),
			cause === undefined ? "" : printable(cause),
		].join("\n");
	}
	return (
		JSON.stringify(value, (_key, inner: unknown) =>
			inner instanceof Error ? printable(inner) : inner,
		) ?? String(value)
	);
}
