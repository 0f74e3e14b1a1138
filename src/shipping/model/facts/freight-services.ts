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

/** The heaviest parcel of the shipper's own packaging, and of the other packagings (packaging table, read 2026-11). */
const PARCEL_GRAMS: Readonly<Record<string, number>> = {
	YOUR_PACKAGING: 68_000,
	FEDEX_ENVELOPE: 500,
	FEDEX_PAK: 9_000,
	FEDEX_BOX: 9_000,
	FEDEX_SMALL_BOX: 9_000,
	FEDEX_MEDIUM_BOX: 9_000,
	FEDEX_LARGE_BOX: 9_000,
	FEDEX_EXTRA_LARGE_BOX: 9_000,
	FEDEX_TUBE: 9_000,
	FEDEX_10KG_BOX: 10_000,
	FEDEX_25KG_BOX: 25_000,
};

/** In one piece of ground services, whose table says 70 lb. */
const GROUND_GRAMS = 32_000;
const GROUND: ReadonlySet<string> = new Set(["FEDEX_GROUND", "GROUND_HOME_DELIVERY", "SMART_POST"]);

/** Less-than-truckload freight has an interface of its own and is none of these. */
const LESS_THAN_TRUCKLOAD: ReadonlySet<string> = new Set([
	"FEDEX_FREIGHT_PRIORITY",
	"FEDEX_FREIGHT_ECONOMY",
]);

/** Whether a service takes pallets by the call that books parcels. */
export function isPalletService(service: string): boolean {
	return service.endsWith("_FREIGHT") && !LESS_THAN_TRUCKLOAD.has(service);
}

/** The heaviest piece that a service takes in a packaging. */
export function maxPieceGrams(service: string, packaging: string): number {
	if (isPalletService(service)) {
		return FREIGHT_LIMITS.maxPieceGrams;
	}
	const byPackaging = PARCEL_GRAMS[packaging] ?? 68_000;
	return GROUND.has(service) ? Math.min(byPackaging, GROUND_GRAMS) : byPackaging;
}
