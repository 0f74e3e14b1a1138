import { describe, expect, it } from "vitest";

import { toShipBody } from "../../src/fedex/booking-request.ts";
import type { CustomsPlan, ShipmentPlan } from "../../src/shipping/model/shipment-plan.ts";
import { samplePackages } from "../shipping/sample-packages.ts";
import {
	BEVERLY_HILLS,
	COLUMBUS,
	MUNICH,
	sampleBooking,
	sampleCommodity,
	sampleCustoms,
	sampleExport,
} from "./sample-plans.ts";

const TODAY = "2026-11-24";

function bodyOf(changes: Partial<ShipmentPlan>, today = TODAY) {
	return toShipBody({ ...sampleBooking(changes), today }).requestedShipment;
}

function bodyWith(customs: CustomsPlan, changes: Partial<ShipmentPlan> = {}) {
	return bodyOf({ shipTo: COLUMBUS, customs, ...changes });
}

describe("what customs is told", () => {
	it("is nothing where no border is crossed", () => {
		const body = bodyOf({});
		expect(body.customsClearanceDetail).toBeUndefined();
		expect(body.shippingDocumentSpecification).toBeUndefined();
	});

	it("are the goods between two countries of the European Union, and no papers", () => {
		const body = bodyOf({ shipTo: MUNICH, customs: sampleCustoms() });
		expect(body.customsClearanceDetail).toEqual({
			dutiesPayment: {
				paymentType: "SENDER",
				payor: { responsibleParty: { accountNumber: { value: "510088001" } } },
			},
			totalCustomsValue: { amount: 29.97, currency: "EUR" },
			commercialInvoice: { shipmentPurpose: "SOLD" },
			commodities: [
				{
					description: "Cotton T-shirt, grosse M",
					quantity: 3,
					quantityUnits: "PCS",
					weight: { units: "KG", value: 0.61 },
					unitPrice: { amount: 9.99, currency: "EUR" },
					customsValue: { amount: 29.97, currency: "EUR" },
					harmonizedCode: "61091000",
					partNumber: "T-100",
				},
			],
		});
		expect(body.shippingDocumentSpecification).toBeUndefined();
		expect(body.shipper.tins).toBeUndefined();
	});

	it("has origin, terms, payer of the duties and numbers beyond it, and an invoice that FedEx makes", () => {
		const body = bodyWith(sampleExport());
		expect(body.customsClearanceDetail).toMatchObject({
			dutiesPayment: { paymentType: "RECIPIENT" },
			commercialInvoice: { shipmentPurpose: "SOLD", termsOfSale: "DAP" },
			commodities: [{ countryOfManufacture: "PT" }],
		});
		expect(body.shippingDocumentSpecification).toEqual({
			shippingDocumentTypes: ["COMMERCIAL_INVOICE"],
			commercialInvoiceDetail: { documentFormat: { docType: "PDF", stockType: "PAPER_LETTER" } },
		});
		expect(body.shipper.tins).toEqual([
			{ number: "NL810433941B01", tinType: "BUSINESS_NATIONAL", usage: "VAT" },
			{ number: "NL810433941", tinType: "BUSINESS_UNION", usage: "EORI" },
		]);
		expect(body.recipients[0].tins).toEqual([
			{ number: "123456789", tinType: "FEDERAL", usage: "VAT" },
		]);
		expect(body.shipmentSpecialServices).toBeUndefined();
	});

	it("names the number of a company in the United States as federal", () => {
		const shipperNumbers = [{ kind: "vat" as const, number: "123456789" }];
		const body = bodyWith(sampleExport({ shipperNumbers }), {
			shipFrom: BEVERLY_HILLS,
			shipTo: MUNICH,
		});
		expect(body.shipper.tins).toEqual([{ number: "123456789", tinType: "FEDERAL", usage: "VAT" }]);
	});

	it.each([
		["GBP", "UKL"],
		["CHF", "SFR"],
		["MXN", "NMP"],
		["EUR", "EUR"],
	])("has values in %s as FedEx spells it: %s", (currency, spelt) => {
		const value = { amount: "8641975.54", currency };
		const { customsClearanceDetail } = bodyWith(sampleExport({ value }));
		expect(customsClearanceDetail?.totalCustomsValue).toEqual({
			amount: 8641975.54,
			currency: spelt,
		});
		expect(customsClearanceDetail?.commodities[0]?.unitPrice.currency).toBe(spelt);
	});

	it("never has goods heavier than their parcel", () => {
		const commodities = [341, 341, 341].map((weightGrams) => sampleCommodity({ weightGrams }));
		const body = bodyWith(sampleExport({ commodities }), { packages: samplePackages(1_023) });
		const weights = weightsOf(body);
		expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeLessThanOrEqual(103);
		expect(Math.min(...weights)).toBeGreaterThan(0);
	});

	it("makes a very light parcel heavy enough for each of its goods to weigh something", () => {
		const commodities = [1, 1, 1].map((weightGrams) => sampleCommodity({ weightGrams }));
		const body = bodyWith(sampleExport({ commodities }), { packages: samplePackages(3) });
		expect(weightsOf(body)).toEqual([1, 1, 1]);
		expect(body.requestedPackageLineItems[0]?.weight).toEqual({ units: "KG", value: 0.03 });
	});
});

describe("electronic trade documents", () => {
	const electronic = sampleExport({ isElectronic: true });

	it("are asked for on the day of the shipment", () => {
		expect(bodyWith(electronic).shipmentSpecialServices).toEqual({
			specialServiceTypes: ["ELECTRONIC_TRADE_DOCUMENTS"],
			etdDetail: { requestedDocumentTypes: ["COMMERCIAL_INVOICE"] },
		});
	});

	it("go on paper where the ship date is still to come, which FedEx refuses", () => {
		const body = bodyOf({ shipTo: COLUMBUS, customs: electronic }, "2026-11-23");
		expect(body.shipmentSpecialServices).toBeUndefined();
		expect(body.shippingDocumentSpecification?.shippingDocumentTypes).toEqual([
			"COMMERCIAL_INVOICE",
		]);
	});

	it("stand beside what else was asked for", () => {
		const options = { signature: null, isSaturdayDelivery: true, holdAtLocation: null };
		const body = bodyWith(electronic, { options });
		expect(body.shipmentSpecialServices?.specialServiceTypes).toEqual([
			"SATURDAY_DELIVERY",
			"ELECTRONIC_TRADE_DOCUMENTS",
		]);
	});
});

describe("the kind of the pieces", () => {
	const TORONTO = {
		...COLUMBUS,
		postalCode: "M5V 3A8",
		city: "Toronto",
		state: "ON",
		country: "CA",
	};

	it.each([
		["into Canada", COLUMBUS, TORONTO, "BOX"],
		["from Canada into the United States", TORONTO, COLUMBUS, "BOX"],
		["from Europe into the United States", MUNICH, COLUMBUS, undefined],
		["inside Canada", TORONTO, TORONTO, undefined],
	])("is told where FedEx asks for it: %s", (_where, shipFrom, shipTo, expected) => {
		const body = bodyOf({ shipFrom, shipTo });
		expect(body.requestedPackageLineItems[0]?.subPackagingType).toBe(expected);
	});

	it("is a pallet for freight, with the count of what stands on it", () => {
		const body = bodyOf({ service: "FEDEX_PRIORITY_FREIGHT" });
		expect(body.requestedPackageLineItems[0]?.subPackagingType).toBe("PALLET");
		expect(body.expressFreightDetail).toEqual({
			shippersLoadAndCount: 3,
			packingListEnclosed: false,
		});
		expect(bodyOf({}).expressFreightDetail).toBeUndefined();
	});
});

function weightsOf({ customsClearanceDetail }: ReturnType<typeof bodyOf>): number[] {
	return (customsClearanceDetail?.commodities ?? []).map(({ weight }) =>
		Math.round(weight.value * 100),
	);
}
