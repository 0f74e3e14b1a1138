import { languageDetector } from "hono/language";

/** Finds the first of the browser's languages that a page speaks, else English. Nothing is remembered by it. */
export function browserLanguage(
	languages: readonly string[],
	order: ("querystring" | "header")[],
): ReturnType<typeof languageDetector> {
	return languageDetector({
		supportedLanguages: [...languages],
		fallbackLanguage: "en",
		order,
		lookupQueryString: "lang",
		caches: false,
	});
}
