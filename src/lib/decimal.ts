/** Exact arithmetic with amounts that are decimal strings, in whole cents. */

/** `price × quantity` in cents, halves away from zero. @throws TypeError where the price is no decimal number */
export function multiplyToCents(price: string, quantity: number): bigint {
	const left = toScaled(price);
	// From 10²¹ on a double is whole, and written with an exponent.
	const written = Math.abs(quantity) < 1e21 ? quantity.toFixed(6) : String(BigInt(quantity));
	const right = toScaled(written);
	const scale = 10n ** BigInt(left.decimals + right.decimals);
	const doubled = left.units * right.units * 100n * 2n;
	return (doubled < 0n ? doubled - scale : doubled + scale) / (scale * 2n);
}

/** `1234n` is `12.34`. */
export function toDecimal(cents: bigint): string {
	const digits = String(cents < 0n ? -cents : cents).padStart(3, "0");
	return `${cents < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

export function toCents(decimal: string): bigint {
	return multiplyToCents(decimal, 1);
}

export function addCents(amounts: readonly bigint[]): bigint {
	return amounts.reduce((sum, amount) => sum + amount, 0n);
}

function toScaled(decimal: string): { units: bigint; decimals: number } {
	const match = /^(-?\d+)(?:\.(\d*))?$/.exec(decimal);
	if (match === null) {
		throw new TypeError("an amount is not a decimal number");
	}
	const [, whole = "0", fraction = ""] = match;
	return { units: BigInt(whole + fraction), decimals: fraction.length };
}
