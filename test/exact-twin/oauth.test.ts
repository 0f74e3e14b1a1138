import { expect, it } from "vitest";

import { demoCredentials } from "../simulators/demo/credentials.ts";
import { startTwin } from "./twin-under-test.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

it("sends the user back with a code and the state", async () => {
	const location = await startTwin().consent();
	expect(location.origin).toBe("http://127.0.0.1:8787");
	expect(location.searchParams.get("state")).toBe("s-1");
	expect(location.searchParams.get("code")).not.toBe("");
});

it("shows 401 for an address that is not registered", async () => {
	const query = new URLSearchParams({
		client_id: demoCredentials.nl.clientId,
		redirect_uri: "https://elsewhere.example/callback",
		response_type: "code",
	});
	const response = await startTwin().app.request(`http://twin/nl/api/oauth2/auth?${query}`);
	expect(response.status).toBe(401);
});

it("knows no app of another country site", async () => {
	const query = new URLSearchParams({
		client_id: demoCredentials.nl.clientId,
		redirect_uri: "http://localhost/callback",
		response_type: "code",
	});
	const response = await startTwin().app.request(`http://twin/de/api/oauth2/auth?${query}`);
	expect(response.status).toBe(401);
});

it("takes a code once, and for three minutes", async () => {
	const twin = startTwin();
	const code = (await twin.consent()).searchParams.get("code") ?? "";
	const first = await twin.exchange(code);
	expect(await first.json()).toMatchObject({ expires_in: "600", token_type: "bearer" });
	expect((await twin.exchange(code)).status).toBe(400);
	const late = (await twin.consent()).searchParams.get("code") ?? "";
	twin.clock.advance(3 * MINUTE_MS);
	expect((await twin.exchange(late)).status).toBe(400);
});

it("refuses a refresh before 570 s and rotates after", async () => {
	const twin = startTwin();
	const first = await twin.connect();
	twin.clock.advance(569_000);
	const early = await twin.refresh(first.refresh_token);
	expect(early.status).toBe(400);
	expect(early.headers.get("Reason")).toContain("TooEarlyToRefreshTokens");
	expect(await early.json()).toEqual({
		error: "access_denied",
		error_description: "Rate limit exceeded: access_token not expired",
	});
	twin.clock.advance(1000);
	const second = await twin.refresh(first.refresh_token);
	expect(second.status).toBe(200);
	const replay = await twin.refresh(first.refresh_token);
	expect(replay.status).toBe(401);
	expect(await replay.json()).toEqual({
		error: "unauthorized_client",
		error_description: "Old refresh token used.",
	});
	expect(twin.broken()).toEqual({ "early-refresh": 1, "old-refresh-token": 1 });
});

it("kills the earlier refresh token by a new consent", async () => {
	const twin = startTwin();
	const first = await twin.connect();
	await twin.connect();
	twin.clock.advance(10 * MINUTE_MS);
	expect((await twin.refresh(first.refresh_token)).status).toBe(401);
});

it("lets a refresh token die after 30 days", async () => {
	const twin = startTwin();
	const { refresh_token } = await twin.connect();
	twin.clock.advance(30 * DAY_MS);
	const response = await twin.refresh(refresh_token);
	expect(response.status).toBe(400);
	const body = (await response.json()) as { error: string; error_description: string };
	expect(body.error).toBe("invalid_request");
	expect(body.error_description).toMatch(
		/^The refresh token expired at 7\/25\/2026 .* and it is now/,
	);
});

it("refuses an access token after 600 s", async () => {
	const twin = startTwin();
	const tokens = await twin.connect();
	twin.clock.advance(10 * MINUTE_MS);
	const response = await twin.call(tokens, "system/Divisions?$select=Code");
	expect(response.status).toBe(401);
	expect(response.headers.get("Reason")).toBe("Authentication Required");
	expect(twin.broken()).toEqual({ "expired-token": 1 });
});

it("refuses everything once the consent is withdrawn", async () => {
	const twin = startTwin();
	const tokens = await twin.connect();
	const { clientId } = demoCredentials.nl;
	await twin.control("consent", "POST", { region: "nl", clientId });
	expect((await twin.call(tokens, "system/Divisions?$select=Code")).status).toBe(401);
	expect((await twin.refresh(tokens.refresh_token)).status).toBe(401);
});

it("refuses more token calls than the day allows", async () => {
	const twin = startTwin();
	await twin.control("limits", "PUT", { tokenCalls: 2 });
	let { refresh_token } = await twin.connect();
	for (const expected of [200, 200, 400]) {
		twin.clock.advance(10 * MINUTE_MS);
		const response = await twin.refresh(refresh_token);
		expect(response.status).toBe(expected);
		({ refresh_token } = (await response.json()) as { refresh_token: string });
	}
});
