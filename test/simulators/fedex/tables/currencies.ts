/** Ship has its own codes for some currencies and refuses the ISO ones. */
const FEDEX_CODES: Record<string, string> = {
	GBP: "UKL",
	CHF: "SFR",
	JPY: "JYE",
	KRW: "WON",
	SGD: "SID",
	MXN: "NMP",
	AED: "DHS",
	TWD: "NTD",
	KWD: "KUD",
	CLP: "CHP",
	DOP: "RDD",
	XCD: "ECD",
	JMD: "JAD",
	KYD: "CID",
	ARS: "ARN",
};

const SHARED_WITH_ISO = new Set(
	"EUR USD CAD AUD NZD PLN SEK NOK DKK CZK HUF RON BGN TRY CNY INR HKD ZAR BRL THB ILS SAR".split(
		" ",
	),
);

export function isShipCurrency(code: string): boolean {
	return SHARED_WITH_ISO.has(code) || Object.values(FEDEX_CODES).includes(code);
}

export function currencyOf(countryCode: string): string {
	const own: Record<string, string> = { US: "USD", GB: "UKL", CH: "SFR", PL: "PLN", SE: "SEK" };
	return own[countryCode] ?? "EUR";
}
