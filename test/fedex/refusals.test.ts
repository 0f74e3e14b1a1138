import { describe, expect, it } from "vitest";

import { toProblems } from "../../src/fedex/refusals.ts";

const PHONE = "Delivery address › Phone";
const POSTCODE = "Delivery address › Postcode";
const METHOD = "Sales order › Shipping method";
const WEIGHT = "Item › Gross weight";
const SHIP_FROM = "Division settings › Ship-from address";

function fieldOf(code: string, path?: string): string | undefined {
	const parameterList = path === undefined ? [] : [{ key: "path", value: path }];
	return toProblems([{ code, message: "", parameterList }])[0]?.field;
}

describe("a refusal", () => {
	it.each([
		["PHONENUMBER.TOO.SHORT", PHONE],
		["PHONE.NUMBER.REQUIRED", PHONE],
		["RECIPIENT.CONTACTPHONENUMBER.INVALID", PHONE],
		["POSTALCODE.ZIPCODE.REQUIRED", POSTCODE],
		["RECIPIENTS.ADDRESSPOSTALCODE.INVALID", POSTCODE],
		["SHIPMENT.POSTALANDCOUNTRYCODE.MISMATCH", POSTCODE],
		["SERVICESELECTED.POSTALCODE.INVALID", POSTCODE],
		["CITY.EMPTY", "Delivery address › City"],
		["RECIPIENTS.ADDRESSCITY.INVALIDCHARACTER", "Delivery address › City"],
		["RECIPIENTS.ADDRESSSTATEORPROVINCECODE.EXCEEDED", "Delivery address › State"],
		["SHIPMENT.STATEPOSTAL.MISMATCH", "Delivery address › State"],
		["STREETLINES.TOO.LONG", "Delivery address › Address"],
		["ADDRESS.DETAILS.REQUIRED", "Delivery address › Address"],
		["PERSONNAME.EMPTY", "Delivery address › Name"],
		["COMPANYNAME.TOO.LONG", "Delivery address › Name"],
		["RECIPIENTS.ADDRESSCOUNTRYCODE.INVALID", "Delivery address › Country"],
		["SHIPMENT.SERVICETYPE.INVALID", METHOD],
		["REQUESTEDSHIPMENT.SERVICETYPE.NOTSUPPORTED", METHOD],
		["SHIPMENT.POSTALCODE.NOSERVICE", METHOD],
		["SERVICE.NOTELIGIBLE.FORACCOUNT", METHOD],
		["PACKAGINGTYPE.VALIDATION.ERROR", METHOD],
		["PACKAGINGTYPE.FEDEX_PAK.EXCEEDED", METHOD],
		["PACKAGECOUNT.EXCEEDS.MAXIMUM", METHOD],
		["REQUESTEDSHIPMENT.REQUESTEDPACKAGELINEITEMS.EXCEEDS", METHOD],
		["WEIGHT.VALUE.REQUIRED", WEIGHT],
		["PACKAGINGTYPE.LIMIT.EXCEEDED", WEIGHT],
		["SERVICE.WEIGHT.INVALID", WEIGHT],
		["COMMODITYWEIGHT.GREATERTHAN.PACKAGEWEIGHT", WEIGHT],
		["SHIPMENT.VAGUECOMMODITYDESC.ERROR", "Item › Description"],
		["COMMODITY.DESCRIPTION.REQUIRED", "Item › Description"],
		["COMMODITIES.HARMONIZEDCODE.INVALID", "Item › Statistical code"],
		["TOTALCUSTOMSVALUE.REQUIRED", "Order line › Net price"],
		["SHIPMENTSPECIALSERVICES.ETDDETAIL.NOTALLOWED", "Division settings › Customs"],
		["REQUESTEDSHIPMENT.SHIPDATESTAMP.NOTVALID", "Division settings › Customs"],
		["TINS.NUMBER.INVALID", "Customer › VAT number"],
		["DUTIESPAYMENT.PAYMENTTYPE.NOTVALID", "Sales order › Incoterm"],
		["PACKAGE.DIMENSION.ERROR", "Division settings › Package types"],
		["LABELSPECIFICATION.IMAGETYPE.INVALID", "Division settings › Label"],
		["REQUESTEDSHIPMENT.SHIPDATESTAMP.EXCEEDSLIMIT", "Sales order › Delivery date"],
		["CUSTOMERREFERENCES.VALUE.INVALIDCHARACTER", "Sales order › Your ref."],
		["RESPONSIBLEPARTY.ADDRESSCOUNTRYCODE.MISMATCH", "Division settings › FedEx account"],
		["SHIPPER.ADDRESSPOSTALCODE.INVALID", `${SHIP_FROM} › Postcode`],
		["SHIPPER.CONTACTPHONENUMNER.REQUIRED", `${SHIP_FROM} › Phone`],
	])("with %s points at %s", (code, field) => {
		expect(fieldOf(code)).toBe(field);
	});

	it.each([
		["requestedShipment.recipients.0.address.city", "Delivery address › City"],
		["requestedShipment.shipper.address.city", `${SHIP_FROM} › City`],
		["requestedShipment.labelSpecification.labelStockType", "Division settings › Label"],
	])("of a malformed %s points at %s", (path, field) => {
		expect(fieldOf("INVALID.INPUT.EXCEPTION", path)).toBe(field);
	});

	it("says what FedEx answered where the code tells nothing, shortened", () => {
		const [problem] = toProblems([
			{ code: "NEVER.SEEN.BEFORE", message: `Müller ${"x".repeat(400)}`, parameterList: [] },
		]);
		expect(problem?.code).toBe("fedex.refused");
		expect(problem?.message).toContain('NEVER.SEEN.BEFORE ("Muller xxx');
		expect(problem?.message.length).toBeLessThan(240);
		expect(problem?.remedy).not.toBe("");
	});

	it("names a place once, whatever number of codes point at it", () => {
		const codes = ["PHONENUMBER.TOO.SHORT", "PHONE.NUMBER.INVALID", "CITY.EMPTY"];
		const problems = toProblems(codes.map((code) => ({ code, message: "", parameterList: [] })));
		expect(problems.map((problem) => problem.code)).toEqual([
			"fedex.phone_invalid",
			"fedex.city_invalid",
		]);
	});
});
