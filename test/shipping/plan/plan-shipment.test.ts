import fc from "fast-check";
import { describe, expect, it } from "vitest";

import type {
	Item,
	OrderDossier,
	OrderHeader,
	OrderLine,
} from "../../../src/shipping/model/order.ts";
import { planShipment } from "../../../src/shipping/plan/plan-shipment.ts";
import {
	sampleAccount,
	sampleAddress,
	sampleHeader,
	sampleItem,
	sampleLine,
	sampleSettings,
} from "../samples.ts";

type Parts = {
	header?: Partial<OrderHeader>;
	lines?: Partial<OrderLine>[];
	items?: Partial<Item>[];
	dossier?: Partial<OrderDossier>;
};

function dossierOf(parts: Parts = {}): OrderDossier {
	const header = sampleHeader(parts.header);
	const items = (parts.items ?? [{}]).map((item) => sampleItem(item));
	return {
		header,
		lines: (parts.lines ?? [{}]).map((line, at) =>
			sampleLine(header.exactOrderId, { lineNumber: at + 1, ...line }),
		),
		address: sampleAddress(),
		account: sampleAccount(),
		contact: undefined,
		items: new Map(items.map((item) => [item.id, item])),
		...parts.dossier,
	};
}

function planOf(parts: Parts = {}, settings: Record<string, unknown> = {}) {
	const result = planShipment(dossierOf(parts), sampleSettings(settings));
	if (!("plan" in result)) {
		throw new Error(`not planned: ${JSON.stringify(result)}`);
	}
	return result.plan;
}

function problemsOf(parts: Parts, settings: Record<string, unknown> = {}) {
	const result = planShipment(dossierOf(parts), sampleSettings(settings));
	return "problems" in result ? result.problems : [];
}

describe("a plan", () => {
	it("has a label for the way back bought with it where the division wants that", () => {
		expect(planOf({}, { returnLabel: "with-shipment" }).hasReturnLabel).toBe(true);
		expect("hasReturnLabel" in planOf()).toBe(false);
	});

	it("says what goes, from where, to whom, by what and under which numbers", () => {
		const parts = {
			header: { orderedById: "customer", yourRef: "PO 7" },
			lines: [{ costCentre: "CC1" }],
		};
		const settings = {
			label: { format: "ZPLII", stock: "STOCK_4X6" },
			pickupType: "DROPOFF_AT_FEDEX_LOCATION",
		};
		expect(planOf(parts, settings)).toMatchObject({
			orderNumber: 20_001,
			customerAccountId: "customer",
			customerOrderNumber: "PO 7",
			costCentre: "CC1",
			service: "FEDEX_PRIORITY",
			packaging: "YOUR_PACKAGING",
			pickupType: "DROPOFF_AT_FEDEX_LOCATION",
			shipFrom: { companyName: "Noordzee Onderdelen", postalCode: "8024AA" },
			shipTo: { postalCode: "1011AB", city: "Amsterdam", country: "NL" },
			currency: "EUR",
			packages: [{ sequence: 1, weightGrams: 2_700 }],
			lines: [{ itemCode: "PUMP-1", quantity: 2, weightGrams: 2_700, unitPrice: "12.50" }],
			label: { format: "ZPLII", stock: "STOCK_4X6" },
		});
	});

	it("takes service and packaging from the order's own shipping method", () => {
		const services = [
			{ shippingMethod: "FDX-PRIO", service: "FEDEX_PRIORITY" },
			{ shippingMethod: "FDX-ECO", service: "FEDEX_ECONOMY", packaging: "FEDEX_BOX" },
		];
		expect(planOf({ header: { shippingMethodCode: "FDX-ECO " } }, { services })).toMatchObject({
			service: "FEDEX_ECONOMY",
			packaging: "FEDEX_BOX",
		});
	});

	it("hangs the Document on the receiver where nobody is named as the buyer", () => {
		const header = { orderedById: null, deliverToId: "receiver" };
		expect(planOf({ header }).customerAccountId).toBe("receiver");
	});

	it("goes by whether FedEx says that the address is a home, where it was asked", () => {
		const services = [
			{ shippingMethod: "FDX-PRIO", residential: true, service: "FEDEX_FIRST" },
			{ shippingMethod: "FDX-PRIO", service: "FEDEX_PRIORITY" },
		];
		const planFor = (isResidential: boolean | null) => {
			const check = { addressHash: "", checkedAt: 0, isResidential, isResolved: true };
			const { service, isResidential: isHome } = planOf(
				{ dossier: { addressCheck: check } },
				{ services },
			);
			return [service, isHome];
		};
		expect([true, false, null].map(planFor)).toEqual([
			["FEDEX_FIRST", true],
			["FEDEX_PRIORITY", false],
			["FEDEX_PRIORITY", null],
		]);
	});

	it("is the same each time it is made from the same facts", () => {
		const dossier = dossierOf();
		const [one, two] = [1, 2].map(() => planShipment(dossier, sampleSettings()));
		expect(JSON.stringify(one)).toBe(JSON.stringify(two));
	});
});

describe("the lines of a plan", () => {
	it("leave out services, drop-shipped and returned goods and what was delivered", () => {
		const items = [{}, { id: "service", code: "HOURS", isStockItem: false }];
		const lines = [
			{ lineNumber: 1 },
			{ lineNumber: 2, itemId: "service" },
			{ lineNumber: 3, isDropShipped: true },
			{ lineNumber: 4, quantity: -1 },
			{ lineNumber: 5, quantityDelivered: 2 },
			{ lineNumber: 6, quantity: 5, quantityDelivered: 2 },
		];
		expect(planOf({ items, lines }).lines).toMatchObject([
			{ lineNumber: 1, quantity: 2, deliveredBefore: 0 },
			{ lineNumber: 6, quantity: 3, deliveredBefore: 2 },
		]);
	});

	it("count what earlier shipments took, from what was delivered before the first", () => {
		const dossier = dossierOf({ lines: [{ quantity: 10, quantityDelivered: 3 }] });
		const lineId = dossier.lines[0]?.exactLineId ?? "";
		const reserved = new Map([[lineId, { quantity: 4, deliveredBefore: 1 }]]);
		expect(planShipment(dossier, sampleSettings(), reserved)).toMatchObject({
			plan: { lines: [{ quantity: 5, deliveredBefore: 1 }] },
		});
	});

	it("are described by the item, else the line, else its code", () => {
		const lines = [
			{},
			{ itemId: null, description: "Rope" },
			{ itemId: null, description: null },
			{ itemId: null, description: null, itemCode: null },
		];
		const weight = { defaultGramsPerUnit: 100 };
		expect(planOf({ lines }, { weight }).lines.map((line) => line.description)).toEqual([
			"Bilge pump 12 V",
			"Rope",
			"PUMP-1",
			"Goods",
		]);
	});

	it.each([
		["only services", { items: [{ isStockItem: false }] }],
		["everything delivered", { lines: [{ quantityDelivered: 2 }] }],
		[
			"only services, whatever else is wrong",
			{ items: [{ isStockItem: false }], dossier: { address: undefined } },
		],
	])("are nobody's fault when there are none: %s", (_what, parts) => {
		expect(planShipment(dossierOf(parts as Parts), sampleSettings())).toMatchObject({
			notReady: [{ code: "order.no_goods" }],
		});
	});
});

describe("the weight of a plan", () => {
	it.each([
		["kg", 1.35, 2_700],
		["g", 1_350, 2_700],
		["lb", 3, 2_722],
	])("is read in %s", (unit, grossWeight, grams) => {
		const plan = planOf({ items: [{ grossWeight }] }, { weight: { unit } });
		expect(plan.packages).toMatchObject([{ sequence: 1, weightGrams: grams }]);
	});

	it("is the division's default where the item has none", () => {
		const items = [{ grossWeight: null, netWeight: null }];
		expect(planOf({ items }, { weight: { defaultGramsPerUnit: 400 } }).packages).toMatchObject([
			{ sequence: 1, weightGrams: 800 },
		]);
	});

	it("may be 68 kg and no gram more", () => {
		const lines = [{ quantity: 1 }];
		expect(planOf({ lines, items: [{ grossWeight: 68 }] }).packages[0]?.weightGrams).toBe(68_000);
		expect(problemsOf({ lines, items: [{ grossWeight: 68.0005 }] })).toMatchObject([
			{ code: "package.too_heavy", message: expect.stringContaining("68.001 kg") },
		]);
	});

	it("of the packages is that of the lines, whatever was ordered", () => {
		const line = fc.record({
			quantity: fc.double({ min: 0.01, max: 20, noNaN: true }),
			grossWeight: fc.double({ min: 0.001, max: 0.3, noNaN: true }),
		});
		fc.assert(
			fc.property(fc.array(line, { minLength: 1, maxLength: 10 }), (given) => {
				const plan = planOf({
					lines: given.map(({ quantity }, at) => ({ quantity, itemId: `item-${at}` })),
					items: given.map(({ grossWeight }, at) => ({ id: `item-${at}`, grossWeight })),
				});
				const sum = (parts: { weightGrams: number }[]) =>
					parts.reduce((total, part) => total + part.weightGrams, 0);
				expect(plan.lines).toHaveLength(given.length);
				expect(sum(plan.packages)).toBe(sum(plan.lines));
				expect(sum(plan.packages)).toBeGreaterThan(0);
			}),
		);
	});
});

describe("what stands in the way of a plan", () => {
	it.each([
		[
			"a method without a service",
			{ header: { shippingMethodCode: "POSTNL" } },
			"order.shipping_method_unmapped",
			"Sales order › Shipping method",
		],
		[
			"an item without a weight",
			{ items: [{ grossWeight: null, netWeight: null }] },
			"item.weight_missing",
			"Item › Gross weight",
		],
		[
			"an item that Exact does not know",
			{ items: [] },
			"item.weight_missing",
			"Item › Gross weight",
		],
		[
			"an address that Exact does not know",
			{ dossier: { address: undefined } },
			"address.missing",
			"Sales order › Delivery address",
		],
		[
			"an address without a city",
			{ dossier: { address: sampleAddress({ city: null }) } },
			"address.city_missing",
			"Delivery address › City",
		],
		[
			"goods of an unknown origin that cross a customs border",
			{ dossier: { address: sampleAddress({ country: "CH", postalCode: "8001" }) } },
			"item.origin_missing",
			"Item › Suppliers › Country of origin",
		],
	])("is named: %s", (_what, parts, code, field) => {
		const problems = problemsOf(parts as Parts);
		expect(problems).toMatchObject([{ code, field }]);
		expect(problems[0]?.remedy).not.toBe("");
	});

	it("is named all at once, so that it is mended in one go", () => {
		const codes = problemsOf({
			header: { shippingMethodCode: "POSTNL" },
			lines: [{ itemCode: "A" }, { itemCode: "B" }],
			items: [],
			dossier: { address: sampleAddress({ city: null, phone: null }) },
		}).map((problem) => problem.code);
		expect(codes).toEqual([
			"item.weight_missing",
			"item.weight_missing",
			"address.city_missing",
			"address.phone_missing",
			"order.shipping_method_unmapped",
		]);
	});

	it("is named all at once for customs, too, although a weight is missing", () => {
		const codes = problemsOf({
			items: [{ grossWeight: null, netWeight: null, commodityCode: null, description: "Parts" }],
			lines: [{ netPrice: "0" }],
			dossier: { address: sampleAddress({ country: "CH", postalCode: "8001" }) },
		}).map((problem) => problem.code);
		expect(codes).toEqual([
			"item.weight_missing",
			"item.description_vague",
			"item.commodity_code_missing",
			"item.origin_missing",
			"order.value_missing",
		]);
	});

	it("says which line and item, since one of them is enough", () => {
		const [problem] = problemsOf({
			lines: [{}, { lineNumber: 7, itemId: "other", itemCode: "ROPE-9" }],
		});
		expect(problem?.message).toBe("Line 7: item ROPE-9 has no weight.");
	});

	it("is not a border inside the European Union", () => {
		const address = sampleAddress({ country: "DE", postalCode: "20095" });
		expect(planOf({ dossier: { address } }).shipTo.country).toBe("DE");
	});
});
