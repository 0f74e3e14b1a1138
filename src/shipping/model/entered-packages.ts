import type { Dimensions } from "./shipment-plan.ts";

/** One package as a person packed and weighed it. */
export type EnteredPackage = {
	/** Goods and box. */
	weightGrams: number;
	/** Code of one of the division's package types; or dimensions; or neither. */
	type: string | null;
	dimensions: Dimensions | null;
	/** What is in it; null where the person did not say. */
	contents: { exactLineId: string; quantity: number }[] | null;
};

/** The packages that a person entered for one shipment of an order. */
export type EnteredPackages = {
	/** Of the shipment that they are for: the next ones of the order are packed anew. */
	sequence: number;
	packages: EnteredPackage[];
};
