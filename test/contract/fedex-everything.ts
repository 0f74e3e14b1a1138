import { samplePackages } from "../shipping/sample-packages.ts";
import { sampleAddress } from "../shipping/samples.ts";
import type { Exchange } from "./exchanges.ts";
import {
	BILLINGS,
	BORDER_LANES,
	CUSTOMERS,
	freightPlan,
	type Lane,
	PALLET_LANES,
	planOn,
} from "./fedex-bookings.ts";
import { type Fedex, SHIP_DATE, startFedex } from "./fedex-vendor.ts";

const LANE: Lane = { from: "nl", to: "DE", shippingMethod: "FDX-ECO" };
const GROUND: Lane = { from: "com", to: "US", shippingMethod: "FDX-GRND" };
const REFERENCE = "20001-7F3K9QXZ";
const SIZE = { lengthCm: 120, widthCm: 80, heightCm: 150 };
const DAY = { day: SHIP_DATE, isToday: true, readyTime: "14:00", closeTime: "17:30" } as const;
const LOAD = { packages: 2, weightGrams: 2_700 } as const;

/** Every kind of call with every property that one of ours can have, as our own clients make them. */
export async function callWithEverything(): Promise<Exchange[]> {
	const fedex = startFedex();
	await bookEverything(fedex);
	await askAboutPrices(fedex);
	await followAndCancel(fedex);
	await endTheDay(fedex);
	return fedex.exchanges.filter(({ url }) => url.pathname !== "/oauth/token");
}

async function bookEverything(fedex: Fedex): Promise<void> {
	const customs = { vatNumber: "12-3456789", originCountry: "US", incoterm: "DDP" };
	for (const lane of BORDER_LANES) {
		for (const customer of CUSTOMERS) {
			await fedex.book(planOn(lane, { customer, customs: { electronicDocuments: true } }));
		}
	}
	for (const { service = "", ...lane } of PALLET_LANES) {
		const packages = samplePackages(405_000).map((piece) => ({ ...piece, dimensions: SIZE }));
		await fedex.book({ ...planOn(lane), service, packages });
	}
	for (const { billing } of BILLINGS) {
		await fedex.book(planOn(LANE, { settings: { billing } }));
	}
	await fedex.book(planOn(LANE, { dossier: { check: true } }));
	const pieces = { quantity: 41, settings: { packing: { maxUnitsPerPackage: 1 } } };
	await fedex.book(planOn(LANE, pieces));
	await fedex.book({ ...planOn(GROUND), options: SIGNED });
	await fedex.book(freightPlan(2, { customs }, "CA"));
	await fedex.book(freightPlan(1, { billing: { payor: THIRD_PARTY } }));
	await fedex.book({
		...planOn(LANE),
		carrierMails: {
			events: ["shipped", "estimatedDelivery", "exception", "onDelivery"],
			language: "de",
		},
	});
	const out = planOn(LANE);
	const back = { shipFrom: out.shipTo, shipTo: out.shipFrom, return: { rma: "RMA-1" } };
	await fedex.book({ ...out, ...back }, "20001-RETVRN01", "NL");
}

const THIRD_PARTY = { by: "third-party", accountNumber: "700000001" };
const ALL_OPTIONS = {
	signature: "DIRECT",
	isSaturdayDelivery: true,
	holdAtLocation: "AMSA1",
} as const;
/** Ground knows neither of the others. */
const SIGNED = { ...ALL_OPTIONS, isSaturdayDelivery: false, holdAtLocation: null };

async function askAboutPrices(fedex: Fedex): Promise<void> {
	const plan = { ...planOn(LANE), isResidential: true, options: ALL_OPTIONS };
	const packages = plan.packages.map((piece) => ({ ...piece, dimensions: SIZE }));
	await fedex.quote({ ...plan, packages });
	await fedex.validate(planOn(LANE));
	await fedex.checkAddresses([
		sampleAddress({ street: "7 Elm Lane", city: "Chicago", state: "Illinois", country: "US" }),
	]);
}

async function followAndCancel(fedex: Fedex): Promise<void> {
	const { masterTrackingNumber: trackingNumber } = await fedex.book(planOn(LANE), REFERENCE);
	fedex.clock.advance(3_600_000);
	await fedex.find({ reference: REFERENCE, shipDate: SHIP_DATE });
	await fedex.look([
		{ trackingNumber, uniqueId: "2461000000~794600000000~FX", shipDate: SHIP_DATE },
	]);
	await fedex.cancel(trackingNumber);
}

async function endTheDay(fedex: Fedex): Promise<void> {
	const ground = planOn(GROUND);
	const { masterTrackingNumber } = await fedex.book(ground);
	await fedex.ground.close(SHIP_DATE);
	await fedex.ground.reprint(masterTrackingNumber);
	const asked = { from: ground.shipFrom, carrier: "express", ...DAY, ...LOAD } as const;
	const couriers = fedex.pickups("US");
	await couriers.isAvailable(asked);
	const coming = await couriers.request(asked);
	await couriers.cancel({ carrier: "express", day: SHIP_DATE, ...coming, location: "TWNA" });
	const freight = freightPlan(2);
	const toFetch = {
		service: freight.service,
		trackingNumber: (await fedex.book(freight)).masterTrackingNumber,
		handlingUnit: "PALLET",
		handlingUnits: 2,
		weightGrams: 2_700,
		description: "Pumps",
		to: freight.shipTo,
	};

	const load = {
		...asked,
		from: freight.shipFrom,
		carrier: "freight" as const,
		freight: [toFetch],
	};
	await fedex.trucks.isAvailable(load);
	const truck = await fedex.trucks.request(load);
	await fedex.trucks.cancel({ carrier: "freight", day: SHIP_DATE, contactName: "Pat", ...truck });
}
