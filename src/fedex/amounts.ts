/** Money between our decimal strings and FedEx's numbers, without a rounding of floats in between. */

/**
 * FedEx has currency codes of its own; the ISO ones are only taken as a preferred currency of rate requests.
 * https://developer.fedex.com/api/en-us/guides/api-reference.html#currencycodes (checked 2026-11)
 */
const FEDEX_CURRENCIES: ReadonlyMap<string, string> = new Map([
	["AED", "DHS"],
	["ARS", "ARN"],
	["CHF", "SFR"],
	["CLP", "CHP"],
	["DOP", "RDD"],
	["GBP", "UKL"],
	["JMD", "JAD"],
	["JPY", "JYE"],
	["KRW", "WON"],
	["KWD", "KUD"],
	["KYD", "CID"],
	["MXN", "NMP"],
	["SGD", "SID"],
	["TWD", "NTD"],
	["XCD", "ECD"],
]);

const ISO_CURRENCIES: ReadonlyMap<string, string> = new Map(
	Array.from(FEDEX_CURRENCIES, ([iso, fedex]) => [fedex, iso]),
);

export type MoneyBody = { amount: number; currency: string };

export function toFedexCurrency(iso: string): string {
	return FEDEX_CURRENCIES.get(iso) ?? iso;
}

export function fromFedexCurrency(code: string): string {
	return ISO_CURRENCIES.get(code) ?? code;
}

/** `quantity × price` in cents, halves up. Both are decimals. */
export function multiplyToCents(price: string, quantity: number): bigint {
	const left = toScaled(price);
	const right = toScaled(quantity.toFixed(6));
	const scale = 10n ** BigInt(left.decimals + right.decimals);
	return (left.units * right.units * 100n * 2n + scale) / (scale * 2n);
}

/** Exact for every amount that FedEx takes (11 digits before the point). */
export function toMoneyBody(cents: bigint, currency: string): MoneyBody {
	return { amount: Number(cents) / 100, currency: toFedexCurrency(currency) };
}

/** A number of the wire as a decimal string with two places. */
export function centsToDecimal(cents: number): string {
	return (cents / 100).toFixed(2);
}

function toScaled(decimal: string): { units: bigint; decimals: number } {
	const match = /^(-?\d+)(?:\.(\d*))?$/.exec(decimal);
	if (match === null) {
		throw new TypeError("an amount is not a decimal number");
	}
	const [, whole = "0", fraction = ""] = match;
	return { units: BigInt(whole + fraction), decimals: fraction.length };
}
