import { describe, expect, it } from "vitest";

import { createCarrierByPlan } from "../../../src/fedex/ltl/carrier-by-plan.ts";
import { toPayorProblem } from "../../../src/fedex/payor-refusals.ts";
import { toProblems } from "../../../src/fedex/refusals.ts";
import { isAppError } from "../../../src/lib/errors.ts";
import { pickRate, problemOf } from "../../../src/shipping/model/pick-rate.ts";
import { CHEAPEST, type Rate } from "../../../src/shipping/model/quote.ts";
import { planDelivery } from "../../../src/shipping/plan/plan-delivery.ts";
import {
	sampleAddress,
	sampleDelivery,
	sampleHeader,
	sampleLine,
	samplePlan,
	sampleSettings,
} from "../samples.ts";
import { fine, scriptedCarrier } from "../scripted-carrier.ts";
import { expectPlain } from "./plain-words.ts";

const of = (code: string) => toProblems([{ code, message: "", parameterList: [] }]);

describe("what FedEx itself refuses", () => {
	it.each([
		[
			"SERVICE.NOTELIGIBLE.FORACCOUNT",
			"fedex.account_not_enabled",
			"Sales order › Shipping method",
		],
		[
			"SPECIALSERVICESTYPE.SATURDAYDELIVERY.NOTAVAILABLE",
			"fedex.saturday_not_offered",
			"Division settings › Services › Saturday delivery",
		],
		[
			"SATURDAYDELIVERY.SELECTEDSERVICE.UNAVAILABLE",
			"fedex.saturday_not_offered",
			"Division settings › Services › Saturday delivery",
		],
		[
			"SIGNATUREOPTIONTYPE.DIRECT.NOTALLOWED",
			"fedex.signature_not_offered",
			"Division settings › Services › Signature",
		],
		[
			"SPECIALSERVICETYPES.SIGNATUREOPTION.MISMATCH",
			"fedex.signature_not_offered",
			"Division settings › Services › Signature",
		],
		[
			"HOLDATLOCATIONDETAIL.LOCATIONID.NOTSUPPORTED",
			"fedex.hold_location_invalid",
			"Division settings › Services › Hold at location",
		],
		[
			"SHIPMENT.HOLDATLOCATIONPOSTALCODE.MISSING",
			"fedex.hold_location_invalid",
			"Division settings › Services › Hold at location",
		],
		["SERVICES.POBOXS.NOTAVAILABLE", "fedex.po_box", "Delivery address › Address"],
		["TINS.NUMBER.INVALID", "fedex.tax_number_invalid", "Customer › VAT number"],
		["RECIPIENT.COUNTRY.INVALID", "fedex.country_invalid", "Delivery address › Country"],
		[
			"SHIPPINGDATE.SATURDAYPICKUPONLY.AVAILABLE",
			"fedex.ship_date_invalid",
			"Sales order › Delivery date",
		],
	])("is told as one thing to mend: %s", (vendorCode, code, field) => {
		const problems = of(vendorCode);
		expect(problems).toMatchObject([{ code, field }]);
		problems.forEach(expectPlain);
	});

	it("of an account that is to pay names the cost center", () => {
		const problem = toPayorProblem([
			{ code: "ACCOUNT.NUMBER.INVALID", message: "", parameterList: [] },
		]);
		expect(problem).toMatchObject({
			code: "fedex.payor_refused",
			field: "Sales order line › Cost center",
		});
		expectPlain(problem);
	});
});

describe("what a price stands against", () => {
	const moment = { shipDate: "2026-11-23", now: 0 };
	const rates: Rate[] = [
		{
			service: "FEDEX_PRIORITY",
			charge: { amount: "31.50", currency: "EUR" },
			arrivesOn: "2026-11-26",
		},
	];
	const cheapest = samplePlan({
		service: CHEAPEST,
		choice: { rule: 1, because: [], arriveWithinDays: 1 },
	});
	const { billing } = sampleSettings({ billing: { maxCharge: "20.00" } });
	const noLimit = sampleSettings().billing;

	it.each([
		["more than a shipment may cost", samplePlan(), rates, billing, "charge.over_limit"],
		["no service in time", cheapest, rates, noLimit, "service.none_in_time"],
		[
			"no service with a price",
			{ ...cheapest, choice: { rule: 1, because: [] } },
			[],
			noLimit,
			"service.none_in_time",
		],
	])("is one thing to mend: %s", (_what, plan, offered, limits, code) => {
		const problem = problemOf(plan, pickRate(plan, offered, moment), limits);
		expect(problem?.code).toBe(code);
		if (problem !== undefined) {
			expectPlain(problem);
		}
	});

	it("is nothing once the limit is raised, or a later day is allowed", () => {
		expect(problemOf(samplePlan(), pickRate(samplePlan(), rates, moment), noLimit)).toBeUndefined();
		const later = { ...cheapest, choice: { rule: 1, because: [], arriveWithinDays: 5 } };
		expect(problemOf(later, pickRate(later, rates, moment), noLimit)).toBeUndefined();
	});
});

describe("freight with an account that has no credentials for it", () => {
	it("is refused before anything is sent", () => {
		const carrier = createCarrierByPlan(scriptedCarrier(fine).carrier, undefined);
		const freight = {
			accountNumber: "630000004",
			freightClass: "CLASS_070" as const,
			handlingUnit: "PALLET",
			handlingUnits: 1,
			description: "Goods",
		};
		const request = {
			plan: samplePlan({ service: "FEDEX_FREIGHT_PRIORITY", freight }),
			accountNumber: "740561073",
			reference: "20001-ABCDEFGH",
			shipDate: "2026-11-23",
			today: "2026-11-23",
		};
		try {
			carrier.writeBooking(request);
			expect.unreachable();
		} catch (error) {
			const problems = isAppError(error) ? error.problems : [];
			expect(problems).toMatchObject([
				{ code: "freight.no_credentials", field: "Sales order › Shipping method" },
			]);
			problems.forEach(expectPlain);
		}
	});
});

describe("a goods delivery that can't be shipped as it is booked", () => {
	it.each([
		["goods of another order", 20_099, "delivery.several_orders"],
		["a line that the order does not have", 20_001, "delivery.line_unknown"],
	])("is one thing to mend: %s", (_what, orderNumber, code) => {
		const header = sampleHeader();
		const lines = [sampleLine(header.exactOrderId)];
		const strange = {
			exactDeliveryLineId: crypto.randomUUID(),
			storageLocationId: "",
			exactDeliveryId: crypto.randomUUID(),
			timestamp: "",
			exactLineId: crypto.randomUUID(),
			orderNumber,
			quantity: 1,
		};
		const delivery = {
			...sampleDelivery(),
			lines: [strange],
			firstReadyAt: null,
			deletedAt: null,
		};
		const address = sampleAddress();
		const parties = { address, account: undefined, contact: undefined };
		const dossier = { header, lines, ...parties, items: new Map() };
		const result = planDelivery(
			{ dossier, delivery, share: new Map(), booked: new Map() },
			parties,
			sampleSettings(),
		);
		const problems = "problems" in result ? result.problems : [];
		expect(problems).toMatchObject([{ code, field: "Goods delivery › Lines" }]);
		problems.forEach(expectPlain);
	});
});
