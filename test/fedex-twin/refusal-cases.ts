const SHIPMENT = "requestedShipment";
const SHIPPER = `${SHIPMENT}.shipper`;
const RECIPIENT = `${SHIPMENT}.recipients.0`;
const PACKAGE = `${SHIPMENT}.requestedPackageLineItems.0`;
const CUSTOMS = `${SHIPMENT}.customsClearanceDetail`;
const REFERENCES = `${PACKAGE}.customerReferences`;

/** What makes a create request refused: the change, and the code that FedEx names it by. */
export type RefusalCase = [what: string, path: string, value: unknown, code: string];

export const MALFORMED: RefusalCase[] = [
	["an unknown field at the top", "idempotencyKey", "x", "INVALID.INPUT.EXCEPTION"],
	["an unknown field of the shipment", `${SHIPMENT}.order`, "x", "INVALID.INPUT.EXCEPTION"],
	["an empty string", `${RECIPIENT}.contact.companyName`, "", "INVALID.INPUT.EXCEPTION"],
	["an empty object", `${CUSTOMS}`, {}, "INVALID.INPUT.EXCEPTION"],
	["an empty list", REFERENCES, [], "INVALID.INPUT.EXCEPTION"],
	["a wrong type", `${PACKAGE}.weight.value`, "2.5", "INVALID.INPUT.EXCEPTION"],
	["no label options", "labelResponseOptions", undefined, "INVALID.INPUT.EXCEPTION"],
	[
		"no label specification",
		`${SHIPMENT}.labelSpecification`,
		undefined,
		"INVALID.INPUT.EXCEPTION",
	],
	["one label at a time", "oneLabelAtATime", true, "INVALID.INPUT.EXCEPTION"],
];

export const PARTIES: RefusalCase[] = [
	["no shipper", SHIPPER, undefined, "REQUESTEDSHIPMENT.SHIPPER.REQUIRED"],
	["no recipient", `${SHIPMENT}.recipients`, undefined, "REQUESTEDSHIPMENT.RECIPIENTS.INCOMPLETE"],
	["no name", `${RECIPIENT}.contact.personName`, undefined, "PERSONNAME.AND.CONTACTNAME.EMPTY"],
	["a long person", `${RECIPIENT}.contact.personName`, "x".repeat(71), "PERSONNAME.TOO.LONG"],
	["a long company", `${RECIPIENT}.contact.companyName`, "x".repeat(36), "COMPANYNAME.TOO.LONG"],
	["no phone", `${RECIPIENT}.contact.phoneNumber`, undefined, "PHONE.NUMBER.REQUIRED"],
	["a short phone", `${RECIPIENT}.contact.phoneNumber`, "020123456", "PHONENUMBER.TOO.SHORT"],
	["a long phone", `${RECIPIENT}.contact.phoneNumber`, "1".repeat(16), "PHONENUMBER.TOO.LONG"],
	[
		"no shipper phone",
		`${SHIPPER}.contact.phoneNumber`,
		undefined,
		"SHIPPER.CONTACTPHONENUMNER.REQUIRED",
	],
	["no street", `${RECIPIENT}.address.streetLines`, undefined, "RECIPIENTS.ADDRESS.INVALID"],
	["a long street", `${RECIPIENT}.address.streetLines`, ["x".repeat(36)], "STREETLINES.TOO.LONG"],
	["no city", `${RECIPIENT}.address.city`, undefined, "CITY.EMPTY"],
	["a long city", `${RECIPIENT}.address.city`, "x".repeat(36), "INVALID.INPUT.EXCEPTION"],
	["an accent", `${RECIPIENT}.address.city`, "Zürich", "RECIPIENTS.ADDRESSCITY.INVALIDCHARACTER"],
	[
		"an accented street",
		`${RECIPIENT}.address.streetLines`,
		["Straße 1"],
		"RECIPIENTS.ADDRESS.INVALIDCHARACTER",
	],
	[
		"a space in a Dutch code",
		`${RECIPIENT}.address.postalCode`,
		"1012 LM",
		"RECIPIENTS.ADDRESSPOSTALCODE.INVALID",
	],
	["no postal code", `${RECIPIENT}.address.postalCode`, undefined, "SHIPPING.POSTALCODE.REQUIRED"],
	[
		"an unknown country",
		`${RECIPIENT}.address.countryCode`,
		"UK",
		"RECIPIENTS.ADDRESSCOUNTRYCODE.INVALID",
	],
	[
		"a country not served",
		`${RECIPIENT}.address.countryCode`,
		"SY",
		"ORIGIN.DESTINATION.NOT.SUPPORTED",
	],
	[
		"a wrong shipper code",
		`${SHIPPER}.address.postalCode`,
		"353",
		"SHIPPER.ADDRESSPOSTALCODE.INVALIDFORMAT",
	],
];

export const SERVICE: RefusalCase[] = [
	[
		"no payment type",
		`${SHIPMENT}.shippingChargesPayment.paymentType`,
		undefined,
		"PAYMENT.TYPE.INVALID",
	],
	[
		"another payor than the sender",
		`${SHIPMENT}.shippingChargesPayment.payor.responsibleParty.accountNumber.value`,
		"510088002",
		"ACCOUNT.NUMBER.MISMATCH",
	],
	[
		"a third party without account",
		`${SHIPMENT}.shippingChargesPayment`,
		{ paymentType: "THIRD_PARTY" },
		"PAYOR.RESPONSIBLEPARTY.REQUIRED",
	],
	[
		"an unknown service",
		`${SHIPMENT}.serviceType`,
		"FEDEX_TELEPORT",
		"SHIPMENT.SERVICETYPE.INVALID",
	],
	[
		"a service off its lane",
		`${SHIPMENT}.serviceType`,
		"FEDEX_GROUND",
		"REQUESTEDSHIPMENT.SERVICETYPE.NOTSUPPORTED",
	],
	["unknown packaging", `${SHIPMENT}.packagingType`, "CRATE", "SHIPMENT.PACKAGETYPE.INVALID"],
	["no pickup type", `${SHIPMENT}.pickupType`, undefined, "PICKUPTYPE.REQUIRED"],
	[
		"an unknown pickup type",
		`${SHIPMENT}.pickupType`,
		"DRONE",
		"REQUESTEDSHIPMENT.PICKUPTYPE.INVALID",
	],
	[
		"an unknown image type",
		`${SHIPMENT}.labelSpecification.imageType`,
		"DOC",
		"LABELSPECIFICATION.IMAGETYPE.INVALID",
	],
	[
		"thermal stock for a PDF",
		`${SHIPMENT}.labelSpecification.labelStockType`,
		"STOCK_4X6",
		"INVALID.INPUT.EXCEPTION",
	],
	[
		"a ship date in words",
		`${SHIPMENT}.shipDatestamp`,
		"23-11-2026",
		"SHIPDATESTAMP.FORMAT.INVALID",
	],
	[
		"a ship date too far away",
		`${SHIPMENT}.shipDatestamp`,
		"2026-12-04",
		"REQUESTEDSHIPMENT.SHIPDATESTAMP.EXCEEDSLIMIT",
	],
];

export const PACKAGES: RefusalCase[] = [
	["no weight", `${PACKAGE}.weight`, undefined, "WEIGHT.VALUE.REQUIRED"],
	["a weight of nothing", `${PACKAGE}.weight.value`, 0, "WEIGHT.VALUE.INVALID"],
	["three decimals", `${PACKAGE}.weight.value`, 2.125, "WEIGHT.VALUE.INVALID"],
	["grams", `${PACKAGE}.weight.units`, "G", "REQUESTEDPACKAGELINEITEMS.WEIGHTUNITS.INVALID"],
	["a heavy package", `${PACKAGE}.weight.value`, 69, "PACKAGINGTYPE.LIMIT.EXCEEDED"],
	[
		"two dimensions",
		`${PACKAGE}.dimensions`,
		{ length: 3, width: 2, units: "CM" },
		"SHIPMENT.PACKAGEDIMENSION.INVALID",
	],
	[
		"inches with kilograms",
		`${PACKAGE}.dimensions`,
		{ length: 3, width: 2, height: 1, units: "IN" },
		"WEIGHT.DIMENSION.MISMATCH",
	],
	[
		"too many pieces",
		`${PACKAGE}.groupPackageCount`,
		41,
		"REQUESTEDSHIPMENT.REQUESTEDPACKAGELINEITEMS.EXCEEDS",
	],
	[
		"more pieces than counted",
		`${PACKAGE}.groupPackageCount`,
		2,
		"REQUESTEDSHIPMENT.REQUESTEDPACKAGELINEITEMS.LIMITEXCEEDED",
	],
	[
		"an unknown reference type",
		`${REFERENCES}.0.customerReferenceType`,
		"ORDER",
		"CUSTOMERREFERENCES.CUSTOMERREFERENCETYPE.INVALID",
	],
	["a long reference", `${REFERENCES}.0.value`, "x".repeat(41), "VALUE.TOO.LONG"],
];

const ELECTRONIC = {
	specialServiceTypes: ["ELECTRONIC_TRADE_DOCUMENTS"],
	etdDetail: { requestedDocumentTypes: ["COMMERCIAL_INVOICE"] },
};

/** Papers that make no sense where nothing crosses a border. */
export const DOMESTIC_PAPERS: RefusalCase[] = [
	[
		"electronic papers",
		`${SHIPMENT}.shipmentSpecialServices`,
		ELECTRONIC,
		"SHIPMENTSPECIALSERVICES.ETDDETAIL.NOTAVAILABLE",
	],
	[
		"an invoice",
		`${SHIPMENT}.shippingDocumentSpecification`,
		{
			shippingDocumentTypes: ["COMMERCIAL_INVOICE"],
			commercialInvoiceDetail: { documentFormat: { docType: "PDF", stockType: "PAPER_LETTER" } },
		},
		"CUSTOMSCLEARANCEDETAIL.COMMERCIALINVOICE.NOTALLOWED",
	],
];

export const GERMAN_CUSTOMS: RefusalCase[] = [
	["no commodities", CUSTOMS, undefined, "CUSTOMSCLEARANCEDETAIL.COMMODITIES.EMPTY"],
	["no description", `${CUSTOMS}.commodities.0`, { quantity: 1 }, "COMMODITY.DESCRIPTION.REQUIRED"],
	[
		"a vague description",
		`${CUSTOMS}.commodities.0.description`,
		"Spare Parts",
		"SHIPMENT.VAGUECOMMODITYDESC.ERROR",
	],
];

export const AMERICAN: RefusalCase[] = [
	["no total value", `${CUSTOMS}.totalCustomsValue`, undefined, "TOTALCUSTOMSVALUE.REQUIRED"],
	[
		"an ISO currency that Ship names otherwise",
		`${CUSTOMS}.totalCustomsValue.currency`,
		"GBP",
		"CURRENCY.TYPE.INVALID",
	],
	[
		"two currencies",
		`${CUSTOMS}.totalCustomsValue.currency`,
		"USD",
		"CUSTOMSVALUE.CURRENCY.MISMATCH",
	],
	[
		"values that do not add up",
		`${CUSTOMS}.totalCustomsValue.amount`,
		130,
		"COMMODITIES.CUSTOMSVALUE.LESSTHANREQUIRED",
	],
	[
		"no country of manufacture",
		`${CUSTOMS}.commodities.0.countryOfManufacture`,
		undefined,
		"COMMODITIES.COUNTRYOFMANUFACTURE.REQUIRED",
	],
	["no quantity", `${CUSTOMS}.commodities.0.quantity`, undefined, "COMMODITIES.QUANTITY.REQUIRED"],
	[
		"no unit price",
		`${CUSTOMS}.commodities.0.unitPrice`,
		undefined,
		"COMMODITIES.UNITPRICEVALUE.REQUIRED",
	],
	[
		"no commodity weight",
		`${CUSTOMS}.commodities.0.weight`,
		undefined,
		"COMMODITIES.WEIGHT.GREATERTHANZERO",
	],
	[
		"a wrong harmonized code",
		`${CUSTOMS}.commodities.0.harmonizedCode`,
		"drill",
		"COMMODITIES.HARMONIZEDCODE.INVALID",
	],
	[
		"an unknown payer of duties",
		`${CUSTOMS}.dutiesPayment.paymentType`,
		"DDP",
		"DUTIESPAYMENT.PAYMENTTYPE.INVALID",
	],
	[
		"no state",
		`${RECIPIENT}.address.stateOrProvinceCode`,
		undefined,
		"STATEORPROVINCE.CODE.INVALID",
	],
	[
		"an unknown state",
		`${RECIPIENT}.address.stateOrProvinceCode`,
		"XX",
		"STATEORPROVINCE.CODE.INVALID",
	],
	[
		"a state of another ZIP code",
		`${RECIPIENT}.address.stateOrProvinceCode`,
		"CA",
		"SHIPMENT.STATEPOSTAL.MISMATCH",
	],
	[
		"an American phone with a country code",
		`${RECIPIENT}.contact.phoneNumber`,
		"12125550100",
		"PHONENUMBER.TOO.LONG",
	],
	[
		"no purpose",
		`${CUSTOMS}.commercialInvoice`,
		undefined,
		"COMMERCIALINVOICE.SHIPMENTPURPOSE.INVALID",
	],
	[
		"an unknown purpose",
		`${CUSTOMS}.commercialInvoice.shipmentPurpose`,
		"SALE",
		"COMMERCIALINVOICE.SHIPMENTPURPOSE.INVALID",
	],
	[
		"no payer of duties",
		`${CUSTOMS}.dutiesPayment`,
		undefined,
		"DUTIESPAYMENT.PAYMENTTYPE.INVALID",
	],
	[
		"goods that weigh more than their package",
		`${CUSTOMS}.commodities.0.weight.value`,
		2.51,
		"COMMODITYWEIGHT.GREATERTHAN.PACKAGEWEIGHT",
	],
	[
		"a unit price of nothing",
		`${CUSTOMS}.commodities.0.unitPrice.amount`,
		0,
		"COMMODITIES.UNITPRICEVALUE.REQUIRED",
	],
	[
		"a harmonized code of less than six digits",
		`${CUSTOMS}.commodities.0.harmonizedCode`,
		"8467",
		"COMMODITIES.HARMONIZEDCODE.INVALID",
	],
	[
		"a tax number of no known kind",
		`${SHIPPER}.tins`,
		[{ number: "NL123", tinType: "VAT" }],
		"TINS.NUMBER.INVALID",
	],
	[
		"a long tax number",
		`${SHIPPER}.tins`,
		[{ number: "1".repeat(19), tinType: "BUSINESS_UNION" }],
		"TINS.NUMBER.EXCEEDED",
	],
	[
		"an invoice without a format",
		`${SHIPMENT}.shippingDocumentSpecification`,
		{ shippingDocumentTypes: ["COMMERCIAL_INVOICE"] },
		"INVALID.INPUT.EXCEPTION",
	],
	[
		"electronic papers without an invoice",
		`${SHIPMENT}.shipmentSpecialServices`,
		ELECTRONIC,
		"CUSTOMSCLEARANCEDETAIL.COMMERCIALINVOICE.REQUIRED",
	],
	[
		"freight of no size",
		`${SHIPMENT}.serviceType`,
		"INTERNATIONAL_PRIORITY_FREIGHT",
		"PACKAGE.DIMENSION.ERROR",
	],
];
