import { beforeEach, describe, expect, it } from "vitest";

import { FEDEX_DEMO_ACCOUNTS } from "../simulators/fedex/credentials.ts";
import { createRequest } from "./requests.ts";
import { type ErrorBody, TestTwin } from "./test-twin.ts";

const { ship, track } = FEDEX_DEMO_ACCOUNTS.NL;
const MINUTE = 60_000;

let twin: TestTwin;
beforeEach(() => {
	twin = new TestTwin();
});

describe("a token request", () => {
	it("is answered with a bearer token for an hour", async () => {
		const response = await twin.requestToken(ship);
		expect(response.status).toBe(200);
		expect(await response.json()).toEqual({
			access_token: expect.any(String),
			token_type: "bearer",
			expires_in: 3600,
			scope: "CXS",
		});
	});

	it("with a wrong secret is refused", async () => {
		const response = await twin.requestToken({ ...ship, clientSecret: "wrong" });
		expect(response.status).toBe(401);
		const body = (await response.json()) as ErrorBody;
		expect(body.errors[0]?.code).toBe("NOT.AUTHORIZED.ERROR");
	});

	it("as JSON is refused", async () => {
		const response = await twin.app.request("/oauth/token", {
			method: "POST",
			headers: { "content-type": "application/json" },
			body: JSON.stringify({ grant_type: "client_credentials", client_id: ship.clientId }),
		});
		expect(response.status).toBe(415);
	});

	it("leaves earlier tokens valid", async () => {
		const first = await twin.token("ship");
		await twin.token("ship");
		const reply = await twin.send("/ship/v1/shipments", { token: first, body: createRequest() });
		expect(reply.status).toBe(200);
	});
});

describe("the limit on token requests", () => {
	it("lets fifteen pass in five seconds and refuses the sixteenth, whatever the credential", async () => {
		for (let count = 0; count < 15; count += 1) {
			const response = await twin.requestToken(count % 2 === 0 ? ship : track);
			expect(response.status).toBe(200);
		}
		const refused = await twin.requestToken(FEDEX_DEMO_ACCOUNTS.DE.ship);
		expect(refused.status).toBe(403);
		expect(refused.headers.get("content-type")).toContain("text/html");
		expect(twin.log.summary().broken).toEqual({ "token-limit": 1 });
	});

	it("refuses more than one a second sustained for two minutes", async () => {
		const statuses: number[] = [];
		for (let count = 0; count < 130; count += 1) {
			const response = await twin.requestToken(ship);
			statuses.push(response.status);
			twin.advance(900);
		}
		expect(statuses.indexOf(403)).toBe(120);
	});

	it("lasts ten minutes, and a request during the penalty starts them anew", async () => {
		for (let count = 0; count < 16; count += 1) {
			await twin.requestToken(ship);
		}
		twin.advance(9 * MINUTE);
		expect((await twin.requestToken(ship)).status).toBe(403);
		twin.advance(9 * MINUTE);
		expect((await twin.requestToken(ship)).status).toBe(403);
		twin.advance(10 * MINUTE);
		expect((await twin.requestToken(ship)).status).toBe(200);
	});
});

describe("a call with a token", () => {
	it("is refused once the hour is over", async () => {
		const token = await twin.token("ship");
		twin.advance(60 * MINUTE);
		const body = createRequest();
		const reply = await twin.send<ErrorBody>("/ship/v1/shipments", { token, body });
		expect(reply.status).toBe(401);
		expect(reply.body.errors[0]?.code).toBe("NOT.AUTHORIZED.ERROR");
	});

	it.each([
		["ship", "/track/v1/trackingnumbers", "POST"],
		["track", "/ship/v1/shipments", "POST"],
		["track", "/ship/v1/shipments/cancel", "PUT"],
	] as const)("of the %s project is forbidden on %s", async (api, path, method) => {
		const token = await twin.token(api);
		const reply = await twin.send<ErrorBody>(path, { token, body: {}, method });
		expect(reply.status).toBe(403);
		expect(reply.body.errors[0]?.code).toBe("FORBIDDEN.ERROR");
	});

	it("is forbidden while the labels of the project await validation", async () => {
		const token = await twin.token("ship");
		const projects = [{ ...ship, apis: ["ship"], accounts: ["510088001"], labelValidated: false }];
		await twin.app.request("/_twin/projects", {
			method: "PUT",
			body: JSON.stringify({ projects }),
		});
		const reply = await twin.send("/ship/v1/shipments", { token, body: createRequest() });
		expect(reply.status).toBe(403);
	});

	it("is refused beyond the calls of ten seconds, until they are over", async () => {
		const token = await twin.token("track");
		await twin.app.request("/_twin/settings", {
			method: "PUT",
			body: JSON.stringify({ requestsPerTenSeconds: 1 }),
		});
		const body = {
			includeDetailedScans: false,
			trackingInfo: [{ trackingNumberInfo: { trackingNumber: "794900000011" } }],
		};
		const call = () => twin.send("/track/v1/trackingnumbers", { token, body });
		expect((await call()).status).toBe(200);
		expect((await call()).status).toBe(429);
		twin.advance(10_000);
		expect((await call()).status).toBe(200);
	});

	it("to a route that is not there is answered with 404", async () => {
		const token = await twin.token("ship");
		const reply = await twin.send<ErrorBody>("/ltl/v1/freight/shipments", { token, body: {} });
		expect(reply.status).toBe(404);
		expect(reply.body.errors[0]?.code).toBe("NOT.FOUND.ERROR");
	});
});
