import { beforeEach, describe, expect, it } from "vitest";

import { createRequest } from "./requests.ts";
import { TestTwin, type TrackBody } from "./test-twin.ts";

const HOUR = 3_600_000;
const REFERENCE = "SO-1001-AAAA1111";

let twin: TestTwin;
beforeEach(() => {
	twin = new TestTwin();
});

async function createMaster(): Promise<string> {
	const { body } = await twin.create(createRequest());
	return body.output.transactionShipments[0]?.masterTrackingNumber ?? "";
}

async function setTravel(travel: string): Promise<void> {
	const body = JSON.stringify({ travel });
	await twin.app.request("/_twin/shipments/shp_0000001", { method: "PUT", body });
}

function firstResult(body: TrackBody) {
	return body.output.completeTrackResults[0]?.trackResults[0];
}

describe("tracking by reference", () => {
	it("finds a new label only after the delay", async () => {
		const number = await createMaster();
		const before = await twin.findReference(REFERENCE);
		expect(before.status).toBe(200);
		expect(firstResult(before.body)?.error?.code).toBe("TRACKING.TRACKINGNUMBER.NOTFOUND");
		twin.advance(45_000);
		const after = await twin.findReference(REFERENCE);
		expect(after.body.output.completeTrackResults.map((each) => each.trackingNumber)).toEqual([
			number,
		]);
		expect(firstResult(after.body)?.additionalTrackingInfo?.packageIdentifiers).toMatchObject([
			{ type: "CUSTOMER_REFERENCE", values: [REFERENCE] },
		]);
	});

	it("finds every shipment that carries it", async () => {
		await createMaster();
		await createMaster();
		twin.advance(45_000);
		const { body } = await twin.findReference(REFERENCE);
		expect(body.output.completeTrackResults).toHaveLength(2);
	});

	it("finds nothing under another account", async () => {
		await createMaster();
		twin.advance(45_000);
		const { body } = await twin.findReference(REFERENCE, "510088002");
		expect(firstResult(body)?.error).toBeDefined();
	});

	it("needs the end of the days as the specification names it", async () => {
		const asked = { value: REFERENCE, accountNumber: "510088001", shipDateBegin: "2026-11-22" };
		const token = await twin.token("track");
		const send = (referencesInformation: object) =>
			twin.send("/track/v1/referencenumbers", { token, body: { referencesInformation } });
		expect(await send({ ...asked, shipDateEnd: "2026-11-24" })).toMatchObject({ status: 400 });
		expect(await send({ ...asked, shipDateEndDate: "2026-11-24" })).toMatchObject({ status: 200 });
	});

	it("can be given a longer delay", async () => {
		const body = JSON.stringify({ lookupDelayMs: HOUR });
		await twin.app.request("/_twin/settings", { method: "PUT", body });
		await createMaster();
		twin.advance(HOUR - 1);
		expect(firstResult((await twin.findReference(REFERENCE)).body)?.error).toBeDefined();
		twin.advance(1);
		expect(firstResult((await twin.findReference(REFERENCE)).body)?.error).toBeUndefined();
	});
});

describe("tracking by number", () => {
	it("answers for each number, also for one that is not there", async () => {
		const number = await createMaster();
		twin.advance(HOUR);
		const { status, body } = await twin.track("794999999999", number);
		expect(status).toBe(200);
		const results = body.output.completeTrackResults.map((each) => each.trackResults[0]);
		expect(results[0]?.error?.code).toBe("TRACKING.TRACKINGNUMBER.NOTFOUND");
		expect(results[1]?.latestStatusDetail?.code).toBe("OC");
	});

	it("advances with the clock to the delivery", async () => {
		const number = await createMaster();
		await setTravel("smooth");
		const states: string[] = [];
		for (const hours of [1, 7, 5, 11.5, 3, 24]) {
			twin.advance(hours * HOUR);
			const { body } = await twin.track(number);
			states.push(firstResult(body)?.latestStatusDetail?.derivedCode ?? "");
		}
		expect(states).toEqual(["IN", "PU", "IT", "OD", "DL", "DL"]);
	});

	it("shows a missed delivery and the second try", async () => {
		const number = await createMaster();
		await setTravel("exception");
		twin.advance(72 * HOUR);
		const { body } = await twin.track(number);
		const events = firstResult(body)?.scanEvents ?? [];
		expect(events.map((event) => event.eventType)).toEqual([
			"DL",
			"OD",
			"DE",
			"OD",
			"AR",
			"DP",
			"PU",
			"OC",
		]);
		expect(events[2]?.exceptionCode).toBe("08");
	});

	it("leaves a parcel that nobody picks up where it is", async () => {
		const number = await createMaster();
		await setTravel("never-picked-up");
		twin.advance(240 * HOUR);
		const { body } = await twin.track(number);
		expect(firstResult(body)?.latestStatusDetail?.code).toBe("OC");
	});

	it("takes thirty numbers and refuses more", async () => {
		const numbers = Array.from({ length: 31 }, () => "794999999999");
		expect((await twin.track(...numbers.slice(1))).status).toBe(200);
		expect((await twin.track(...numbers)).status).toBe(400);
	});

	it("refuses a call without a number", async () => {
		const { status, body } = await twin.track("");
		expect(status).toBe(400);
		expect(body.errors[0]?.code).toBe("TRACKING.TRACKINGNUMBER.EMPTY");
	});

	it("stops at the day's quota until midnight in Greenwich", async () => {
		const body = JSON.stringify({ trackCallsPerDay: 1 });
		await twin.app.request("/_twin/settings", { method: "PUT", body });
		expect((await twin.track("794999999999")).status).toBe(200);
		expect((await twin.track("794999999999")).status).toBe(429);
		twin.advance(16 * HOUR);
		expect((await twin.track("794999999999")).status).toBe(200);
	});
});
