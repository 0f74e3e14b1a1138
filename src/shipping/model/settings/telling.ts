import { z } from "zod";

import { MAIL_LANGUAGES } from "../customer-mails.ts";

/** Our own mails to the customer; nothing is sent until one of them is switched on. */
export const customerMailsSchema = z.strictObject({
	labelMade: z.boolean().default(false),
	outForDelivery: z.boolean().default(false),
	delivered: z.boolean().default(false),
	problem: z.boolean().default(false),
	/** `auto`: by the country that the parcel goes to, and English where it speaks none of ours. */
	language: z.enum(["auto", ...MAIL_LANGUAGES]).default("auto"),
	/** Where answers go; null takes the address for questions. */
	replyTo: z.email().max(80).nullable().default(null),
});

export type CustomerMails = z.infer<typeof customerMailsSchema>;

/** Mails that FedEx sends by itself, asked for with each label. */
export const fedexMailsSchema = z.strictObject({
	shipped: z.boolean().default(false),
	onDelivery: z.boolean().default(false),
	exception: z.boolean().default(false),
	estimatedDelivery: z.boolean().default(false),
});

export type FedexMails = z.infer<typeof fedexMailsSchema>;
