import { z } from "zod";

import { ZONES } from "../facts/zones.ts";
import { countryCode, decimal, fedexName, grams, text } from "./parts.ts";

/** How a parcel is handed over (FedEx's package signature options, its reference guide, read 2026-11). */
export const SIGNATURE_OPTIONS = [
	"SERVICE_DEFAULT",
	"NO_SIGNATURE_REQUIRED",
	"INDIRECT",
	"DIRECT",
	"ADULT",
] as const;

/**
 * One line of the list that chooses the service: the first whose conditions all hold wins. A condition that is
 * null always holds.
 */
export const serviceRuleSchema = z.strictObject({
	/** Code of the shipping method in Exact. */
	shippingMethod: text(30),
	zones: z.array(z.enum(ZONES)).min(1).nullable().default(null),
	countries: z.array(countryCode).min(1).max(250).nullable().default(null),
	minWeightGrams: grams.nullable().default(null),
	maxWeightGrams: grams.nullable().default(null),
	/** Of the goods, in the order's currency. */
	minValue: decimal.nullable().default(null),
	maxValue: decimal.nullable().default(null),
	residential: z.boolean().nullable().default(null),
	warehouses: z.array(text(20)).min(1).nullable().default(null),
	/** A FedEx service, or `CHEAPEST` for the cheapest one that arrives in time. */
	service: fedexName("service type"),
	/** Working days that a parcel of the cheapest service may be on its way; null for however long. */
	arriveWithinDays: z.int().min(1).max(60).nullable().default(null),
	packaging: fedexName("packaging type").default("YOUR_PACKAGING"),
	/** Code of one of the division's package types; null leaves it to the division's packing. */
	packageType: text(20).nullable().default(null),
	signature: z.enum(SIGNATURE_OPTIONS).nullable().default(null),
	saturdayDelivery: z.boolean().default(false),
	/** FedEx's id of the location where the receiver collects it. */
	holdAtLocation: text(10).nullable().default(null),
});

export type ServiceRule = z.infer<typeof serviceRuleSchema>;
