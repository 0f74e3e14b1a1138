/**
 * Services for pallets that go through the same call as parcels. Facts of FedEx's service list and of its size and
 * weight limits (reference guide and service guide, read 2026-11): a skid of 68 kg and more is freight, one above
 * 2,200 lb, or larger than these centimetres, needs FedEx's approval first.
 */
export const FREIGHT_LIMITS = {
	maxPieceGrams: 997_000,
	maxLengthCm: 302,
	maxWidthCm: 203,
	maxHeightCm: 178,
} as const;

/** Less-than-truckload freight has an interface of its own and is none of these. */
const LESS_THAN_TRUCKLOAD: ReadonlySet<string> = new Set([
	"FEDEX_FREIGHT_PRIORITY",
	"FEDEX_FREIGHT_ECONOMY",
]);

/** Whether a service takes pallets by the call that books parcels. */
export function isPalletService(service: string): boolean {
	return service.endsWith("_FREIGHT") && !LESS_THAN_TRUCKLOAD.has(service);
}
