import { toAscii } from "../../../lib/ascii.ts";

/** States that FedEx needs, each with its code and its name (reference guide, read 2026-11). */
const STATES: Readonly<Record<string, string>> = {
	US: `
		AK alaska, AL alabama, AR arkansas, AZ arizona, CA california, CO colorado, CT connecticut,
		DC district of columbia, DE delaware, FL florida, GA georgia, HI hawaii, IA iowa, ID idaho,
		IL illinois, IN indiana, KS kansas, KY kentucky, LA louisiana, MA massachusetts,
		MD maryland, ME maine, MI michigan, MN minnesota, MO missouri, MS mississippi, MT montana,
		NC north carolina, ND north dakota, NE nebraska, NH new hampshire, NJ new jersey,
		NM new mexico, NV nevada, NY new york, OH ohio, OK oklahoma, OR oregon, PA pennsylvania,
		PR puerto rico, RI rhode island, SC south carolina, SD south dakota, TN tennessee, TX texas,
		UT utah, VA virginia, VT vermont, WA washington, WI wisconsin, WV west virginia, WY wyoming
	`,
	CA: `
		AB alberta, BC british columbia, MB manitoba, NB new brunswick, NL newfoundland,
		NS nova scotia, NT northwest territories, NU nunavut, ON ontario, PE prince edward island,
		QC quebec, SK saskatchewan, YT yukon
	`,
	MX: `
		AG aguascalientes, BC baja california, BS baja california sur, CH chihuahua, CL colima,
		CM campeche, CO coahuila, CS chiapas, DF ciudad de mexico, DG durango, EM estado de mexico,
		GR guerrero, GT guanajuato, HG hidalgo, JA jalisco, MI michoacan, MO morelos, NA nayarit,
		NL nuevo leon, OA oaxaca, PU puebla, QE queretaro, QR quintana roo, SI sinaloa,
		SL san luis potosi, SO sonora, TB tabasco, TL tlaxcala, TM tamaulipas, VE veracruz,
		YU yucatan, ZA zacatecas
	`,
};

/** States of a country by code and by name; both find the code. */
const CODES: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(
	Object.entries(STATES).map(([country, states]) => [country, codesOf(states)]),
);

/** Whether FedEx wants to know in which state of the country an address lies. */
export function needsState(country: string): boolean {
	return CODES.has(country);
}

/** FedEx's code of a state that is given by its code or its name; undefined where the country has none such. */
export function findStateCode(country: string, state: string): string | undefined {
	return CODES.get(country)?.get(normal(state));
}

function codesOf(states: string): Map<string, string> {
	return new Map(
		states.split(",").flatMap((entry) => {
			const [code = "", ...name] = entry.trim().split(/\s+/);
			return [
				[normal(code), code],
				[normal(name.join(" ")), code],
			] as const;
		}),
	);
}

function normal(text: string): string {
	return toAscii(text)
		.toLowerCase()
		.replaceAll(/[.\s]+/g, " ")
		.trim();
}
