import { describe, expect, it } from "vitest";

import type { Problem } from "../../../src/lib/errors.ts";
import { billingSchema } from "../../../src/shipping/model/settings/billing.ts";
import { planBilling } from "../../../src/shipping/plan/plan-billing.ts";
import { sampleLine } from "../../fedex/sample-plans.ts";

const HEADER = { orderNumber: 20_001, description: "Invoice 2026-77" };
const PAYOR = { by: "third-party" as const, accountNumber: "700000001", country: "DE" };
const OTHER = { by: "recipient" as const, accountNumber: "700000002", country: null };

const LANE = { from: "NL", to: "DE" };

const lineOf = (costCentre: string | null, unitPrice = "1", quantity = 1) =>
	sampleLine({ costCentre, unitPrice, quantity });

function billed(settings: object, ...lines: ReturnType<typeof lineOf>[]) {
	return planBilling(HEADER, lines, { billing: billingSchema.parse(settings), ...LANE }, []);
}

describe("the cost centre of a shipment", () => {
	it("is that of the first line that has one", () => {
		const plan = billed({}, lineOf(null, "99"), lineOf(" SALES "), lineOf("RENT", "50"));
		expect(plan.costCentre).toBe("SALES");
	});

	it("is that whose goods are worth most, over all of its lines", () => {
		const lines = [lineOf("A", "10"), lineOf("B", "6"), lineOf("B", "3", 2), lineOf(null, "900")];
		expect(billed({ costCentre: "highest-value" }, ...lines).costCentre).toBe("B");
	});

	it("is the first of those that are worth the same, however their cents are added up", () => {
		const lines = [lineOf("A", "0.3"), lineOf("B", "0.1"), lineOf("B", "0.1", 2)];
		expect(billed({ costCentre: "highest-value" }, ...lines).costCentre).toBe("A");
	});

	it("is none where no line has one", () => {
		expect(billed({ costCentre: "highest-value" }, lineOf(null)).costCentre).toBeNull();
		expect(billed({}, lineOf(" ")).costCentre).toBeNull();
	});
});

describe("who pays", () => {
	it("is the account that ships, unless the settings say otherwise", () => {
		expect(billed({}, lineOf("SALES"))).toMatchObject({
			transport: { by: "sender" },
			fedexAccountId: null,
		});
	});

	it("is the division's payor, for all but the cost centres that have one of their own", () => {
		const settings = { payor: PAYOR, costCentres: [{ costCentre: "RENT", payor: OTHER }] };
		expect(billed(settings, lineOf("SALES")).transport).toEqual(PAYOR);
		expect(billed(settings, lineOf("RENT")).transport).toEqual(OTHER);
	});

	it("is another account of ours where the cost centre has one, which then ships too", () => {
		const settings = {
			payor: PAYOR,
			costCentres: [{ costCentre: "RENT", fedexAccountId: "fda_2" }],
		};
		expect(billed(settings, lineOf("RENT"))).toMatchObject({
			transport: { by: "sender" },
			fedexAccountId: "fda_2",
		});
	});
});

describe("a payor of a third country, which FedEx refuses", () => {
	function problemsOf(country: string | null, to: string | null) {
		const problems: Problem[] = [];
		const billing = billingSchema.parse({ payor: { ...PAYOR, country } });
		planBilling(HEADER, [lineOf("SALES")], { billing, from: "NL", to }, problems);
		return problems.map(({ code, field }) => [code, field]);
	}

	it("is a problem that names the cost center", () => {
		expect(problemsOf("FR", "DE")).toEqual([
			["billing.payor_elsewhere", "Sales order line › Cost center"],
		]);
	});

	it.each([
		["NL", "DE"],
		["DE", "DE"],
		[null, "DE"],
		["FR", null],
	])("is none where it is of %s and the goods go to %s", (country, to) => {
		expect(problemsOf(country, to)).toEqual([]);
	});
});

describe("the invoice's number", () => {
	it.each([
		["none", null],
		["order-number", "20001"],
		["description", "Invoice 2026-77"],
	])("is taken from %s", (invoiceNumber, expected) => {
		expect(billed({ invoiceNumber }, lineOf(null)).invoiceNumber).toBe(expected);
	});
});

describe("the map of cost centres", () => {
	it("takes each cost centre once, and a payor or an account, not both", () => {
		const twice = [{ costCentre: "A", payor: PAYOR }, { costCentre: "A" }];
		expect(billingSchema.safeParse({ costCentres: twice }).error?.issues[0]?.path).toEqual([
			"costCentres",
			1,
			"costCentre",
		]);
		const both = [{ costCentre: "A", payor: PAYOR, fedexAccountId: "fda_2" }];
		expect(billingSchema.safeParse({ costCentres: both }).success).toBe(false);
	});
});
