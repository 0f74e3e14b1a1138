import anyAscii from "any-ascii";

/** Something that must not be seen where it was not meant to be, and what it is. */
export type Planted = { kind: string; value: string };

/** Shorter values would be found in text that has nothing to do with them. */
const SHORTEST = 6;

/**
 * The kinds of planted values that a text holds, as they are or as they travel: in an address, in JSON, in base64,
 * without blanks, in ASCII. Never the values, so that the answer can be printed.
 */
export function leaksIn(text: string, planted: readonly Planted[]): string[] {
	const index = new Map<string, { needle: string; kind: string }[]>();
	for (const { kind, value } of planted) {
		for (const needle of formsOf(value)) {
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

function formsOf(value: string): string[] {
	const forms = [value, anyAscii(value), value.replaceAll(/\s/g, "")].flatMap((form) => [
		form,
		encodeURIComponent(form),
		encodeURIComponent(form).replaceAll("%20", "+"),
		JSON.stringify(form).slice(1, -1),
		btoa(String.fromCharCode(...new TextEncoder().encode(form))),
	]);
	return [...new Set(forms)].filter((form) => form.length >= SHORTEST);
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
