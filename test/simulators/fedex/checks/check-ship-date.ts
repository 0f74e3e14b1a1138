import type { Refusal } from "../answers.ts";
import { dayAfter, isDate } from "../local-time.ts";

const DAYS_AHEAD = 10;

export function checkShipDate(shipDatestamp: string | undefined, today: string): Refusal[] {
	if (shipDatestamp === undefined) {
		return [];
	}
	if (!isDate(shipDatestamp)) {
		const code = "SHIPDATESTAMP.FORMAT.INVALID";
		return [{ code, message: "The ship date is not written as YYYY-MM-DD." }];
	}
	return shipDatestamp > dayAfter(today, DAYS_AHEAD)
		? [
				{
					code: "REQUESTEDSHIPMENT.SHIPDATESTAMP.EXCEEDSLIMIT",
					message: `The ship date lies more than ${DAYS_AHEAD} days ahead.`,
				},
			]
		: [];
}
