import { z } from "zod";

/** What the sections of a division's settings are made of. */

export const text = (max: number) => z.string().trim().min(1).max(max);

export const countryCode = z
	.string()
	.regex(/^[A-Z]{2}$/, { error: "is a country code of two capitals such as NL" });

export const fedexName = (what: string) =>
	z.string().regex(/^[A-Z0-9_]{3,60}$/, { error: `is a FedEx ${what}` });

/** The heaviest freight shipment FedEx takes is far below. */
export const grams = z.int().min(1).max(100_000_000);

export const centimetres = z.int().min(1).max(999);

export const timeOfDay = z
	.string()
	.regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: "is a time of day such as 16:00" });

export const decimal = z
	.string()
	.regex(/^\d{1,12}(\.\d{1,4})?$/, { error: "is an amount such as 250.00" });

export const fedexAccountNumber = z
	.string()
	.regex(/^\d{9}$/, { error: "is a FedEx account number of nine digits" });

export const addressSchema = z.strictObject({
	companyName: text(35),
	personName: text(70),
	phone: z
		.string()
		.trim()
		.regex(/^\+?[\d ().-]{8,24}$/, { error: "is not a phone number with 10 to 15 digits" }),
	email: z.email().max(80).nullable().default(null),
	streetLines: z.array(text(35)).min(1).max(3),
	postalCode: text(10),
	city: text(35),
	state: z
		.string()
		.trim()
		.regex(/^[A-Z]{2,3}$/, { error: "is a state or province code such as OH" })
		.nullable()
		.default(null),
	country: countryCode,
});
