import { describe, expect, it } from "vitest";

import type { Problem } from "../../../src/lib/errors.ts";
import { isPalletService } from "../../../src/shipping/model/facts/freight-services.ts";
import type { Dimensions } from "../../../src/shipping/model/shipment-plan.ts";
import { checkPallets } from "../../../src/shipping/plan/check-pallets.ts";
import { heaviestPackageGrams } from "../../../src/shipping/plan/package-limits.ts";
import { samplePackages } from "../sample-packages.ts";

const SERVICE = "FEDEX_REGIONAL_ECONOMY_FREIGHT";
const EURO_PALLET: Dimensions = { lengthCm: 120, widthCm: 80, heightCm: 150 };

function codes(service: string, dimensions: Dimensions | null): string[] {
	const problems: Problem[] = [];
	const packages = samplePackages(400_000, 90_000).map((piece) => ({ ...piece, dimensions }));
	checkPallets(service, packages, problems);
	return problems.map(({ code }) => code);
}

describe("pallets", () => {
	it("need their size, which parcels do not", () => {
		expect(codes(SERVICE, null)).toEqual(["package.dimensions_missing"]);
		expect(codes(SERVICE, EURO_PALLET)).toEqual([]);
		expect(codes("FEDEX_PRIORITY", null)).toEqual([]);
		expect(codes("", null)).toEqual([]);
	});

	it.each([{ lengthCm: 303 }, { widthCm: 204 }, { heightCm: 179 }])(
		"are no larger than FedEx takes: %j",
		(side) => {
			expect(codes(SERVICE, { ...EURO_PALLET, ...side })).toEqual(["package.too_large"]);
		},
	);

	it.each([
		["FEDEX_PRIORITY_FREIGHT", true],
		["INTERNATIONAL_ECONOMY_FREIGHT", true],
		["FEDEX_FREIGHT_PRIORITY", false],
		["FEDEX_FREIGHT_ECONOMY", false],
		["FEDEX_PRIORITY", false],
	])("go by the call that books parcels: %s %s", (service, isPallet) => {
		expect(isPalletService(service)).toBe(isPallet);
	});

	it.each([
		[SERVICE, "YOUR_PACKAGING", 997_000],
		["FEDEX_PRIORITY", "YOUR_PACKAGING", 68_000],
		["FEDEX_PRIORITY", "FEDEX_25KG_BOX", 25_000],
		["FEDEX_GROUND", "YOUR_PACKAGING", 32_000],
	])("and parcels of %s in %s weigh up to %i g", (service, packaging, grams) => {
		expect(heaviestPackageGrams(packaging, service, "NL")).toBe(grams);
	});
});
