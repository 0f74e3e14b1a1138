import { describe, expect, it } from "vitest";

import { FEDEX_DEMO_ACCOUNTS, type FedexDemoCountry } from "../simulators/fedex/credentials.ts";
import { type ErrorBody, type Json, TestTwin } from "./test-twin.ts";

type RateBody = {
	output: {
		rateReplyDetails: {
			serviceType: string;
			ratedShipmentDetails: { totalNetCharge: number }[];
			commit?: { dateDetail: { dayFormat: string } };
			operationalDetail?: { transitTime: string };
		}[];
	};
} & ErrorBody;

const NL = { city: "Zwolle", postalCode: "8024AA", countryCode: "NL" };
const US = {
	city: "Columbus",
	stateOrProvinceCode: "OH",
	postalCode: "43215",
	countryCode: "US",
};

function bodyOf(shipment: Json = {}, country: FedexDemoCountry = "NL") {
	const place = country === "US" ? US : NL;
	return {
		accountNumber: { value: FEDEX_DEMO_ACCOUNTS[country].accountNumber },
		rateRequestControlParameters: { returnTransitTimes: true },
		requestedShipment: {
			shipper: { address: place },
			recipient: { address: place },
			rateRequestType: ["ACCOUNT"],
			shipDateStamp: "2026-11-23",
			pickupType: "USE_SCHEDULED_PICKUP",
			packagingType: "YOUR_PACKAGING",
			requestedPackageLineItems: [
				{ weight: { units: country === "US" ? "LB" : "KG", value: 2.5 } },
			],
			...shipment,
		},
	};
}

async function ask(body: unknown, country: FedexDemoCountry = "NL", twin = new TestTwin()) {
	const token = await twin.token("ship", country);
	return twin.send<RateBody>("/rate/v1/rates/quotes", { token, body });
}

describe("rates", () => {
	it("without a service are those of each that runs there, and make nothing", async () => {
		const twin = new TestTwin();
		const { status, body } = await ask(bodyOf(), "NL", twin);
		expect(status).toBe(200);
		expect(body.output.rateReplyDetails.map(({ serviceType }) => serviceType)).toEqual([
			"FEDEX_FIRST",
			"FEDEX_PRIORITY_EXPRESS",
			"FEDEX_PRIORITY",
		]);
		expect(await twin.shipments()).toEqual([]);
	});

	it("tell the day of express, and the days of ground", async () => {
		const priority = await ask(bodyOf({ serviceType: "FEDEX_PRIORITY" }));
		expect(priority.body.output.rateReplyDetails).toMatchObject([
			{ commit: { dateDetail: { dayFormat: "2026-11-24T12:00:00" } } },
		]);
		const ground = await ask(bodyOf({ serviceType: "FEDEX_GROUND" }, "US"), "US");
		expect(ground.body.output.rateReplyDetails).toMatchObject([
			{ operationalDetail: { transitTime: "THREE_DAYS" } },
		]);
	});

	it("are what the label will cost, unless they are set to lie", async () => {
		const twin = new TestTwin();
		const priceOf = async () => {
			const { body } = await ask(bodyOf({ serviceType: "FEDEX_PRIORITY" }), "NL", twin);
			return body.output.rateReplyDetails[0]?.ratedShipmentDetails[0]?.totalNetCharge;
		};
		expect(await priceOf()).toBe(15.45);
		await twin.app.request("/_twin/settings", {
			method: "PUT",
			body: JSON.stringify({ quotePercent: 50 }),
		});
		expect(await priceOf()).toBe(7.73);
	});

	it.each<[string, Json, string]>([
		["a field that is not in the contract", { colour: "red" }, "INVALID.INPUT.EXCEPTION"],
		["an empty list", { requestedPackageLineItems: [] }, "INVALID.INPUT.EXCEPTION"],
		["no pickup type", { pickupType: undefined }, "INVALID.INPUT.EXCEPTION"],
		[
			"a postal code of another country",
			{ recipient: { address: { ...NL, postalCode: "20095" } } },
			"RECIPIENTS.ADDRESSPOSTALCODE.INVALID",
		],
		["a service that is none", { serviceType: "BY_BIKE" }, "SERVICE.TYPE.NOTAVAILABLE"],
		["a service of elsewhere", { serviceType: "FEDEX_GROUND" }, "SERVICE.TYPE.NOTAVAILABLE"],
		["a packaging that is none", { packagingType: "CRATE" }, "PACKAGINGTYPE.MISSING.OR.INVALID"],
		[
			"goods abroad without a description of them",
			{ recipient: { address: US } },
			"CUSTOMSCLEARANCEDETAIL.COMMODITIES.EMPTY",
		],
	])("are refused for %s", async (_what, shipment, code) => {
		const { status, body } = await ask(bodyOf(shipment));
		expect(status).toBe(400);
		expect(body.errors.map((error) => error.code)).toContain(code);
	});

	it("are an account's own: another project's token, or another country, gets none", async () => {
		const foreign = await ask(bodyOf({}, "DE"), "NL");
		expect(foreign.body.errors).toMatchObject([{ code: "SHIPMENT.ACCOUNTNUMBER.UNAUTHORIZED" }]);
		const abroad = await ask(bodyOf({ shipper: { address: US } }));
		expect(abroad.status).toBe(400);
		const twin = new TestTwin();
		const token = await twin.token("track");
		const { status } = await twin.send("/rate/v1/rates/quotes", { token, body: bodyOf() });
		expect(status).toBe(403);
	});
});
