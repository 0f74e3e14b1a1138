import { beforeAll, beforeEach, describe, expect, it } from "vitest";

import { CHEAPEST } from "../../src/shipping/model/quote.ts";
import { samplePackages } from "../shipping/sample-packages.ts";
import { FEDEX_DEMO_ACCOUNTS } from "../simulators/fedex/credentials.ts";
import {
	BILLINGS,
	BORDER_LANES,
	CUSTOMERS,
	CUSTOMS_CASES,
	LABELS,
	LANES,
	type Lane,
	PALLET_LANES,
	PICKUP_TYPES,
	PIECES,
	freightPlan,
	planOn,
} from "./fedex-bookings.ts";
import { FEDEX_CALLS } from "./fedex-calls.ts";
import { FedexContracts } from "./fedex-contracts.ts";
import { type Fedex, SHIP_DATE, startFedex } from "./fedex-vendor.ts";
import { Inspection } from "./inspection.ts";
import { hasSpecs } from "./specs.ts";
import { FEDEX_WAIVERS } from "./waivers.ts";

const GROUND: Lane = { from: "com", to: "US", shippingMethod: "FDX-GRND" };
const COURIER_OF_TODAY = { carrier: "freight", day: SHIP_DATE, contactName: "Pat" } as const;
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

		it.each(LANES)(
			"when rates are asked for from $from to $to by $shippingMethod",
			async (lane) => {
				const plan = planOn(lane);
				const [own] = await fedex.quote(plan);
				expect(own).toMatchObject({ service: plan.service, arrivesOn: expect.any(String) });
				expect(inspection.breaches(fedex.exchanges)).toEqual([]);
			},
		);

		it.each(LANES)("when the cheapest service is sought from $from to $to", async (lane) => {
			const rates = await fedex.quote({ ...planOn(lane), service: CHEAPEST });
			expect(rates.length).toBeGreaterThan(1);
			expect(rates.every(({ charge, arrivesOn }) => charge !== null && arrivesOn !== null)).toBe(
				true,
			);
			expect(inspection.breaches(fedex.exchanges)).toEqual([]);
		});

		it.each(LANES)("when a booking from $from to $to is only tried", async (lane) => {
			await fedex.validate(planOn(lane));
			expect(inspection.breaches(fedex.exchanges)).toEqual([]);
		});

		it("when rates are asked for with every option that a rule can have", async () => {
			const [piece] = planOn(ABROAD).packages;
			const dimensions = { lengthCm: 30, widthCm: 20, heightCm: 10 };
			await fedex.quote({
				...planOn(ABROAD),
				isResidential: true,
				options: { signature: "DIRECT", isSaturdayDelivery: true, holdAtLocation: "AMSA1" },
				packages:
					piece === undefined
						? []
						: [
								{ ...piece, dimensions },
								{ ...piece, sequence: 2 },
							],
			});
			expect(inspection.breaches(fedex.exchanges)).toEqual([]);
		});

		it.each(BORDER_LANES)(
			"when $from ships to $to across a customs border by $service",
			async (lane) => {
				for (const customer of CUSTOMERS) {
					const { documents } = await fedex.book(planOn(lane, { customer }));
					expect(documents.map(({ kind }) => kind)).toContain("commercial-invoice");
				}
				expect(inspection.breaches(fedex.exchanges)).toEqual([]);
			},
		);

		it.each(CUSTOMS_CASES)("when customs hears that $says", async ({ incoterm, customs }) => {
			const prices = ["12.50", "8.335", "0.0034"];
			for (const lane of BORDER_LANES) {
				for (const netPrice of prices) {
					const dossier = { header: { incoterm }, lines: { quantity: 7, netPrice } };
					await fedex.book(planOn(lane, { customs, dossier }));
				}
			}
			expect(inspection.breaches(fedex.exchanges)).toEqual([]);
		});

		it.each(PALLET_LANES)("when $from ships pallets to $to by $service", async (lane) => {
			const { service = "", ...parcel } = lane;
			const sized = { lengthCm: 120, widthCm: 80, heightCm: 150 };
			const packages = samplePackages(405_000, 90_500).map((piece) => ({
				...piece,
				dimensions: sized,
			}));
			await fedex.book({ ...planOn(parcel), service, packages });
			expect(inspection.breaches(fedex.exchanges)).toEqual([]);
		});

		it.each([true, false])("when the receiver's address is a home: %s", async (check) => {
			await fedex.book(planOn(ABROAD, { dossier: { check } }));
			expect(inspection.breaches(fedex.exchanges)).toEqual([]);
		});

		it.each(LABELS)("when the label is $format on $stock", async (label) => {
			const { documents } = await fedex.book(planOn(ABROAD, { settings: { label } }));
			const extension = { PDF: "pdf", PNG: "png", ZPLII: "zpl", EPL2: "epl" }[label.format];
			expect(documents.map((document) => [document.kind, document.extension])).toEqual([
				["label", extension],
			]);
			expect(inspection.breaches(fedex.exchanges)).toEqual([]);
		});

		it.each(PIECES)("when there are %d pieces", async (quantity) => {
			const settings = { packing: { maxUnitsPerPackage: 1 } };
			const booking = await fedex.book(planOn(ABROAD, { quantity, settings }));
			expect(booking.packages).toHaveLength(quantity);
			const labels = booking.documents.filter(({ kind }) => kind === "label");
			expect(new Set(labels.map((label) => label.packageSequence)).size).toBe(quantity);
			expect(inspection.breaches(fedex.exchanges)).toEqual([]);
		});

		it.each(PICKUP_TYPES)("when FedEx is told %s", async (pickupType) => {
			await fedex.book(planOn(ABROAD, { settings: { pickupType } }));
			expect(inspection.breaches(fedex.exchanges)).toEqual([]);
		});

		it("when FedEx is to mail the receiver", async () => {
			const fedexMails = {
				shipped: true,
				estimatedDelivery: true,
				exception: true,
				onDelivery: true,
			};
			const plan = planOn(ABROAD, { settings: { fedexMails } });
			const email = "klant@example.com";
			const events = ["shipped", "estimatedDelivery", "exception", "onDelivery"] as const;
			const carrierMails = plan.carrierMails ?? { events: [...events], language: "de" as const };
			await fedex.book({ ...plan, shipTo: { ...plan.shipTo, email }, carrierMails });
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

		it.each(["CA", "MX"] as const)(
			"when freight goes to %s, with its invoice and whose tax numbers they are",
			async (to) => {
				for (const incoterm of ["DDP", "EXW"]) {
					const customs = { vatNumber: "12-3456789", originCountry: "US", incoterm };
					const plan = freightPlan(2, { customs }, to);
					const { documents } = await fedex.book(plan);
					expect(documents.map(({ kind }) => kind)).toEqual(
						expect.arrayContaining(["bill-of-lading", "commercial-invoice"]),
					);
				}
				const sent = JSON.parse(fedex.exchanges.at(-1)?.body ?? "");
				expect(sent.freightRequestedShipment.shipper.tins).toMatchObject([
					{ tinType: "FEDERAL", usage: "VAT" },
				]);
				expect(inspection.breaches(fedex.exchanges)).toEqual([]);
			},
		);

		it.each(PICKUP_TYPES)("when FedEx Freight is told %s", async (pickupType) => {
			await fedex.book(freightPlan(1, { pickupType }));
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
			const { confirmationCode, location } = await desk.request(asked);
			expect(confirmationCode).not.toBe("");
			await desk.cancel({ carrier, day: asked.day, confirmationCode, location });
			expect(fedex.exchanges.at(-1)?.status).toBe(200);
			expect(inspection.breaches(fedex.exchanges)).toEqual([]);
		});

		it("when a day is closed at FedEx Ground, and its manifest asked for again", async () => {
			const { masterTrackingNumber } = await fedex.book(planOn(GROUND));
			const [manifest] = await fedex.ground.close(SHIP_DATE);
			expect(manifest).toMatchObject({ kind: "ground-manifest", extension: "txt" });
			const again = await fedex.ground.reprint(masterTrackingNumber);
			expect(again?.[0]?.bytes).toEqual(manifest?.bytes);
			expect(inspection.breaches(fedex.exchanges)).toEqual([]);
		});

		it("when nothing is there to close at FedEx Ground", async () => {
			await expect(fedex.ground.close(SHIP_DATE)).rejects.toMatchObject({
				code: "ground_close.refused",
			});
			expect(await fedex.ground.reprint("794999999999")).toBeUndefined();
			expect(fedex.exchanges.at(-1)?.status).toBe(404);
			expect(inspection.breaches(fedex.exchanges)).toEqual([]);
		});

		it("when the manifest of a day is asked for by its date", async () => {
			await fedex.book(planOn(GROUND));
			await fedex.ground.close(SHIP_DATE);
			const body = {
				accountNumber: { value: FEDEX_DEMO_ACCOUNTS.US.accountNumber },
				groundServiceCategory: "GROUND",
				closeReqType: "RGCDR",
				reprintOption: "BY_SHIP_DATE",
				closeDate: SHIP_DATE,
			};
			await fedex.send("/ship/v1/endofday/", { token: "ship", country: "US", body });
			expect(fedex.exchanges.at(-1)?.status).toBe(200);
			expect(inspection.breaches(fedex.exchanges)).toEqual([]);
		});

		it.each(["US", "MX"] as const)(
			"when FedEx Freight is to fetch what goes to %s, and then is not",
			async (to) => {
				const plan = freightPlan(2, { customs: { originCountry: "US" } }, to);
				const { masterTrackingNumber } = await fedex.book(plan);
				const asked = {
					from: plan.shipFrom,
					carrier: "freight" as const,
					day: SHIP_DATE,
					isToday: true,
					readyTime: "14:00",
					closeTime: "17:30",
					packages: 2,
					weightGrams: 2_700,
					freight: [
						{
							service: plan.service,
							trackingNumber: masterTrackingNumber,
							handlingUnit: "PALLET",
							handlingUnits: 2,
							weightGrams: 2_700,
							description: "Pumps",
							to: plan.shipTo,
						},
					],
				};
				expect(await fedex.trucks.isAvailable(asked)).toBe(true);
				const planned = { ...(await fedex.trucks.request(asked)), ...COURIER_OF_TODAY };
				await fedex.trucks.cancel(planned);
				await expect(fedex.trucks.cancel(planned)).rejects.toMatchObject({
					code: "pickup.refused",
				});
				expect(inspection.breaches(fedex.exchanges)).toEqual([]);
			},
		);

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
