import { describe, expect, it } from "vitest";

import { LANGUAGE_CODES, LANGUAGES, sayer } from "../../../src/http/track/languages.ts";
import { en, type TextKey } from "../../../src/http/track/texts/en.ts";

const KEYS = Object.keys(en) as TextKey[];

function placeholders(text: string): string[] {
	return Array.from(text.matchAll(/\{\w+\}/g), ([name]) => name).toSorted();
}

describe.each(LANGUAGE_CODES)("the texts in %s", (language) => {
	const texts: Readonly<Record<string, string>> = LANGUAGES[language];

	it("lack no key and have none too many", () => {
		expect(Object.keys(texts).toSorted()).toEqual(KEYS.toSorted());
	});

	it.each(KEYS)("say %s, with the same places to fill in", (key) => {
		expect(texts[key]?.trim()).not.toBe("");
		expect(placeholders(texts[key] ?? "")).toEqual(placeholders(en[key]));
	});

	it("are translated, not copied", () => {
		const same = KEYS.filter((key) => language !== "en" && texts[key] === en[key]);
		expect(same).toEqual([]);
	});
});

it("fills in what is named, and nothing else", () => {
	expect(sayer("nl")("parcels.one", { number: 2, count: 3 })).toBe("Pakket 2 van 3");
	expect(sayer("en")("page.title", { company: "{number}" })).toBe("Your parcel from {number}");
});
