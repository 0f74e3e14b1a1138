import { describe, expect, it } from "vitest";

import { toShipBody } from "../../src/fedex/booking-request.ts";
import { classifyAnswer } from "../../src/fedex/errors.ts";
import { isBilledToOthers } from "../../src/fedex/ship-payment.ts";
import type { Payor } from "../../src/shipping/model/shipment-plan.ts";
import { errorBody, rawAnswer } from "./sample-answers.ts";
import { sampleBooking } from "./sample-plans.ts";

const OTHERS = { isBilledToOthers: true };

function classify(codes: string[], asked = OTHERS) {
	return classifyAnswer("create", rawAnswer(errorBody(...codes), { status: 400 }), asked);
}

describe("a payor of somebody else's that FedEx refuses", () => {
	it.each([
		"ACCOUNT.THIRDPARTYPAYER.UNAUTHORIZED",
		"ACCOUNT.NUMBER.NOTFOUND",
		"REQUESTEDSHIPMENT.ACCOUNTNUMBER.NOTFOUND",
		"RESPONSIBLEPARTY.ADDRESSCOUNTRYCODE.MISMATCH",
		"REQUESTEDSHIPMENT.SHIPPINGCHARGESPAYMENT.INVALID",
	])("with %s blocks this shipment, and names cost center and remedy", (code) => {
		const failure = classify([code]);
		expect(failure).toMatchObject({ code: "fedex.payor_refused", disposition: "refuse" });
		expect(failure?.problems).toMatchObject([
			{ code: "fedex.payor_refused", field: "Sales order line › Cost center" },
		]);
		expect(failure?.problems[0]?.remedy).toContain("billing settings");
	});

	it("is told together with what else is wrong about the order", () => {
		const failure = classify(["ACCOUNT.NUMBER.NOTFOUND", "PHONENUMBER.TOO.SHORT"]);
		expect(failure?.problems.map(({ field }) => field)).toEqual([
			"Sales order line › Cost center",
			"Delivery address › Phone",
		]);
	});
});

describe("an account that FedEx refuses", () => {
	it("stops our account where it pays itself", () => {
		const failure = classify(["ACCOUNT.NUMBER.NOTFOUND"], { isBilledToOthers: false });
		expect(failure).toMatchObject({ code: "fedex.account_refused", disposition: "suspend" });
	});

	it("stops our account where the code can be about no other", () => {
		const failure = classify(["ACCOUNT.NUMBER.NOTFOUND", "SHIPMENT.ACCOUNTNUMBER.UNAUTHORIZED"]);
		expect(failure).toMatchObject({ code: "fedex.account_refused", disposition: "suspend" });
	});
});

describe("a request", () => {
	it.each<[Payor, boolean]>([
		[{ by: "sender" }, false],
		[{ by: "recipient", accountNumber: "700000001", country: null }, true],
		[{ by: "third-party", accountNumber: "700000001", country: "NL" }, true],
	])("with %j tells whether somebody else pays", (transport, expected) => {
		const request = JSON.stringify(toShipBody(sampleBooking({ transport })));
		expect(isBilledToOthers(request)).toBe(expected);
	});
});
