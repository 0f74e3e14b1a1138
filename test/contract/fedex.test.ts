import { beforeAll, beforeEach, describe, expect, it } from "vitest";

import {
	BILLINGS,
	CUSTOMERS,
	LABELS,
	LANES,
	type Lane,
	PICKUP_TYPES,
	freightPlan,
	planOn,
} from "./fedex-bookings.ts";
import { FEDEX_CALLS } from "./fedex-calls.ts";
import { FedexContracts } from "./fedex-contracts.ts";
import { type Fedex, startFedex } from "./fedex-vendor.ts";
import { Inspection } from "./inspection.ts";
import { hasSpecs } from "./specs.ts";
import { FEDEX_WAIVERS } from "./waivers.ts";

const ABROAD: Lane = { from: "nl", to: "DE", shippingMethod: "FDX-ECO" };

describe.runIf(hasSpecs)(
	"FedEx's contracts are kept, by the connector and by the simulator",
	() => {
		let inspection: Inspection;
		let fedex: Fedex;
		beforeAll(() => {
			inspection = new Inspection(new FedexContracts(), FEDEX_WAIVERS);
		});
		beforeEach(() => {
			fedex = startFedex();
		});

		it.each(LANES)("when $from ships to $to by $shippingMethod, to whomever", async (lane) => {
			for (const customer of CUSTOMERS) {
				await fedex.book(planOn(lane, { customer }));
			}
			expect(inspection.breaches(fedex.exchanges)).toEqual([]);
		});

		it.each(LABELS)("when the label is $format on $stock", async (label) => {
			const booking = fedex.book(planOn(ABROAD, { settings: { label } }));
			// The simulator draws no PNG; the request counts all the same.
			await (label.format === "PNG" ? expect(booking).rejects.toThrow() : booking);
			expect(inspection.breaches(fedex.exchanges)).toEqual([]);
		});

		it.each(PICKUP_TYPES)("when FedEx is told %s", async (pickupType) => {
			await fedex.book(planOn(ABROAD, { settings: { pickupType } }));
			expect(inspection.breaches(fedex.exchanges)).toEqual([]);
		});

		it.each(BILLINGS)("when $says", async ({ billing }) => {
			await fedex.book(planOn(ABROAD, { settings: { billing } }));
			expect(inspection.breaches(fedex.exchanges)).toEqual([]);
		});

		it.each([1, 2, 40])("when %s handling units go with FedEx Freight", async (units) => {
			const booking = await fedex.book(freightPlan(units));
			expect(booking.packages).toHaveLength(units);
			expect(booking.documents.map(({ kind }) => kind)).toContain("bill-of-lading");
			expect(inspection.breaches(fedex.exchanges)).toEqual([]);
		});

		it.each(["RMA-2026-0000000001-too-long", null])("when goods come back as %s", async (rma) => {
			const out = planOn(ABROAD);
			const back = { ...out, shipFrom: out.shipTo, shipTo: out.shipFrom, return: { rma } };
			await fedex.book(back, "20001-RETVRN01", "NL");
			expect(inspection.breaches(fedex.exchanges)).toEqual([]);
		});

		it.each([
			["com", "ground"],
			["com", "express"],
			["nl", "express"],
		] as const)("when a courier is to come in %s for %s", async (from, carrier) => {
			const shippingMethod = from === "com" ? "FDX-GRND" : "FDX-PRIO";
			const plan = planOn({ from, to: from === "com" ? "US" : "NL", shippingMethod });
			const desk = fedex.pickups(from === "com" ? "US" : "NL");
			const asked = {
				from: plan.shipFrom,
				carrier,
				day: "2026-11-24",
				isToday: true,
				readyTime: "15:00",
				closeTime: "17:30",
				packages: 3,
				weightGrams: 8_100,
			};
			expect(await desk.isAvailable(asked)).toBe(true);
			expect((await desk.request(asked)).confirmationCode).not.toBe("");
			expect(inspection.breaches(fedex.exchanges)).toEqual([]);
		});

		it("when a third party pays FedEx Freight", async () => {
			const payor = { by: "third-party", accountNumber: "700000001" };
			await fedex.book(freightPlan(1, { billing: { payor } }));
			expect(inspection.breaches(fedex.exchanges)).toEqual([]);
		});

		it.each(FEDEX_CALLS)("when $says", async ({ status, call }) => {
			await call(fedex);
			expect(fedex.exchanges.at(-1)?.status).toBe(status);
			expect(inspection.breaches(fedex.exchanges)).toEqual([]);
		});

		it.each([
			['"labelResponseOptions"', '"labelResponseOption"', "labelResponseOption: unknown"],
			['"labelResponseOptions"', '"labelResponseOption"', "labelResponseOptions: missing"],
			['"countryCode":"DE"', '"country":"DE"', "recipients/*/address/country: unknown"],
			['"PAPER_4X6"', '"PAPER_4X7"', "labelSpecification/labelStockType: enum"],
			['"totalWeight":', '"totalWeight":"6","x":', "requestedShipment/totalWeight: type"],
		])("and a booking with %s as %s would not pass", async (from, to, breach) => {
			await fedex.book(planOn(ABROAD));
			const changed = fedex.exchanges.map((said) => ({
				...said,
				body: said.body.replace(from, to),
			}));
			const breaches = inspection.breaches(changed);
			expect(breaches.some((each) => each.endsWith(breach))).toBe(true);
		});

		it("and no waiver outlives its reason", () => {
			expect(inspection.idleWaivers()).toEqual([]);
		});
	},
);
