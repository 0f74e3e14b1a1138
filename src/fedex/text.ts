import anyAscii from "any-ascii";

/**
 * Texts as Ship takes them: ASCII only, without runs of spaces, within a limit.
 * https://developer.fedex.com/api/en-us/catalog/ship/docs.html (checked 2026-11)
 */
export function toAscii(text: string): string {
	return anyAscii(text.normalize("NFC"))
		.replaceAll(/[^\x20-\x7e]+/g, " ")
		.replaceAll(/ {2,}/g, " ")
		.trim();
}

/** ASCII, cut to the limit; undefined when nothing is left, since FedEx takes no empty texts. */
export function fit(text: string | null, limit: number): string | undefined {
	const cut = toAscii(text ?? "")
		.slice(0, limit)
		.trimEnd();
	return cut === "" ? undefined : cut;
}

const LINE_LIMIT = 35;
const LINES = 3;

/** The street as FedEx prints it: at most three lines of 35, broken between words while they fit. */
export function wrapStreetLines(lines: readonly string[]): string[] {
	const kept = lines.map(toAscii).filter((line) => line !== "");
	const byLine = kept.flatMap(wrapWords);
	if (byLine.length <= LINES) {
		return byLine;
	}
	const joined = kept.join(" ");
	const asOne = wrapWords(joined);
	return asOne.length <= LINES ? asOne : cutEvery(joined, LINE_LIMIT).slice(0, LINES);
}

function wrapWords(line: string): string[] {
	const wrapped: string[] = [];
	for (const word of line.split(" ").flatMap((text) => cutEvery(text, LINE_LIMIT))) {
		const last = wrapped.at(-1);
		if (last !== undefined && last.length + 1 + word.length <= LINE_LIMIT) {
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
		parts.push(text.slice(at, at + size).trim());
	}
	return parts;
}
