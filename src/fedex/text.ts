import { toAscii } from "../lib/ascii.ts";
import { STREET_LINE_CHARS, STREET_LINES, wrapStreet } from "../shipping/model/street-lines.ts";

/**
 * Texts as Ship takes them: ASCII only, without runs of spaces, within a limit.
 * https://developer.fedex.com/api/en-us/catalog/ship/docs.html (checked 2026-11)
 */

/** ASCII, cut to the limit; undefined when nothing is left, since FedEx takes no empty texts. */
export function fit(text: string | null, limit: number): string | undefined {
	const cut = toAscii(text ?? "")
		.slice(0, limit)
		.trimEnd();
	return cut === "" ? undefined : cut;
}

/** At most three lines of 35. Planning refuses what does not fit; of a plan that is older the beginning is kept. */
export function wrapStreetLines(lines: readonly string[]): string[] {
	const wrapped = wrapStreet(lines);
	if (wrapped.length <= STREET_LINES) {
		return wrapped;
	}
	const joined = lines
		.map(toAscii)
		.filter((line) => line !== "")
		.join(" ");
	return [0, 1, 2].map((line) =>
		joined.slice(line * STREET_LINE_CHARS, (line + 1) * STREET_LINE_CHARS).trim(),
	);
}
