import { beforeEach, describe, expect, it } from "vitest";

import { ConnectionCut, type FaultKind } from "../simulators/twin/faults.ts";
import { createRequest } from "./requests.ts";
import { TestTwin } from "./test-twin.ts";

let twin: TestTwin;
beforeEach(() => {
	twin = new TestTwin();
});

async function createUnder(kind: FaultKind, more: { status?: number; delayMs?: number } = {}) {
	const token = await twin.token("ship");
	const faults = [{ operation: "ship.create", kind, rate: 1, times: 1, ...more }];
	await twin.app.request("/_twin/faults", { method: "PUT", body: JSON.stringify({ faults }) });
	return twin.app.request("/ship/v1/shipments", {
		method: "POST",
		headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
		body: JSON.stringify(createRequest()),
	});
}

async function isLastDelivered(): Promise<unknown> {
	const response = await twin.app.request("/_twin/inflight");
	const body = (await response.json()) as { calls: { isDelivered: boolean }[] };
	return body.calls.at(-1)?.isDelivered;
}

describe("a fault after the effect", () => {
	it("cuts the connection though the shipment exists", async () => {
		await expect(createUnder("cut-after")).rejects.toThrow(ConnectionCut);
		expect(await twin.shipments()).toHaveLength(1);
		expect(await isLastDelivered()).toBe(false);
	});

	it("leaves a label that nobody received where it is", async () => {
		await expect(createUnder("cut-after")).rejects.toThrow(ConnectionCut);
		twin.advance(72 * 3_600_000);
		expect(await twin.shipments()).toMatchObject([{ state: "Label created" }]);
	});

	it("answers with an error though the shipment exists", async () => {
		const response = await createUnder("status-after", { status: 500 });
		expect(response.status).toBe(500);
		expect(await twin.shipments()).toHaveLength(1);
	});

	it("answers with a page though the shipment exists", async () => {
		const response = await createUnder("html");
		expect(response.headers.get("content-type")).toContain("text/html");
		expect(await twin.shipments()).toHaveLength(1);
	});

	it("breaks off in the middle of the answer though the shipment exists", async () => {
		const response = await createUnder("half");
		await expect(response.text()).rejects.toThrow();
		expect(await twin.shipments()).toHaveLength(1);
		expect(await isLastDelivered()).toBe(false);
	});

	it("answers late", async () => {
		const response = await createUnder("slow", { delayMs: 1 });
		expect(response.status).toBe(200);
		expect(await isLastDelivered()).toBe(true);
	});
});

describe("a fault before the effect", () => {
	it("cuts the connection and makes nothing", async () => {
		await expect(createUnder("cut-before")).rejects.toThrow(ConnectionCut);
		expect(await twin.shipments()).toEqual([]);
	});

	it("answers with an error and makes nothing", async () => {
		const response = await createUnder("status-before");
		expect(response.status).toBe(503);
		expect(await twin.shipments()).toEqual([]);
	});
});

describe("the log", () => {
	it("counts calls by credential and operation, and rules that were broken", async () => {
		await twin.create({ nonsense: true });
		expect(twin.log.summary()).toEqual({
			counts: { "twin-nl-ship-key token": 1, "twin-nl-ship-key ship.create": 1 },
			broken: { "invalid-request": 1 },
		});
	});
});

describe("the page", () => {
	it("lists the shipments", async () => {
		const { body } = await twin.create(createRequest());
		const response = await twin.app.request("/");
		expect(await response.text()).toContain(
			body.output.transactionShipments[0]?.masterTrackingNumber,
		);
	});
});
