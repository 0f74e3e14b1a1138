import type { Json } from "./test-twin.ts";

const SHIPPER = {
	address: {
		streetLines: ["Kanaalstraat 12"],
		city: "Utrecht",
		postalCode: "3531CJ",
		countryCode: "NL",
	},
	contact: { companyName: "Vandenberg Tools B.V.", phoneNumber: "0302345678" },
};

const RECIPIENTS = {
	NL: {
		address: {
			streetLines: ["Damrak 70"],
			city: "Amsterdam",
			postalCode: "1012LM",
			countryCode: "NL",
		},
		contact: { personName: "Sanne de Vries", phoneNumber: "0201234567" },
	},
	DE: {
		address: {
			streetLines: ["Invalidenstrasse 5"],
			city: "Berlin",
			postalCode: "10115",
			countryCode: "DE",
		},
		contact: { companyName: "Krause GmbH", phoneNumber: "+4930123456789" },
	},
	US: {
		address: {
			streetLines: ["350 Fifth Avenue"],
			city: "New York",
			stateOrProvinceCode: "NY",
			postalCode: "10118",
			countryCode: "US",
		},
		contact: { companyName: "Hudson Supply", phoneNumber: "2125550100" },
	},
};

const DESCRIBED = { commodities: [{ description: "Cordless drill, 18 volt" }] };

const VALUED = {
	totalCustomsValue: { amount: 120, currency: "EUR" },
	dutiesPayment: { paymentType: "RECIPIENT" },
	commercialInvoice: { shipmentPurpose: "SOLD" },
	commodities: [
		{
			description: "Cordless drill, 18 volt",
			countryOfManufacture: "DE",
			harmonizedCode: "846721",
			quantity: 1,
			quantityUnits: "PCS",
			unitPrice: { amount: 120, currency: "EUR" },
			customsValue: { amount: 120, currency: "EUR" },
			weight: { units: "KG", value: 2.5 },
		},
	],
};

const LANES = {
	NL: { serviceType: "FEDEX_PRIORITY" },
	DE: { serviceType: "FEDEX_REGIONAL_ECONOMY", customsClearanceDetail: DESCRIBED },
	US: { serviceType: "FEDEX_INTERNATIONAL_PRIORITY", customsClearanceDetail: VALUED },
};

/** A create request from the Netherlands that FedEx accepts. */
export function createRequest(
	destination: keyof typeof LANES = "NL",
	reference = "SO-1001-AAAA1111",
): Json {
	return {
		accountNumber: { value: "510088001" },
		labelResponseOptions: "LABEL",
		requestedShipment: {
			shipper: SHIPPER,
			recipients: [RECIPIENTS[destination]],
			shipDatestamp: "2026-11-23",
			pickupType: "USE_SCHEDULED_PICKUP",
			packagingType: "YOUR_PACKAGING",
			shippingChargesPayment: {
				paymentType: "SENDER",
				payor: { responsibleParty: { accountNumber: { value: "510088001" } } },
			},
			labelSpecification: { imageType: "PDF", labelStockType: "PAPER_4X6" },
			totalPackageCount: 1,
			requestedPackageLineItems: [
				{
					sequenceNumber: 1,
					weight: { units: "KG", value: 2.5 },
					customerReferences: [{ customerReferenceType: "CUSTOMER_REFERENCE", value: reference }],
				},
			],
			...LANES[destination],
		},
	};
}

/** The request with the value at a dotted path replaced; `undefined` removes it. */
export function withValue(request: Json, path: string, value: unknown): Json {
	const copy = structuredClone(request);
	const keys = path.split(".");
	const last = keys.pop() ?? "";
	let target: Json = copy;
	for (const key of keys) {
		target = target[key] as Json;
	}
	if (value === undefined) {
		delete target[last];
	} else {
		target[last] = value;
	}
	return copy;
}
