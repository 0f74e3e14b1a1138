import { z } from "zod";

import { fedexAccountNumber, grams, text } from "./parts.ts";

/** Classes of less-than-truckload freight (National Motor Freight Classification; FedEx's Freight LTL API, 2026-11). */
export const FREIGHT_CLASSES = [
	"CLASS_050",
	"CLASS_055",
	"CLASS_060",
	"CLASS_065",
	"CLASS_070",
	"CLASS_077_5",
	"CLASS_085",
	"CLASS_092_5",
	"CLASS_100",
	"CLASS_110",
	"CLASS_125",
	"CLASS_150",
	"CLASS_175",
	"CLASS_200",
	"CLASS_250",
	"CLASS_300",
	"CLASS_400",
	"CLASS_500",
] as const;

const HANDLING_UNITS = [
	"BUNDLE",
	"CARTON",
	"CRATE",
	"DRUM",
	"PAIL",
	"PALLET",
	"OTHER",
	"SKID",
] as const;

/** Less-than-truckload freight in the United States, Canada and Mexico. Null: the division does not use it. */
export const freightSchema = z.strictObject({
	/** Of FedEx Freight, which is not the parcel account. */
	accountNumber: fedexAccountNumber,
	freightClass: z.enum(FREIGHT_CLASSES),
	handlingUnit: z.enum(HANDLING_UNITS).default("PALLET"),
	/** Goods and pallet that one handling unit bears. */
	maxUnitGrams: grams.default(900_000),
	description: text(50).default("Goods on pallets"),
});

export type FreightSettings = z.infer<typeof freightSchema>;
