import { beforeEach, describe, expect, it } from "vitest";

import { createRequest, withValue } from "./requests.ts";
import { TestTwin } from "./test-twin.ts";

const HOUR = 3_600_000;

let twin: TestTwin;
beforeEach(() => {
	twin = new TestTwin();
});

async function createMaster(): Promise<string> {
	const { body } = await twin.create(createRequest());
	return body.output.transactionShipments[0]?.masterTrackingNumber ?? "";
}

describe("a cancellation", () => {
	it("cancels the shipment", async () => {
		const { status, body } = await twin.cancel(await createMaster());
		expect(status).toBe(200);
		expect(body).toMatchObject({ output: { cancelledShipment: true } });
		expect(await twin.shipments()).toMatchObject([{ cancelledAt: "2026-11-23T08:00:00.000Z" }]);
	});

	it("says true of a well-formed number that was never given out", async () => {
		const { status, body } = await twin.cancel("794999999999");
		expect(status).toBe(200);
		expect(body).toMatchObject({ output: { cancelledShipment: true } });
	});

	it("is refused for a number that is none", async () => {
		const { body } = await twin.cancel("12345");
		expect(body.errors[0]?.code).toBe("TRACKINGNUMBER.ENTERED.INVALID");
	});

	it("is refused the second time", async () => {
		const number = await createMaster();
		await twin.cancel(number);
		const { status, body } = await twin.cancel(number);
		expect(status).toBe(400);
		expect(body.errors[0]?.code).toBe("CANCELSHIPMENT.TRACKINGNUMBER.DELETED");
	});

	it("is too late after the pickup", async () => {
		const number = await createMaster();
		twin.advance(8 * HOUR);
		const { body } = await twin.cancel(number);
		expect(body.errors[0]?.code).toBe("TRACKINGIDS.TRACKINGNUMBER.CLOSED");
		expect(await twin.shipments()).toMatchObject([{ cancelledAt: null }]);
	});

	it("by the master's number takes all pieces, by another number only that piece", async () => {
		const path = "requestedShipment.requestedPackageLineItems.0.groupPackageCount";
		const request = withValue(createRequest(), path, 2);
		const { body } = await twin.create(
			withValue(request, "requestedShipment.totalPackageCount", 2),
		);
		const [master, second] = body.output.transactionShipments[0]?.pieceResponses ?? [];
		await twin.cancel(second?.trackingNumber ?? "");
		expect(await twin.shipments()).toMatchObject([{ cancelledAt: null }]);
		await twin.cancel(master?.trackingNumber ?? "");
		expect(await twin.shipments()).toMatchObject([{ cancelledAt: expect.any(String) }]);
	});

	it("shows in tracking", async () => {
		const number = await createMaster();
		await twin.cancel(number);
		twin.advance(HOUR);
		const { body } = await twin.track(number);
		const [result] = body.output.completeTrackResults[0]?.trackResults ?? [];
		expect(result?.latestStatusDetail?.code).toBe("CA");
	});
});
