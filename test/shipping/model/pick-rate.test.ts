import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { pickRate, problemOf, withQuote } from "../../../src/shipping/model/pick-rate.ts";
import { CHEAPEST, type Rate } from "../../../src/shipping/model/quote.ts";
import { asPlanned, isQuoteWanted } from "../../../src/shipping/model/quoted-plan.ts";
import { addWorkingDays } from "../../../src/shipping/model/ship-date.ts";
import { samplePlan, sampleSettings } from "../samples.ts";

const NOW = Date.parse("2026-11-26T09:00:00Z");
/** A Thursday. */
const SHIP_DATE = "2026-11-26";
const MOMENT = { shipDate: SHIP_DATE, now: NOW };

const rate = (service: string, amount: string | null, arrivesOn: string | null): Rate => ({
	service,
	charge: amount === null ? null : { amount, currency: "EUR" },
	arrivesOn,
});

const RATES = [
	rate("FEDEX_FIRST", "31.50", "2026-11-27"),
	rate("FEDEX_PRIORITY", "12.90", "2026-11-30"),
	rate("FEDEX_REGIONAL_ECONOMY", "9.80", "2026-12-02"),
	rate("FEDEX_GROUND", "4.00", null),
	rate("SMART_POST", null, "2026-11-27"),
];

const cheapest = (arriveWithinDays: number | null) =>
	samplePlan({ service: CHEAPEST, choice: { rule: 1, because: [], arriveWithinDays } });

const billing = (change: object) => sampleSettings({ billing: change }).billing;

describe("the cheapest service", () => {
	it.each([
		[1, "FEDEX_FIRST", "2026-11-27"],
		[2, "FEDEX_PRIORITY", "2026-11-30"],
		[3, "FEDEX_PRIORITY", "2026-12-01"],
		[4, "FEDEX_REGIONAL_ECONOMY", "2026-12-02"],
	])("that arrives within %i working days is %s", (days, service, deadline) => {
		const quote = pickRate(cheapest(days), RATES, MOMENT);
		expect(quote).toMatchObject({ asked: CHEAPEST, service, shipDate: SHIP_DATE });
		expect(quote.because).toContain(`arrives by ${deadline}`);
	});

	it("whenever it arrives needs no arrival, but a price", () => {
		expect(pickRate(cheapest(null), RATES, MOMENT).service).toBe("FEDEX_GROUND");
	});

	it("is none where nothing arrives in time, and the problem says by when", () => {
		const plan = cheapest(1);
		const quote = pickRate(plan, RATES.slice(1), MOMENT);
		expect(quote.service).toBeNull();
		expect(problemOf(plan, quote, billing({}))).toMatchObject({
			code: "service.none_in_time",
			message: "No FedEx service that leaves on 2026-11-26 arrives by 2026-11-27.",
		});
	});

	it("is never dearer, and never later, than another that is in time", () => {
		const anyRate = fc.record({
			service: fc.constantFrom("A", "B", "C", "D"),
			charge: fc.option(
				fc.record({
					amount: fc.integer({ min: 0, max: 99_999 }).map((cents) => (cents / 100).toFixed(2)),
					currency: fc.constant("EUR"),
				}),
			),
			arrivesOn: fc.option(
				fc.integer({ min: 1, max: 9 }).map((days) => addWorkingDays(SHIP_DATE, days)),
			),
		});
		fc.assert(
			fc.property(fc.array(anyRate), fc.integer({ min: 1, max: 9 }), (rates, days) => {
				const deadline = addWorkingDays(SHIP_DATE, days);
				const inTime = rates.filter(
					({ charge, arrivesOn }) => charge !== null && arrivesOn !== null && arrivesOn <= deadline,
				);
				const quote = pickRate(cheapest(days), rates, MOMENT);
				if (inTime.length === 0) {
					expect(quote.service).toBeNull();
					return;
				}
				const least = Math.min(...inTime.map(({ charge }) => Number(charge?.amount)));
				expect(Number(quote.charge?.amount)).toBe(least);
				expect(quote.arrivesOn !== null && quote.arrivesOn <= deadline).toBe(true);
				// The same answer in another order decides the same.
				const turned = pickRate(cheapest(days), rates.toReversed(), MOMENT);
				expect([turned.service, turned.charge]).toEqual([quote.service, quote.charge]);
			}),
		);
	});
});

describe("a named service", () => {
	const plan = samplePlan();

	it("keeps its name and gets its price", () => {
		expect(pickRate(plan, RATES, MOMENT)).toMatchObject({
			service: "FEDEX_PRIORITY",
			charge: { amount: "12.90" },
		});
	});

	it("is bought without a price where FedEx tells none", () => {
		const quote = pickRate(plan, [], MOMENT);
		expect(quote).toMatchObject({ service: "FEDEX_PRIORITY", charge: null });
		expect(problemOf(plan, quote, billing({ maxCharge: "1" }))).toBeUndefined();
	});

	it.each([
		["12.90", undefined],
		["12.89", "charge.over_limit"],
		[null, undefined],
	])("of 12.90 under a limit of %s comes to %s", (maxCharge, code) => {
		const quote = pickRate(plan, RATES, MOMENT);
		expect(problemOf(plan, quote, billing({ maxCharge }))?.code).toBe(code);
	});

	it("is bought over the limit once a person said so", () => {
		const quote = { ...pickRate(plan, RATES, MOMENT), isAccepted: true };
		expect(problemOf(plan, quote, billing({ maxCharge: "1.00" }))).toBeUndefined();
	});

	it("may cost what it likes where somebody else pays", () => {
		const theirs = samplePlan({
			transport: { by: "recipient", accountNumber: "123456789", country: null },
		});
		const limits = billing({ maxCharge: "1.00" });
		expect(isQuoteWanted(theirs, limits)).toBe(false);
		expect(problemOf(theirs, pickRate(theirs, RATES, MOMENT), limits)).toBeUndefined();
	});
});

describe("a quoted plan", () => {
	it("is, without its quote, the plan that was quoted, to the letter", () => {
		const plan = cheapest(2);
		const quoted = withQuote(plan, pickRate(plan, RATES, MOMENT));
		expect(quoted.service).toBe("FEDEX_PRIORITY");
		expect(JSON.stringify(asPlanned(quoted))).toBe(JSON.stringify(plan));
	});
});
