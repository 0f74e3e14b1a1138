import { describe, expect, it } from "vitest";

import {
	AMERICAN,
	DOMESTIC_PAPERS,
	GERMAN_CUSTOMS,
	MALFORMED,
	PACKAGES,
	PARTIES,
	SERVICE,
} from "./refusal-cases.ts";
import { createRequest, withValue } from "./requests.ts";
import { type ErrorBody, TestTwin } from "./test-twin.ts";

const SHIPMENT = "requestedShipment";

async function refusalsOf(destination: "NL" | "DE" | "US", path: string, value: unknown) {
	const twin = new TestTwin();
	const { status, body } = await twin.create(withValue(createRequest(destination), path, value));
	expect(await twin.shipments()).toEqual([]);
	expect(status).toBe(400);
	return (body as unknown as ErrorBody).errors.map((error) => error.code);
}

describe("a create call inside the Netherlands is refused for", () => {
	it.each([...MALFORMED, ...PARTIES, ...SERVICE, ...PACKAGES, ...DOMESTIC_PAPERS])(
		"%s",
		async (...[, path, value, code]) => {
			expect(await refusalsOf("NL", path, value)).toContain(code);
		},
	);
});

describe("a create call to Germany is refused for", () => {
	it.each(GERMAN_CUSTOMS)("%s", async (...[, path, value, code]) => {
		expect(await refusalsOf("DE", path, value)).toContain(code);
	});
});

describe("a create call to the United States is refused for", () => {
	it.each(AMERICAN)("%s", async (...[, path, value, code]) => {
		expect(await refusalsOf("US", path, value)).toContain(code);
	});
});

describe("a create call to another part of the world is refused", () => {
	it("for electronic papers on a day to come", async () => {
		const twin = new TestTwin();
		const papers = {
			shippingDocumentSpecification: {
				shippingDocumentTypes: ["COMMERCIAL_INVOICE"],
				commercialInvoiceDetail: { documentFormat: { docType: "PDF", stockType: "PAPER_LETTER" } },
			},
			shipmentSpecialServices: {
				specialServiceTypes: ["ELECTRONIC_TRADE_DOCUMENTS"],
				etdDetail: { requestedDocumentTypes: ["COMMERCIAL_INVOICE"] },
			},
		};
		const codesOn = async (shipDatestamp: string) => {
			const request = createRequest("US");
			const shipment = request[SHIPMENT] as object;
			const reply = await twin.create({
				...request,
				[SHIPMENT]: { ...shipment, ...papers, shipDatestamp },
			});
			const { errors } = reply.body as unknown as Partial<ErrorBody>;
			return (errors ?? []).map((error) => error.code);
		};
		expect(await codesOn("2026-11-23")).toEqual([]);
		expect(await codesOn("2026-11-24")).toEqual(["REQUESTEDSHIPMENT.SHIPDATESTAMP.NOTVALID"]);
	});
});

describe("a create call is refused for an account", () => {
	it.each([
		["that is missing", undefined, 400, "SHIPMENT.ACCOUNTNUMBER.REQUIRED"],
		["without nine digits", { value: "5100" }, 400, "ACCOUNTNUMBER.REGISTRATION.REQUIRED"],
		["of another project", { value: "510088002" }, 403, "SHIPMENT.ACCOUNTNUMBER.UNAUTHORIZED"],
	] as const)("%s", async (_what, accountNumber, status, code) => {
		const twin = new TestTwin();
		const reply = await twin.create(withValue(createRequest(), "accountNumber", accountNumber));
		expect(reply.status).toBe(status);
		expect((reply.body as unknown as ErrorBody).errors[0]?.code).toBe(code);
	});
});

describe("a create call of several packages is refused for", () => {
	it.each([
		[
			"different references",
			{ customerReferences: [{ customerReferenceType: "CUSTOMER_REFERENCE", value: "other" }] },
			"CUSTOMERREFERENCES.VALUE.MISMATCH",
		],
		["mixed weight units", { weight: { units: "LB", value: 3 } }, "WEIGHT.UNIT.MISMATCH"],
		[
			"a repeated sequence number",
			{ sequenceNumber: 1 },
			"REQUESTEDPACKAGELINEITEMS.SEQUENCENUMBER.DUPLICATE",
		],
		[
			"different signature options",
			{ packageSpecialServices: { signatureOptionType: "ADULT" } },
			"SPECIALSERVICETYPES.SIGNATUREOPTION.MISMATCH",
		],
	])("%s", async (_what, change, code) => {
		const twin = new TestTwin();
		const line = {
			sequenceNumber: 2,
			weight: { units: "KG", value: 2.5 },
			customerReferences: [
				{ customerReferenceType: "CUSTOMER_REFERENCE", value: "SO-1001-AAAA1111" },
			],
		};
		const counted = withValue(createRequest(), `${SHIPMENT}.totalPackageCount`, 2);
		const lines = [
			{ ...line, sequenceNumber: 1 },
			{ ...line, ...change },
		];
		const request = withValue(counted, `${SHIPMENT}.requestedPackageLineItems`, lines);
		const reply = await twin.create(request);
		const codes = (reply.body as unknown as ErrorBody).errors.map((error) => error.code);
		expect(codes).toContain(code);
	});
});
