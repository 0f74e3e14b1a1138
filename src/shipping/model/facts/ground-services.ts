/** Services of FedEx Ground, which has couriers of its own (FedEx's reference guide, read 2026-11). */
export const GROUND_SERVICES: ReadonlySet<string> = new Set([
	"FEDEX_GROUND",
	"GROUND_HOME_DELIVERY",
	"SMART_POST",
]);

/** Those whose day is closed; FedEx's close knows the category GROUND alone, which Ground Economy is not in. */
export const CLOSED_SERVICES: ReadonlySet<string> = new Set([
	"FEDEX_GROUND",
	"GROUND_HOME_DELIVERY",
]);

/** Where FedEx Ground runs, and days are closed. */
export const GROUND_COUNTRIES: ReadonlySet<string> = new Set(["US", "CA"]);
