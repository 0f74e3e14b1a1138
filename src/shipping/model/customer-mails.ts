/** Mails to the customer, by what they tell. */
export const MAIL_KINDS = ["label_made", "out_for_delivery", "delivered", "problem"] as const;

export type MailKind = (typeof MAIL_KINDS)[number];

/**
 * `unknown`: it was handed over and no answer came, so it may have gone out; it is not sent again. `skipped`: there was
 * nobody to tell, or it was no news any more. `refused`: it can't be sent.
 */
export const MAIL_STATES = ["due", "sending", "sent", "unknown", "refused", "skipped"] as const;

export type MailState = (typeof MAIL_STATES)[number];

export const MAIL_LANGUAGES = ["en", "nl", "de", "fr"] as const;

export type MailLanguage = (typeof MAIL_LANGUAGES)[number];

/** By where the parcel goes; in Belgium by the postal code, in Switzerland too. Undefined where it is none of ours. */
export function languageOfPlace(
	country: string,
	postalCode: string | null,
): MailLanguage | undefined {
	const code = Number(/\d{4,5}/.exec(postalCode ?? "")?.[0] ?? Number.NaN);
	switch (country) {
		case "NL":
			return "nl";
		case "BE":
			return (code >= 1_300 && code < 1_500) || (code >= 4_000 && code < 8_000) ? "fr" : "nl";
		case "DE":
		case "AT":
		case "LI":
			return "de";
		case "CH":
			return code < 3_000 ? "fr" : "de";
		case "FR":
		case "LU":
		case "MC":
			return "fr";
		default:
			return undefined;
	}
}
