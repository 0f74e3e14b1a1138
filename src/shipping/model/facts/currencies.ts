/**
 * Currencies in which FedEx takes the value of goods, by their ISO codes (reference guide, table "Currency Codes",
 * read 2026-11). Some have another spelling on the wire, which is the carrier's own business.
 */
const CURRENCIES: ReadonlySet<string> = new Set(
	(
		"AED ANG ARS AUD AWG BBD BGN BHD BMD BND BRL BSD CAD CHF CLP CNY COP CRC CZK DKK DOP EGP EUR GBP GTQ HKD " +
		"HUF IDR ILS INR JMD JPY KES KRW KWD KYD KZT LYD MOP MUR MXN MYR MZN NOK NZD PAB PHP PKR PLN RON RUB SAR " +
		"SBD SEK SGD THB TOP TRY TTD TWD UGX USD UYU VEF VND WST XCD ZAR"
	).split(" "),
);

export function isCustomsCurrency(iso: string): boolean {
	return CURRENCIES.has(iso);
}
