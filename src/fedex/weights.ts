/** FedEx takes weights with two decimals. They are rounded up, so that a parcel never weighs more than declared. */
export type WeightUnit = "KG" | "LB";
export type WeightBody = { units: WeightUnit; value: number };

/** Shipments from the United States are weighed in pounds, all others in kilograms. */
export function weightUnitOf(shipFromCountry: string): WeightUnit {
	return shipFromCountry === "US" ? "LB" : "KG";
}

/** Hundredths of the unit, at least one. */
export function toHundredths(weightGrams: number, units: WeightUnit): number {
	const grams = Math.ceil(weightGrams);
	// One pound is 453.59237 g; whole numbers keep the rounding exact.
	const hundredths =
		units === "KG" ? Math.ceil(grams / 10) : Math.ceil((grams * 10_000_000) / 45_359_237);
	return Math.max(1, hundredths);
}

export function toWeightBody(hundredths: number, units: WeightUnit): WeightBody {
	return { units, value: hundredths / 100 };
}

/**
 * The goods' shares of their parcels' weight. Rounding each up could make the goods heavier than the parcels,
 * which FedEx refuses (COMMODITYWEIGHT.GREATERTHAN.PACKAGEWEIGHT); then the parcels' weight is shared out.
 */
export function shareHundredths(
	weightsGrams: readonly number[],
	units: WeightUnit,
	totalHundredths: number,
): number[] {
	const rounded = weightsGrams.map((grams) => toHundredths(grams, units));
	if (sum(rounded) <= totalHundredths) {
		return rounded;
	}
	const spare = Math.max(0, totalHundredths - rounded.length);
	const weight = sum(rounded);
	let before = 0;
	return rounded.map((share) => {
		const after = before + share;
		const part = Math.floor((after * spare) / weight) - Math.floor((before * spare) / weight);
		before = after;
		return 1 + part;
	});
}

export function sum(numbers: readonly number[]): number {
	return numbers.reduce((total, number) => total + number, 0);
}
