import { languageOfPlace, type MailLanguage, MAIL_LANGUAGES } from "../model/customer-mails.ts";
import { de } from "./mail-texts-de.ts";
import { en, type MailTexts } from "./mail-texts-en.ts";
import { fr } from "./mail-texts-fr.ts";
import { nl } from "./mail-texts-nl.ts";

const TEXTS: Readonly<Record<MailLanguage, MailTexts>> = { en, nl, de, fr };

export type SayInMail = (key: keyof MailTexts) => string;

/** The language that the division chose, else that of the place the parcel goes to, else English. */
export function mailLanguage(facts: {
	language: string;
	country: string;
	postalCode: string | null;
}): MailLanguage {
	const chosen = MAIL_LANGUAGES.find((language) => language === facts.language);
	return chosen ?? languageOfPlace(facts.country, facts.postalCode) ?? "en";
}

/** The text of that key, with what stands for the names in braces. */
export function mailSayer(
	language: MailLanguage,
	values: { company: string; number: number },
): SayInMail {
	return (key) =>
		TEXTS[language][key]
			.replaceAll("{number}", String(values.number))
			.replaceAll("{company}", () => values.company);
}
