import type { FreightPlan } from "./shipment-plan.ts";

/** Less-than-truckload freight: another company's API, which knows no cancellation and finds nothing by reference. */
const LTL_SERVICES: ReadonlySet<string> = new Set([
	"FEDEX_FREIGHT_PRIORITY",
	"FEDEX_FREIGHT_ECONOMY",
]);

export const LTL_COUNTRIES: ReadonlySet<string> = new Set(["US", "CA", "MX"]);

/** Handling units that are taken in one call (FedEx's Freight LTL page, read 2026-11). */
export const LTL_UNITS_MAX = 40;

export function isLtlService(service: string | null): boolean {
	return service !== null && LTL_SERVICES.has(service);
}

/** Plans from before freight was planned lack the field. */
export function isLtlPlan(plan: { freight?: FreightPlan | null } | null): boolean {
	return (plan?.freight ?? null) !== null;
}
