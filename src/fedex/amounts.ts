import { toCents } from "../lib/decimal.ts";

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

/** Exact for every amount that FedEx takes (11 digits before the point). */
export function toMoneyBody(amount: string, currency: string): MoneyBody {
	return { amount: Number(toCents(amount)) / 100, currency: toFedexCurrency(currency) };
}

/** A number of the wire as a decimal string with two places. */
export function centsToDecimal(cents: number): string {
	return (cents / 100).toFixed(2);
}
