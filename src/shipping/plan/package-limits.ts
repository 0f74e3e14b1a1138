import { FREIGHT_LIMITS } from "../model/facts/freight-services.ts";

/**
 * What one package may weigh, and how many a shipment may have, by FedEx's packaging and service (its package type
 * table and its page on multi-piece shipments, read 2026-11). Where pounds and kilograms differ, shipments that are
 * weighed in pounds keep below both.
 */
const GRAMS_PER_POUND = 453.59237;

type Limit = { kilograms: number; pounds: number };

const OWN_PACKAGING: Limit = { kilograms: 68, pounds: 150 };
const GROUND: Limit = { kilograms: 32, pounds: 70 };
const FREIGHT: Limit = { kilograms: FREIGHT_LIMITS.maxPieceGrams / 1_000, pounds: 2_200 };
const SMALL: Limit = { kilograms: 9, pounds: 20 };

const BY_PACKAGING: ReadonlyMap<string, Limit> = new Map([
	["FEDEX_ENVELOPE", { kilograms: 0.5, pounds: 1 }],
	["FEDEX_PAK", SMALL],
	["FEDEX_BOX", SMALL],
	["FEDEX_SMALL_BOX", SMALL],
	["FEDEX_MEDIUM_BOX", SMALL],
	["FEDEX_LARGE_BOX", SMALL],
	["FEDEX_EXTRA_LARGE_BOX", SMALL],
	["FEDEX_TUBE", SMALL],
	["FEDEX_10KG_BOX", { kilograms: 10, pounds: 22 }],
	["FEDEX_25KG_BOX", { kilograms: 25, pounds: 55 }],
]);

const SINGLE: ReadonlySet<string> = new Set([
	"FEDEX_ENVELOPE",
	"FEDEX_PAK",
	"FEDEX_10KG_BOX",
	"FEDEX_25KG_BOX",
]);

const GROUND_SERVICES: ReadonlySet<string> = new Set([
	"FEDEX_GROUND",
	"GROUND_HOME_DELIVERY",
	"SMART_POST",
]);

/** FedEx makes up to 40 pieces at once, up to so many in a job of its own, and never more. */
export const MAX_PACKAGES = 300;

/** The heaviest package in whole grams, box included. */
export function heaviestPackageGrams(packaging: string, service: string, from: string): number {
	const { kilograms, pounds } = limitOf(packaging, service);
	const grams = kilograms * 1_000;
	return from === "US" ? Math.min(grams, Math.floor(pounds * GRAMS_PER_POUND)) : grams;
}

/** Some of FedEx's own packaging goes alone: a shipment of it is one package. */
export function isSinglePackage(packaging: string): boolean {
	return SINGLE.has(packaging);
}

function limitOf(packaging: string, service: string): Limit {
	const own = BY_PACKAGING.get(packaging);
	if (own !== undefined) {
		return own;
	}
	if (service.endsWith("_FREIGHT")) {
		return FREIGHT;
	}
	return GROUND_SERVICES.has(service) ? GROUND : OWN_PACKAGING;
}
