import { describe, expect, it } from "vitest";

import type { Problem } from "../../../src/lib/errors.ts";
import type { EnteredPackage } from "../../../src/shipping/model/entered-packages.ts";
import { packingSchema } from "../../../src/shipping/model/settings/packing.ts";
import { packParcels, type PackingTask } from "../../../src/shipping/plan/pack-parcels.ts";
import { goods } from "./arbitrary-goods.ts";

const CRATE = {
	code: "CRATE",
	lengthCm: 60,
	widthCm: 40,
	heightCm: 30,
	emptyGrams: 1_500,
	maxGrams: 20_000,
};

function pack(change: Partial<Omit<PackingTask, "packing">> & { packing?: object } = {}) {
	const problems: Problem[] = [];
	const packed = packParcels(
		{
			lines: [goods({ quantity: 2, weightGrams: 2_700 })],
			service: "FEDEX_PRIORITY",
			packageType: null,
			packaging: "YOUR_PACKAGING",
			from: "NL",
			...change,
			packing: packingSchema.parse(change.packing ?? {}),
		},
		problems,
	);
	return { ...packed, problems, weights: packed.packages.map((piece) => piece.weightGrams) };
}

const entered = (change: Partial<EnteredPackage> = {}): EnteredPackage => ({
	weightGrams: 3_000,
	type: null,
	dimensions: null,
	contents: null,
	...change,
});

describe("goods are packed", () => {
	it("into one package while they are below every limit", () => {
		expect(pack().packages).toEqual([
			{
				sequence: 1,
				weightGrams: 2_700,
				type: null,
				dimensions: null,
				contents: [{ exactLineId: "line-1", quantity: 2 }],
			},
		]);
	});

	it("into more where the division's own limit is lower", () => {
		const lines = [goods({ quantity: 5, weightGrams: 25_000 })];
		const { packages, weights } = pack({ lines, packing: { maxPackageGrams: 10_000 } });
		expect(weights).toEqual([10_000, 10_000, 5_000]);
		expect(packages.map(({ contents }) => contents[0]?.quantity)).toEqual([2, 2, 1]);
	});

	it("with no more units in a package than the division wants", () => {
		const lines = [goods({ quantity: 7, weightGrams: 700 }), goods({ lineNumber: 2, quantity: 2 })];
		const { packages } = pack({ lines, packing: { maxUnitsPerPackage: 4 } });
		expect(packages).toHaveLength(3);
	});

	it("into the division's box, whose own weight counts", () => {
		const lines = [goods({ quantity: 4, weightGrams: 24_000 })];
		const { packages } = pack({
			lines,
			packing: { packageTypes: [CRATE], packageType: "CRATE" },
		});
		expect(packages).toMatchObject([
			{
				weightGrams: 19_500,
				type: "CRATE",
				dimensions: { lengthCm: 60, widthCm: 40, heightCm: 30 },
			},
			{ weightGrams: 7_500, type: "CRATE" },
		]);
	});

	it("into the box of FedEx's own packaging where the rule names that packaging", () => {
		const pak = { ...CRATE, code: "PAK", emptyGrams: 50, packaging: "FEDEX_PAK" };
		const { packages } = pack({
			packaging: "FEDEX_PAK",
			packing: { packageTypes: [CRATE, pak], packageType: "CRATE" },
		});
		expect(packages).toMatchObject([{ type: "PAK", weightGrams: 2_750 }]);
	});

	it("with a length of 2.5 metres in one piece", () => {
		const lines = [
			goods({ quantity: 2.5, weightGrams: 1_000 }),
			goods({ lineNumber: 2, quantity: 3, weightGrams: 3_000 }),
		];
		const { packages } = pack({ lines, packing: { maxUnitsPerPackage: 2 } });
		expect(packages.flatMap(({ contents }) => contents)).toContainEqual({
			exactLineId: "line-1",
			quantity: 2.5,
		});
		expect(packages).toHaveLength(2);
	});

	it("with what remains of light pieces' grams in one of them", () => {
		const lines = [goods({ quantity: 3, weightGrams: 10 })];
		expect(pack({ lines, packing: { maxUnitsPerPackage: 1 } }).weights).toEqual([3, 3, 4]);
	});
});

describe("the carrier's own limit of a package", () => {
	it.each([
		["FEDEX_PRIORITY", "YOUR_PACKAGING", "NL", 68_000],
		["FEDEX_GROUND", "YOUR_PACKAGING", "US", 31_751],
		["FEDEX_PRIORITY_FREIGHT", "YOUR_PACKAGING", "NL", 997_000],
		["FEDEX_PRIORITY", "FEDEX_25KG_BOX", "NL", 25_000],
		["FEDEX_PRIORITY", "FEDEX_ENVELOPE", "NL", 500],
		["STANDARD_OVERNIGHT", "FEDEX_ENVELOPE", "US", 453],
	])("of %s in %s from %s is %d g", (service, packaging, from, grams) => {
		const weighing = (weightGrams: number) =>
			pack({ lines: [goods({ quantity: 1, weightGrams })], service, packaging, from }).problems;
		expect(weighing(grams)).toEqual([]);
		expect(weighing(grams + 1)).toMatchObject([{ code: "package.too_heavy" }]);
	});
});

describe("what can't be packed", () => {
	it("is one unit that is heavier than a package may be, by its item", () => {
		const lines = [goods({ quantity: 2, weightGrams: 140_000, itemCode: "ANVIL" })];
		expect(pack({ lines }).problems).toEqual([
			{
				code: "package.too_heavy",
				field: "Item › Gross weight",
				message:
					"Line 1: one piece of item ANVIL weighs 70 kg, and the goods in one package may weigh 68 kg.",
				remedy:
					"Correct the weight of item ANVIL, raise the division's limit, or choose a service for heavier packages.",
			},
		]);
	});

	it("is more than the carrier takes in one shipment", () => {
		const packing = { maxUnitsPerPackage: 1 };
		const of = (quantity: number) => pack({ lines: [goods({ quantity })], packing });
		expect(of(300).packages).toHaveLength(300);
		expect(of(301).problems).toMatchObject([{ code: "package.too_many" }]);
		expect(of(1_000_000_000).problems).toMatchObject([{ code: "package.too_many" }]);
	});

	it.each(["FEDEX_ENVELOPE", "FEDEX_PAK", "FEDEX_10KG_BOX", "FEDEX_25KG_BOX"])(
		"is a second package in %s",
		(packaging) => {
			const lines = [goods({ quantity: 2, weightGrams: 200 })];
			expect(pack({ lines, packaging, packing: { maxUnitsPerPackage: 1 } }).problems).toMatchObject(
				[{ code: "package.single_only" }],
			);
			expect(pack({ lines, packaging }).problems).toEqual([]);
		},
	);

	it("is anything in a box that weighs more empty than it may full", () => {
		const packing = {
			packageTypes: [{ ...CRATE, maxGrams: 1_500 }],
			packageType: "CRATE",
		};
		expect(pack({ packing }).problems).toMatchObject([
			{ code: "package.type_too_heavy", field: "Division settings › Package type CRATE" },
		]);
	});
});

describe("packages that a person entered", () => {
	it("are taken as they are, with the weights of the scales", () => {
		const { packages, problems } = pack({
			entered: [
				entered({ dimensions: { lengthCm: 10, widthCm: 20, heightCm: 30 } }),
				entered({ weightGrams: 500, type: "CRATE" }),
			],
			packing: { packageTypes: [CRATE] },
		});
		expect(problems).toEqual([]);
		expect(packages).toMatchObject([
			{ sequence: 1, weightGrams: 3_000, dimensions: { heightCm: 30 }, contents: [] },
			{ sequence: 2, weightGrams: 500, type: "CRATE", dimensions: { lengthCm: 60 } },
		]);
	});

	it("may part a length that the planner would keep whole", () => {
		const contents = [{ exactLineId: "line-1", quantity: 1.25 }];
		const { problems } = pack({
			lines: [goods({ quantity: 2.5 })],
			entered: [entered({ contents }), entered({ contents })],
		});
		expect(problems).toEqual([]);
	});

	it("are of the packaging that their types say", () => {
		const box = { ...CRATE, code: "BOX", packaging: "FEDEX_BOX" };
		const packing = { packageTypes: [CRATE, box] };
		expect(pack({ entered: [entered({ type: "BOX" })], packing }).packaging).toBe("FEDEX_BOX");
		const mixed = [entered({ type: "BOX" }), entered({ type: "CRATE" })];
		expect(pack({ entered: mixed, packing }).problems).toMatchObject([
			{ code: "package.packaging_mixed" },
		]);
	});

	it.each([
		["a type that is not in the settings", [entered({ type: "GONE" })], "package.type_unknown"],
		[
			"less than is left of the order",
			[entered({ contents: [{ exactLineId: "line-1", quantity: 1 }] })],
			"package.contents_differ",
		],
		[
			"a line that is not of the order",
			[
				entered({
					contents: [
						{ exactLineId: "line-1", quantity: 2 },
						{ exactLineId: "line-9", quantity: 1 },
					],
				}),
			],
			"package.contents_differ",
		],
		[
			"contents in one of them only",
			[entered(), entered({ contents: [{ exactLineId: "line-1", quantity: 2 }] })],
			"package.contents_differ",
		],
		[
			"more than the carrier takes",
			[entered({ weightGrams: 68_001 })],
			"package.entered_too_heavy",
		],
	])("are a problem with %s", (_what, packages, code) => {
		expect(pack({ entered: packages }).problems).toMatchObject([
			{ code, field: "Order › Packages" },
		]);
	});
});
