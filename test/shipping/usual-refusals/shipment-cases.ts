import { packed } from "./an-order.ts";
import type { RefusalCase } from "./refusal-case.ts";

const rule = (change: object) => ({
	shippingMethod: "FDX-PRIO",
	service: "FEDEX_PRIORITY",
	...change,
});
const services = (change: object) => ({ settings: { services: [rule(change)] } });
const PALLETS = {
	services: [rule({ service: "FEDEX_PRIORITY_FREIGHT", packageType: "PAL" })],
	packing: {
		packageTypes: [
			{ code: "PAL", lengthCm: 120, widthCm: 80, heightCm: 150, emptyGrams: 20_000 },
			{ code: "TOWER", lengthCm: 120, widthCm: 80, heightCm: 250, emptyGrams: 20_000 },
		],
	},
};
const OHIO = { city: "Columbus", state: "OH", postalCode: "43215", country: "US" };
const IN_AMERICA = {
	address: { ...OHIO, street: "1 Main St", phone: "+1 614 555 0100" },
	settings: {
		shipFrom: {
			companyName: "Northsea Parts",
			personName: "Warehouse",
			phone: "+16145550111",
			streetLines: ["9 Dock Rd"],
			...OHIO,
		},
		services: [rule({ service: "FEDEX_FREIGHT_PRIORITY" })],
		freight: { accountNumber: "630000004", freightClass: "CLASS_070" },
	},
};

const SERVICE_CASES: RefusalCase[] = [
	{
		name: "no shipping method",
		flaw: { header: { shippingMethodCode: null } },
		code: "order.shipping_method_missing",
		field: "Sales order › Shipping method",
	},
	{
		name: "a shipping method of another carrier",
		flaw: { header: { shippingMethodCode: "POSTNL" } },
		code: "order.shipping_method_unmapped",
		field: "Sales order › Shipping method",
	},
	{
		name: "no rule for goods so heavy",
		flaw: services({ maxWeightGrams: 1_000 }),
		code: "order.no_service_rule",
		field: "Sales order › Shipping method",
	},
	{
		name: "no rule for the country",
		flaw: services({ countries: ["BE"] }),
		code: "order.no_service_rule",
		field: "Sales order › Shipping method",
	},
	{
		name: "a service of another country",
		flaw: services({ service: "FEDEX_GROUND" }),
		code: "service.not_on_lane",
		field: "Division settings › Services › Rule 1",
	},
	{
		name: "a service abroad for a parcel at home",
		flaw: services({ service: "FEDEX_INTERNATIONAL_PRIORITY" }),
		code: "service.not_on_lane",
		field: "Division settings › Services › Rule 1",
	},
	{
		name: "no cost center where the division needs one",
		base: {
			line: { costCentre: "SALES" },
			settings: { billing: { costCentreNeeded: "any" } },
		},
		flaw: { line: { costCentre: " " } },
		code: "billing.cost_centre_missing",
		field: "Sales order line › Cost center",
	},
	{
		name: "a cost center that the division does not know",
		base: {
			line: { costCentre: "RENT" },
			settings: {
				billing: {
					costCentreNeeded: "listed",
					costCentres: [
						{ costCentre: "RENT", payor: { by: "third-party", accountNumber: "630000009" } },
					],
				},
			},
		},
		flaw: { line: { costCentre: "LEASE" } },
		code: "billing.cost_centre_unknown",
		field: "Sales order line › Cost center",
	},
	{
		name: "a payor of a country that the goods never see",
		flaw: {
			settings: {
				billing: { payor: { by: "third-party", accountNumber: "630000009", country: "US" } },
			},
		},
		code: "billing.payor_elsewhere",
		field: "Sales order line › Cost center",
	},
];

const PACKING_CASES: RefusalCase[] = [
	{
		name: "a piece heavier than a parcel may be",
		flaw: { item: { grossWeight: 70 } },
		code: "package.too_heavy",
		field: "Item › Gross weight",
	},
	{
		name: "a length that can't be parted and is too heavy",
		flaw: { line: { quantity: 60.5 } },
		code: "package.too_heavy",
		field: "Item › Gross weight",
	},
	{
		name: "more packages than a shipment has",
		flaw: { line: { quantity: 301 }, settings: { packing: { maxUnitsPerPackage: 1 } } },
		code: "package.too_many",
		field: "Sales order lines",
	},
	{
		name: "a second piece of what goes alone",
		flaw: services({ packaging: "FEDEX_ENVELOPE" }),
		base: { item: { grossWeight: 0.3 } },
		code: "package.single_only",
		field: "Sales order › Shipping method",
	},
	{
		name: "a rule with a package type that is gone",
		flaw: services({ packageType: "BOX-9" }),
		code: "package.type_unknown",
		field: "Division settings › Services › Package type",
	},
	{
		name: "a box that is heavier empty than it may be full",
		flaw: {
			settings: {
				packing: {
					packageType: "BOX",
					packageTypes: [
						{
							code: "BOX",
							lengthCm: 40,
							widthCm: 30,
							heightCm: 20,
							emptyGrams: 900,
							maxGrams: 500,
						},
					],
				},
			},
		},
		code: "package.type_too_heavy",
		field: "Division settings › Package type BOX",
	},
	{
		name: "a package by hand of a type that is gone",
		flaw: { packages: [packed({ type: "BOX-9" })] },
		code: "package.type_unknown",
		field: "Order › Packages",
	},
	{
		name: "packages by hand that hold too little",
		flaw: { packages: [packed({ contents: [{ exactLineId: "line-1", quantity: 1 }] })] },
		code: "package.contents_differ",
		field: "Order › Packages",
	},
	{
		name: "packages by hand of two kinds of packaging",
		base: {
			settings: {
				packing: {
					packageTypes: [
						{ code: "A", lengthCm: 40, widthCm: 30, heightCm: 20 },
						{ code: "F", lengthCm: 31, widthCm: 28, heightCm: 4, packaging: "FEDEX_BOX" },
					],
				},
			},
		},
		flaw: {
			packages: [packed({ type: "A", contents: null }), packed({ type: "F", contents: null })],
		},
		code: "package.packaging_mixed",
		field: "Order › Packages",
	},
	{
		name: "a package by hand that is too heavy",
		flaw: { packages: [packed({ weightGrams: 69_000 })] },
		code: "package.entered_too_heavy",
		field: "Order › Packages",
	},
];

const FREIGHT_CASES: RefusalCase[] = [
	{
		name: "a pallet without its size",
		base: { settings: PALLETS },
		flaw: { settings: { services: [rule({ service: "FEDEX_PRIORITY_FREIGHT" })] } },
		code: "package.dimensions_missing",
		field: "Division settings › Package types",
	},
	{
		name: "a pallet that is too high",
		base: { settings: PALLETS },
		flaw: {
			settings: { services: [rule({ service: "FEDEX_PRIORITY_FREIGHT", packageType: "TOWER" })] },
		},
		code: "package.too_large",
		field: "Division settings › Package types",
	},
	{
		name: "a piece heavier than a pallet may be",
		base: { settings: PALLETS },
		flaw: { item: { grossWeight: 1_000 } },
		code: "package.too_heavy",
		field: "Item › Gross weight",
	},
	{
		name: "freight by the truck in a division that does not use it",
		base: IN_AMERICA,
		flaw: { settings: { freight: null } },
		code: "freight.off",
		field: "Sales order › Shipping method",
	},
	{
		name: "freight by the truck across the ocean",
		base: IN_AMERICA,
		flaw: { address: { country: "BS", state: null, postalCode: null } },
		code: "freight.lane",
		field: "Sales order › Shipping method",
	},
	{
		name: "more pallets than a truck's bill has lines",
		base: IN_AMERICA,
		flaw: { line: { quantity: 41 }, item: { grossWeight: 900 } },
		code: "freight.too_many_units",
		field: "Item › Gross weight",
	},
];

export const SHIPMENT_CASES: RefusalCase[] = [...SERVICE_CASES, ...PACKING_CASES, ...FREIGHT_CASES];
