import { z } from "zod";

import { text } from "./parts.ts";

export const addressRuleSchema = z.strictObject({
	/** For receivers whose address, contact and account in Exact have no phone; null blocks the order. */
	defaultPhone: text(24).nullable().default(null),
	/** FedEx is asked about each new address; what it answers is kept, and whether it is a home is used. */
	validate: z.boolean().default(false),
});
