/** The states that a ZIP code's first digit can lie in. */
const STATES_BY_DIGIT = [
	"CT MA ME NH NJ NY PR RI VT",
	"DE NY PA",
	"DC MD NC SC VA WV",
	"AL FL GA MS TN",
	"IN KY MI OH",
	"IA MN MT ND SD WI",
	"IL KS MO NE",
	"AR LA OK TX",
	"AZ CO ID NM NV UT WY TX",
	"AK CA GU HI OR WA",
];

export function isUsState(code: string): boolean {
	return STATES_BY_DIGIT.some((states) => states.split(" ").includes(code));
}

export function isStateOfZip(code: string, zip: string): boolean {
	return STATES_BY_DIGIT[Number(zip[0])]?.split(" ").includes(code) ?? false;
}
