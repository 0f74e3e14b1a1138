/** Heaviest single package in kilograms, by packaging. */
const MAX_KILOGRAMS: Record<string, number> = {
	YOUR_PACKAGING: 68,
	FEDEX_ENVELOPE: 0.5,
	FEDEX_PAK: 9,
	FEDEX_BOX: 9,
	FEDEX_SMALL_BOX: 9,
	FEDEX_MEDIUM_BOX: 9,
	FEDEX_LARGE_BOX: 9,
	FEDEX_EXTRA_LARGE_BOX: 9,
	FEDEX_TUBE: 9,
	FEDEX_10KG_BOX: 10,
	FEDEX_25KG_BOX: 25,
};

/** Packaging that takes one package per shipment, with the code FedEx refuses a second one with. */
const SINGLE_PIECE: Record<string, string> = {
	FEDEX_ENVELOPE: "PACKAGINGTYPE.FEDEXENVELOPE.EXCEEDED",
	FEDEX_PAK: "PACKAGINGTYPE.FEDEX_PAK.EXCEEDED",
	FEDEX_10KG_BOX: "REQUESTEDSHIPMENT.PACKAGINGTYPE.EXCEEDED",
	FEDEX_25KG_BOX: "REQUESTEDSHIPMENT.PACKAGINGTYPE.EXCEEDED",
};

export const FREIGHT_MAX_KILOGRAMS = 1_000;
export const GROUND_MAX_KILOGRAMS = 32;
export const KILOGRAMS_PER_POUND = 0.45359237;

export function findMaxKilograms(packagingType: string): number | undefined {
	return MAX_KILOGRAMS[packagingType];
}

export function findSinglePieceCode(packagingType: string): string | undefined {
	return SINGLE_PIECE[packagingType];
}
