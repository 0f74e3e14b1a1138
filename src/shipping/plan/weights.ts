import type { DivisionSettings } from "../model/division-settings.ts";
import type { Item } from "../model/order.ts";

const GRAMS: Record<DivisionSettings["weight"]["unit"], number> = {
	kg: 1_000,
	g: 1,
	lb: 453.59237,
};

/**
 * Grams of one unit of an item: gross before net weight, in the division's unit, else the division's default.
 * Exact does not say in which unit it keeps weights, hence the setting. Undefined when there is none.
 */
export function gramsPerUnit(
	item: Item | undefined,
	weight: DivisionSettings["weight"],
): number | undefined {
	const own = [item?.grossWeight, item?.netWeight].find(
		(value) => value !== undefined && value !== null && value > 0,
	);
	if (typeof own === "number") {
		return own * GRAMS[weight.unit];
	}
	return weight.defaultGramsPerUnit ?? undefined;
}

/** Whole grams of a quantity, rounded up so that a box is never declared lighter than it is. */
export function lineGrams(quantity: number, perUnit: number): number {
	// A mistyped weight may be too large for a number; what follows counts in whole grams and refuses it.
	const product = Math.min(quantity * perUnit, Number.MAX_SAFE_INTEGER);
	// Twelve digits cut off the noise of doubles and keep the smallest weight.
	const grams = Math.ceil(Number(product.toPrecision(12)));
	// The product of two very small numbers is nothing.
	return quantity > 0 ? Math.max(1, grams) : grams;
}
