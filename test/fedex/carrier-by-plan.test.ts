import { describe, expect, it, vi } from "vitest";

import { createCarrierByPlan } from "../../src/fedex/ltl/carrier-by-plan.ts";
import { createLtlCarrier, LTL_PATH } from "../../src/fedex/ltl/ltl-client.ts";
import { AppError } from "../../src/lib/errors.ts";
import { silentLog } from "../../src/lib/log.ts";
import { fine, scriptedCarrier } from "../shipping/scripted-carrier.ts";
import { errorBody, rawAnswer, sampleAnswer } from "./sample-answers.ts";
import { BEVERLY_HILLS, COLUMBUS, sampleBooking } from "./sample-plans.ts";

const FREIGHT = sampleBooking({
	service: "FEDEX_FREIGHT_PRIORITY",
	shipFrom: COLUMBUS,
	shipTo: BEVERLY_HILLS,
	costCentre: "SALES",
	freight: {
		accountNumber: "630000004",
		freightClass: "CLASS_070",
		handlingUnit: "PALLET",
		handlingUnits: 1,
		description: "Pumps on pallets",
	},
});

function freightCarrier(token: () => Promise<string> = () => Promise.resolve("freight-token")) {
	const fetch = vi.fn<typeof globalThis.fetch>(() =>
		Promise.resolve(Response.json(sampleAnswer())),
	);
	const source = { get: token, afterRejection: token };
	const carrier = createLtlCarrier({
		baseUrl: "https://freight.fedex.com",
		accountNumber: "510088004",
		shipToken: source,
		trackToken: source,
		fetch,
		log: silentLog,
		now: () => 0,
	});
	return { carrier, fetch };
}

const parcels = scriptedCarrier(fine).carrier;

describe("an account with parcels and freight", () => {
	it("sends freight to its own address, with the attempt's reference as invoice number", async () => {
		const { carrier, fetch } = freightCarrier();
		const both = createCarrierByPlan(parcels, carrier);
		await both.prepare();
		const request = both.writeBooking(FREIGHT);
		await both.sendBooking(request, FREIGHT.reference);
		expect(fetch.mock.calls[0]?.[0]).toBe(`https://freight.fedex.com${LTL_PATH}`);
		const { freightRequestedShipment } = JSON.parse(request) as {
			freightRequestedShipment: { requestedPackageLineItems: { customerReferences: unknown }[] };
		};
		expect(freightRequestedShipment.requestedPackageLineItems[0]?.customerReferences).toEqual([
			{ customerReferenceType: "INVOICE_NUMBER", value: FREIGHT.reference },
			{ customerReferenceType: "P_O_NUMBER", value: "PO-77" },
		]);
	});

	it("sends parcels where parcels go, whatever the goods are called", async () => {
		const { carrier, fetch } = freightCarrier();
		const sendBooking = vi.fn(parcels.sendBooking);
		const both = createCarrierByPlan({ ...parcels, sendBooking }, carrier);
		const odd = JSON.stringify({ description: '"freightRequestedShipment": {}' });
		await both.sendBooking(odd, "2001-7F3K9QXZ");
		expect(sendBooking).toHaveBeenCalledOnce();
		expect(fetch).not.toHaveBeenCalled();
	});

	it("ships parcels on while the freight desk hands out no token, and holds freight back before its call", async () => {
		const closed = new AppError({ code: "fedex.token_hold", disposition: "wait", message: "no" });
		const { carrier, fetch } = freightCarrier(() => Promise.reject(closed));
		const both = createCarrierByPlan(parcels, carrier);
		await both.prepare();
		expect(() => both.writeBooking(FREIGHT)).toThrow(closed);
		expect(both.writeBooking(sampleBooking())).not.toBe("");
		expect(fetch).not.toHaveBeenCalled();
	});

	it("says what is missing where it has no freight credentials", () => {
		const both = createCarrierByPlan(parcels, undefined);
		expect(() => both.writeBooking(FREIGHT)).toThrow(
			expect.objectContaining({ code: "freight.no_credentials", disposition: "refuse" }),
		);
	});
});

describe("FedEx Freight", () => {
	it.each([
		[403, "FORBIDDEN.ERROR"],
		[400, "ACCOUNT.NUMBER.NOTFOUND"],
	])("blocks one shipment, not the parcels' account, with %s %s", (status, code) => {
		const { carrier } = freightCarrier();
		const answer = rawAnswer(errorBody(code), { status });
		expect(() => carrier.readBooking(answer)).toThrow(
			expect.objectContaining({ code: "fedex.freight_refused", disposition: "refuse" }),
		);
	});

	it("is never asked to cancel", async () => {
		const { carrier, fetch } = freightCarrier();
		await expect(carrier.cancelBooking("794600000013")).rejects.toMatchObject({
			code: "shipment.freight_not_voidable",
		});
		expect(fetch).not.toHaveBeenCalled();
	});
});
