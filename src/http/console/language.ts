import { AsyncLocalStorage } from "node:async_hooks";

import type { MiddlewareHandler } from "hono";

import type { HttpContext, HttpEnv } from "../context.ts";
import { keepCookie, readCookie } from "../cookies.ts";
import { isPage } from "../is-page.ts";
import { browserLanguage } from "../languages.ts";

/**
 * Which language a page is answered in: the one that the person chose, kept in a cookie of that browser, else the first
 * of the browser's that the console speaks, else English. It belongs to one request and is handed on beside it, so
 * that no two people's answers can mix; whatever is no page of the console is answered in English.
 */
export const CONSOLE_LANGUAGES = ["en", "nl"] as const;

export type ConsoleLanguage = (typeof CONSOLE_LANGUAGES)[number];

const COOKIE = "language";
const LIFE_SECONDS = 365 * 86_400;

const spoken = new AsyncLocalStorage<ConsoleLanguage>();

/** English where nobody is asked for, such as while the program starts. */
export function spokenLanguage(): ConsoleLanguage {
	return spoken.getStore() ?? "en";
}

/** How numbers and days are written; English ones as this program's makers write them. */
export function spokenLocale(): string {
	return spokenLanguage() === "en" ? "en-GB" : spokenLanguage();
}

const fromBrowser = browserLanguage(CONSOLE_LANGUAGES, ["header"]);

export const speakTheirLanguage: MiddlewareHandler<HttpEnv> = async (c, next) => {
	if (!isPage(c)) {
		return next();
	}
	const chosen = languageNamed(readCookie(c, COOKIE));
	if (chosen !== undefined) {
		return spoken.run(chosen, next);
	}
	return fromBrowser(c, () => spoken.run(languageNamed(c.get("language" as never)) ?? "en", next));
};

/** Kept in this browser, whoever logs in with it. */
export function keepLanguage(c: HttpContext, language: ConsoleLanguage): void {
	keepCookie(c, COOKIE, language, { path: "/", maxAgeSeconds: LIFE_SECONDS });
}

/** The language that a cookie or a form names, where it is one of the console's. */
export function languageNamed(name: string | undefined): ConsoleLanguage | undefined {
	return CONSOLE_LANGUAGES.find((language) => language === name);
}
