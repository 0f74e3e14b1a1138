import type { Language } from "./languages.ts";

/** Days, times and places as they are written in a language; the times are those where the sender is. */
export function writerIn(language: Language, timeZone: string) {
	const locale = language === "en" ? "en-GB" : language;
	const day = new Intl.DateTimeFormat(locale, {
		timeZone,
		weekday: "long",
		day: "numeric",
		month: "long",
	});
	const plainDay = new Intl.DateTimeFormat(locale, {
		timeZone: "UTC",
		weekday: "long",
		day: "numeric",
		month: "long",
	});
	const time = new Intl.DateTimeFormat(locale, { timeZone, hour: "2-digit", minute: "2-digit" });
	const countries = new Intl.DisplayNames(locale, { type: "region" });
	return {
		/** Of an instant, or of a date without one. */
		day: (when: number | string) =>
			typeof when === "number"
				? day.format(when)
				: plainDay.format(Date.parse(`${when}T12:00:00Z`)),
		time: (at: number) => time.format(at),
		/** Of "Utrecht, NL". */
		place: (place: string) => place.replace(/\b[A-Z]{2}$/, (code) => countries.of(code) ?? code),
	};
}

export type Writer = ReturnType<typeof writerIn>;
