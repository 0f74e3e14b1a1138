import { expect, it } from "vitest";

import { startTwin, type Tokens, type TwinUnderTest } from "./twin-under-test.ts";

const METHODS = "sales/ShippingMethods?$select=ID";
const DAY_HEADERS = ["x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"];
const MINUTE_HEADERS = DAY_HEADERS.map((name) => name.replace("limit-", "limit-minutely-"));

function limitHeaders(response: Response): string[] {
	return [...response.headers.keys()].filter((name) => name.startsWith("x-ratelimit")).toSorted();
}

async function spend(twin: TwinUnderTest, tokens: Tokens, calls: number): Promise<void> {
	for (let call = 0; call < calls; call += 1) {
		expect((await twin.call(tokens, METHODS)).status).toBe(200);
	}
}

it("counts minute and day, and says when they end", async () => {
	const twin = startTwin();
	const { headers } = await twin.call(await twin.connect(), METHODS);
	expect(headers.get("X-RateLimit-Remaining")).toBe("4999");
	expect(headers.get("X-RateLimit-Minutely-Remaining")).toBe("59");
	expect(headers.get("X-RateLimit-Reset")).toBe(String(Date.parse("2026-06-26T00:00:00Z")));
	expect(headers.get("X-RateLimit-Minutely-Reset")).toBe(
		String(Date.parse("2026-06-25T12:29:00Z")),
	);
});

it("refuses the 61st call of a minute with minute headers only, until the next minute", async () => {
	const twin = startTwin();
	const tokens = await twin.connect();
	await spend(twin, tokens, 60);
	const refused = await twin.call(tokens, METHODS);
	expect(refused.status).toBe(429);
	expect(limitHeaders(refused)).toEqual(MINUTE_HEADERS);
	expect(twin.broken()).toEqual({ "rate-limited": 1 });
	twin.clock.advance(51_000);
	await spend(twin, tokens, 1);
});

it("refuses the call after the day's last with day headers only", async () => {
	const twin = startTwin();
	const tokens = await twin.connect();
	await twin.control("limits", "PUT", { day: 2 });
	await spend(twin, tokens, 2);
	const refused = await twin.call(tokens, METHODS);
	expect(refused.status).toBe(429);
	expect(limitHeaders(refused)).toEqual(DAY_HEADERS);
});

it("refuses beyond the licence's limit without any header", async () => {
	const twin = startTwin();
	const tokens = await twin.connect();
	await twin.control("limits", "PUT", { licenceDay: 1 });
	await spend(twin, tokens, 1);
	const refused = await twin.call(tokens, METHODS);
	expect(refused.status).toBe(429);
	expect(limitHeaders(refused)).toEqual([]);
});

it("blocks an endpoint for an hour after ten errors, and no other", async () => {
	const twin = startTwin();
	let tokens = await twin.connect();
	for (let error = 0; error < 10; error += 1) {
		expect((await twin.call(tokens, "sales/ShippingMethods?$select=Colour")).status).toBe(400);
	}
	expect((await twin.call(tokens, METHODS)).status).toBe(429);
	expect((await twin.call(tokens, "inventory/Warehouses?$select=ID")).status).toBe(200);
	expect(twin.broken()).toMatchObject({ "error-limit": 1 });
	twin.clock.advance(3_600_000);
	tokens = await twin.connect();
	await spend(twin, tokens, 1);
});
