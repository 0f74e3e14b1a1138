import { z } from "zod";

import { contrast } from "../../../lib/colours.ts";
import { text } from "./parts.ts";

/** Text of that colour on a white page is read by most people from this contrast on (WCAG 2.2, level AA). */
export const READABLE = 4.5;
export const PAGE_COLOUR = "#ffffff";

const colour = z
	.string()
	.trim()
	.toLowerCase()
	.regex(/^#[\da-f]{6}$/, { error: "is a colour of six hexadecimal digits such as #0b5fa5" })
	.refine((value) => contrast(value, PAGE_COLOUR) >= READABLE, {
		error: `is too light to read on white: take a darker one, with a contrast of ${READABLE} or more`,
	});

/** What customers see of the company on the page that follows their parcel. */
export const brandingSchema = z.strictObject({
	/** Null shows the company that the division ships from. */
	name: text(60).nullable().default(null),
	colour: colour.nullable().default(null),
	email: z.email().max(80).nullable().default(null),
	phone: z
		.string()
		.trim()
		.regex(/^\+?[\d ().-]{6,24}$/, { error: "is not a phone number" })
		.nullable()
		.default(null),
	website: z
		.url({ protocol: /^https$/, error: "is an address that begins with https://" })
		.max(200)
		.nullable()
		.default(null),
});

export type Branding = z.infer<typeof brandingSchema>;
