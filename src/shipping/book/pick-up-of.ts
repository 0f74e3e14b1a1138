import type { PaceFacts } from "../model/tracking-paces.ts";
import type { Division } from "../ports/divisions.ts";

/** When the carrier fetches what a division ships: from its cut-off on. Null where it is not set up any more. */
export function pickUpOf(division: Division | undefined): PaceFacts["pickUp"] {
	const settings = division?.settings ?? null;
	return settings === null ? null : { timeZone: settings.timeZone, from: settings.cutOff };
}
