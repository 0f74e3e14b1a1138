import { expect } from "vitest";

import type { Problem } from "../../../src/lib/errors.ts";

/** Words of programs, which tell a person in the warehouse nothing. */
const JARGON =
	/\b(null|undefined|NaN|JSON|HTTP|ASCII|regex|payload|exception|schema|enum|boolean|string|stack|D1|R2|SQL)\b|\bat \w+ \(|\[object/i;

/** One sentence: a capital, a quotation mark or a digit first, a full stop at the end and nowhere before a capital. */
function expectSentence(text: string): void {
	expect(text).toMatch(/^["“]?[A-Z0-9]/);
	expect(text).toMatch(/[^.]\.$/);
	// What a person wrote is quoted as it is.
	expect(text.replaceAll(/"[^"]*"/g, "it").replace(/\.$/, "")).not.toMatch(/[.!?] +["“]?[A-Z]/);
	expect(text).not.toMatch(JARGON);
	expect(text.length).toBeLessThan(240);
}

/** Whether somebody who never saw this program knows what is wrong, and what to do where. */
export function expectPlain({ code, field, message, remedy }: Problem): void {
	expect(code).toMatch(/^[a-z_]+\.[a-z_]+$/);
	expect(field).toMatch(/^[A-Z][\w /.-]+(?: › [A-Z][\w /.-]+)*$/);
	expectSentence(message);
	expectSentence(remedy);
	expect(remedy).not.toBe(message);
}
