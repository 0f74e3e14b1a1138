import { multiplyToCents } from "../../lib/decimal.ts";

/** Goods of one line, at what they cost after discount. */
type ValuedGoods = { quantity: number; unitPrice: string; weightGrams: number };

/** Some pieces of the same value; a lot is one piece that stands for the whole quantity. */
type ValuedPieces = {
	pieces: number;
	isLot: boolean;
	unitCents: bigint;
	valueCents: bigint;
	weightGrams: number;
};

/**
 * A line's value in whole cents, as pieces whose values add up to it exactly. Where a discounted price has parts of
 * a cent, some pieces are declared a cent dearer than the others: 3 × 8.335 = 25.01 is 2 × 8.34 and 1 × 8.33. What
 * has no whole pieces (2.5 m), or costs less than a cent each, is one lot. Something that costs anything costs a cent.
 */
export function valueGoods({ quantity, unitPrice, weightGrams }: ValuedGoods): ValuedPieces[] {
	const exact = multiplyToCents(unitPrice, quantity);
	const valueCents = exact === 0n && Number(unitPrice) > 0 ? 1n : exact;
	const pieces = BigInt(Number.isSafeInteger(quantity) && quantity > 0 ? quantity : 1);
	const lower = valueCents / pieces;
	if (!Number.isSafeInteger(quantity) || (lower === 0n && valueCents > 0n)) {
		const isLot = quantity !== 1;
		return [{ pieces: 1, isLot, unitCents: valueCents, valueCents, weightGrams }];
	}
	const dearer = valueCents % pieces;
	const others = pieces - dearer;
	const dearerGrams = Number((BigInt(weightGrams) * dearer) / pieces);
	return [
		{ count: dearer, unitCents: lower + 1n, weightGrams: dearerGrams },
		{ count: others, unitCents: lower, weightGrams: weightGrams - dearerGrams },
	]
		.filter(({ count }) => count > 0n)
		.map(({ count, unitCents, weightGrams: grams }) => ({
			pieces: Number(count),
			isLot: false,
			unitCents,
			valueCents: unitCents * count,
			weightGrams: grams,
		}));
}
