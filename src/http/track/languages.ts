import type { HttpContext } from "../context.ts";
import { browserLanguage } from "../languages.ts";
import { de } from "./texts/de.ts";
import { en, type TextKey, type Texts } from "./texts/en.ts";
import { fr } from "./texts/fr.ts";
import { nl } from "./texts/nl.ts";

export const LANGUAGES = { en, nl, de, fr } satisfies Record<string, Texts>;

export type Language = keyof typeof LANGUAGES;

export const LANGUAGE_CODES = Object.keys(LANGUAGES) as Language[];

/** The language that the customer chose, else the first of the browser's that we speak. Nothing is remembered. */
export const readLanguage = browserLanguage(LANGUAGE_CODES, ["querystring", "header"]);

export function languageOf(c: HttpContext): Language {
	return (c.get("language" as never) as Language | undefined) ?? "en";
}

/** The text of that key, with what stands for the names in braces. */
export function sayer(language: Language) {
	return (key: TextKey, values: Readonly<Record<string, string | number>> = {}): string =>
		LANGUAGES[language][key].replaceAll(/\{(\w+)\}/g, (_, name: string) =>
			String(values[name] ?? ""),
		);
}

export type Say = ReturnType<typeof sayer>;
