import { toAscii } from "../../lib/ascii.ts";

/** What FedEx prints of a street: three lines of 35 (Ship API, address, read 2026-11). */
export const STREET_LINES = 3;
export const STREET_LINE_CHARS = 35;

/** The street in lines that FedEx prints, broken between words; more than three of them don't fit. */
export function wrapStreet(lines: readonly string[]): string[] {
	const kept = lines.map(toAscii).filter((line) => line !== "");
	const byLine = kept.flatMap((line) => wrapWords(line, STREET_LINE_CHARS));
	return byLine.length <= STREET_LINES ? byLine : wrapWords(kept.join(" "), STREET_LINE_CHARS);
}

/** Lines of so many characters at most. Only a word that is longer than a line is broken itself. */
function wrapWords(text: string, chars: number): string[] {
	const wrapped: string[] = [];
	for (const word of text.split(" ").flatMap((each) => cutEvery(each, chars))) {
		const last = wrapped.at(-1);
		if (last !== undefined && last.length + 1 + word.length <= chars) {
			wrapped[wrapped.length - 1] = `${last} ${word}`;
		} else {
			wrapped.push(word);
		}
	}
	return wrapped;
}

function cutEvery(text: string, size: number): string[] {
	const parts: string[] = [];
	for (let at = 0; at < text.length; at += size) {
		parts.push(text.slice(at, at + size));
	}
	return parts;
}
