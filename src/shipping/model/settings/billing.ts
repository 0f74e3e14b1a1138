import { z } from "zod";

import { countryCode, decimal, fedexAccountNumber, text } from "./parts.ts";

/** Who pays the transport where it is not the division's own account. */
const payorSchema = z.strictObject({
	by: z.enum(["recipient", "third-party"]),
	accountNumber: fedexAccountNumber,
	country: countryCode.nullable().default(null),
});

/** What a cost centre of Exact means to FedEx: somebody else's account pays, or another account of ours ships. */
const costCentreRuleSchema = z
	.strictObject({
		costCentre: text(50),
		payor: payorSchema.nullable().default(null),
		fedexAccountId: text(60).nullable().default(null),
	})
	.refine(({ payor, fedexAccountId }) => payor === null || fedexAccountId === null, {
		error: "has either a payor or another FedEx account, not both",
		path: ["payor"],
	});

export type CostCentreRule = z.infer<typeof costCentreRuleSchema>;

export const billingSchema = z.strictObject({
	/** Null: the division's FedEx account. */
	payor: payorSchema.nullable().default(null),
	/** Which cost centre of the lines a shipment bears; `split` makes one shipment for each. */
	costCentre: z.enum(["single", "highest-value", "split"]).default("single"),
	costCentres: z
		.array(costCentreRuleSchema)
		.max(1_000)
		.superRefine((rules, context) => {
			const codes = rules.map(({ costCentre }) => costCentre);
			for (const [at, code] of codes.entries()) {
				if (codes.indexOf(code) !== at) {
					context.addIssue({
						code: "custom",
						path: [at, "costCentre"],
						message: "has a line of its own already",
					});
				}
			}
		})
		.default([]),
	/** Whether an order without a cost centre, or with one that has no rule above, waits for a person. */
	costCentreNeeded: z.enum(["no", "any", "listed"]).default("no"),
	/** What FedEx prints as the invoice's number; Exact makes the invoice only after the goods have left. */
	invoiceNumber: z.enum(["none", "order-number", "description"]).default("none"),
	/** A shipment that costs more, in the account's currency, waits for a person; null for no limit. */
	maxCharge: decimal.nullable().default(null),
	/** A label that costs so much more than its quote is shown to a person; null for no limit. */
	maxOverQuotePercent: z.int().min(0).max(1_000).nullable().default(null),
});

export type Billing = z.infer<typeof billingSchema>;
