/** Two-letter codes of the countries and territories that FedEx knows. */
const KNOWN = new Set(
	(
		"AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AZ BA BB BD BE BF BG BH BI BJ BM BN BO BQ BR BS BT BV BW BY BZ " +
		"CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK " +
		"FM FO FR GA GB GD GE GF GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IN IO IQ IR IS " +
		"IT JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML " +
		"MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM " +
		"PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR ST SV SX SY SZ TC TD TF TG " +
		"TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VC VE VG VI VN VU WF WS YE YT ZA ZM ZW"
	).split(" "),
);

const NOT_SERVED = new Set(
	"CF CU FK GQ GW IR KI KM KP MM NR NU PM SB SD SH SL SO ST SY TJ TK TM TV YE YT".split(" "),
);

const EUROPEAN_UNION = new Set(
	"AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split(" "),
);

/** Countries that have the European services for parcels inside the country. */
const EUROPEAN_DOMESTIC = new Set(
	"AT BE CH CZ DE DK ES FI FR GB GR HU IT LU NL NO PL RO SE".split(" "),
);

/** Europe for the regional services: the Union and its neighbours. */
const EUROPE = new Set([...EUROPEAN_UNION, "CH", "GB", "LI", "NO"]);

export function isKnownCountry(code: string): boolean {
	return KNOWN.has(code);
}

export function isServedCountry(code: string): boolean {
	return KNOWN.has(code) && !NOT_SERVED.has(code);
}

export function isInEuropeanUnion(code: string): boolean {
	return EUROPEAN_UNION.has(code);
}

export function isInEurope(code: string): boolean {
	return EUROPE.has(code);
}

export function hasEuropeanDomestic(code: string): boolean {
	return EUROPEAN_DOMESTIC.has(code);
}
