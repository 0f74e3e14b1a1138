/** Services of FedEx Ground, which has couriers of its own (FedEx's reference guide, read 2026-11). */
export const GROUND_SERVICES: ReadonlySet<string> = new Set([
	"FEDEX_GROUND",
	"GROUND_HOME_DELIVERY",
	"SMART_POST",
]);
