import { describe, expect, it } from "vitest";

import { toShipBody } from "../../src/fedex/booking-request.ts";
import { samplePackages } from "../shipping/sample-packages.ts";
import { BEVERLY_HILLS, COLUMBUS, MUNICH, sampleBooking, sampleExport } from "./sample-plans.ts";

describe("the body of a booking", () => {
	it("books a parcel inside the Netherlands without customs", () => {
		expect(toShipBody(sampleBooking())).toMatchInlineSnapshot(`
			{
			  "accountNumber": {
			    "value": "510088001",
			  },
			  "labelResponseOptions": "LABEL",
			  "requestedShipment": {
			    "labelSpecification": {
			      "imageType": "PDF",
			      "labelFormatType": "COMMON2D",
			      "labelStockType": "PAPER_4X6",
			    },
			    "packagingType": "YOUR_PACKAGING",
			    "pickupType": "USE_SCHEDULED_PICKUP",
			    "recipients": [
			      {
			        "address": {
			          "city": "Rotterdam",
			          "countryCode": "NL",
			          "postalCode": "3011WG",
			          "streetLines": [
			            "Wijnhaven 3",
			          ],
			        },
			        "contact": {
			          "companyName": "Havenbedrijf Cafe Een",
			          "phoneNumber": "0107654321",
			        },
			      },
			    ],
			    "requestedPackageLineItems": [
			      {
			        "customerReferences": [
			          {
			            "customerReferenceType": "CUSTOMER_REFERENCE",
			            "value": "2001-7F3K9QXZ",
			          },
			          {
			            "customerReferenceType": "P_O_NUMBER",
			            "value": "PO-77",
			          },
			          {
			            "customerReferenceType": "DEPARTMENT_NUMBER",
			            "value": "SALES",
			          },
			        ],
			        "sequenceNumber": 1,
			        "weight": {
			          "units": "KG",
			          "value": 1.26,
			        },
			      },
			    ],
			    "serviceType": "FEDEX_PRIORITY",
			    "shipDatestamp": "2026-11-24",
			    "shipper": {
			      "address": {
			        "city": "Amsterdam",
			        "countryCode": "NL",
			        "postalCode": "1015CV",
			        "streetLines": [
			          "Keizersgracht 100",
			        ],
			      },
			      "contact": {
			        "companyName": "Tulp & Zonen B.V.",
			        "personName": "Jan de Vries",
			        "phoneNumber": "31201234567",
			      },
			    },
			    "shippingChargesPayment": {
			      "paymentType": "SENDER",
			      "payor": {
			        "responsibleParty": {
			          "accountNumber": {
			            "value": "510088001",
			          },
			        },
			      },
			    },
			    "totalPackageCount": 1,
			    "totalWeight": 2.78,
			  },
			}
		`);
	});

	it("writes street, names and phone of a receiver abroad in ASCII", () => {
		const { requestedShipment } = toShipBody(sampleBooking({ shipTo: MUNICH }));
		expect(requestedShipment.recipients).toMatchInlineSnapshot(`
			[
			  {
			    "address": {
			      "city": "Munchen",
			      "countryCode": "DE",
			      "postalCode": "80331",
			      "streetLines": [
			        "Kaufingerstrasse 12",
			      ],
			    },
			    "contact": {
			      "companyName": "Mussig GmbH",
			      "personName": "Jorg Gross",
			      "phoneNumber": "49891234567",
			    },
			  },
			]
		`);
	});

	it("books a parcel inside the United States in pounds, with states", () => {
		const { requestedShipment } = toShipBody(
			sampleBooking({
				shipFrom: COLUMBUS,
				shipTo: BEVERLY_HILLS,
				service: "FEDEX_GROUND",
				currency: "USD",
				label: { format: "ZPLII", stock: "STOCK_4X6" },
			}),
		);
		expect(requestedShipment.shipper.address).toMatchInlineSnapshot(`
			{
			  "city": "Columbus",
			  "countryCode": "US",
			  "postalCode": "43215-1234",
			  "stateOrProvinceCode": "OH",
			  "streetLines": [
			    "1 High St",
			    "Suite 302",
			  ],
			}
		`);
		expect(requestedShipment.recipients[0].contact).toEqual({
			companyName: "Palm LLC",
			phoneNumber: "3105550199",
		});
		expect(requestedShipment.requestedPackageLineItems[0]?.weight).toEqual({
			units: "LB",
			value: 2.76,
		});
		expect(requestedShipment.totalWeight).toBe(2.76);
		expect(requestedShipment.customsClearanceDetail).toBeUndefined();
	});

	it("puts the same references on all pieces and adds their weights", () => {
		const { requestedShipment } = toShipBody(
			sampleBooking({
				packages: samplePackages(1, 10_001),
			}),
		);
		const [first, second] = requestedShipment.requestedPackageLineItems;
		expect(requestedShipment.totalPackageCount).toBe(2);
		expect(first?.weight).toEqual({ units: "KG", value: 0.01 });
		expect(second?.weight).toEqual({ units: "KG", value: 10.01 });
		expect(requestedShipment.totalWeight).toBe(22.1);
		expect(second?.customerReferences).toEqual(first?.customerReferences);
		expect(first?.customerReferences[0]).toEqual({
			customerReferenceType: "CUSTOMER_REFERENCE",
			value: "2001-7F3K9QXZ",
		});
	});

	it("leaves out references that the order does not have and cuts long ones", () => {
		const { requestedShipment } = toShipBody(
			sampleBooking({ customerOrderNumber: " ", costCentre: "Größter ".repeat(10) }),
		);
		expect(requestedShipment.requestedPackageLineItems[0]?.customerReferences).toEqual([
			{ customerReferenceType: "CUSTOMER_REFERENCE", value: "2001-7F3K9QXZ" },
			{ customerReferenceType: "DEPARTMENT_NUMBER", value: "Grosster Grosster Grosster Gro" },
		]);
	});

	it("says whether the receiver's address is a home where somebody knows", () => {
		const isHome = (isResidential: boolean | null) =>
			toShipBody(sampleBooking({ isResidential })).requestedShipment.recipients[0].address
				.residential;
		expect([true, false, null].map(isHome)).toEqual([true, false, undefined]);
	});

	it("holds no empty text, list or object, and only ASCII", () => {
		const bare = { companyName: "株式会社", personName: " ", email: null };
		const text = JSON.stringify(
			toShipBody(sampleBooking({ shipTo: { ...MUNICH, ...bare }, customs: sampleExport() })),
		);
		expect(text).not.toMatch(/""|\[\]|\{\}|null/);
		expect(text).toMatch(/^[\x20-\x7e]+$/);
	});
});
