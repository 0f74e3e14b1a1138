import { describe, expect, it } from "vitest";

import {
	authorizeUrl,
	codeRequest,
	readTokenAnswer,
	refreshRequest,
} from "../../src/exact/oauth.ts";
import { BASE_URL, NOW } from "./fake-exact.ts";

const app = { clientId: "app & co", clientSecret: "s3cret", redirectUri: "https://c.test/back" };

function read(status: number, body: unknown, headers: Record<string, string> = {}) {
	return readTokenAnswer({
		status,
		headers: new Headers(headers),
		body: typeof body === "string" ? body : JSON.stringify(body),
		nowMs: NOW,
	});
}

describe("requests", () => {
	it("send the browser to the site with what was registered", () => {
		const url = new URL(authorizeUrl(BASE_URL, { ...app, state: "st&te" }));
		expect(url.origin + url.pathname).toBe(`${BASE_URL}/api/oauth2/auth`);
		expect(Object.fromEntries(url.searchParams)).toEqual({
			client_id: "app & co",
			redirect_uri: "https://c.test/back",
			response_type: "code",
			state: "st&te",
		});
	});

	it("exchange a code", () => {
		const request = codeRequest(BASE_URL, app, "c/ode");
		expect(request.url).toBe(`${BASE_URL}/api/oauth2/token`);
		expect(request.body).toBe(
			"grant_type=authorization_code&code=c%2Fode&redirect_uri=https%3A%2F%2Fc.test%2Fback&client_id=app+%26+co&client_secret=s3cret",
		);
	});

	it("refresh", () => {
		const request = refreshRequest(BASE_URL, app, "re+fresh");
		expect(request.headers["Content-Type"]).toBe("application/x-www-form-urlencoded");
		expect(request.body).toBe(
			"grant_type=refresh_token&refresh_token=re%2Bfresh&client_id=app+%26+co&client_secret=s3cret",
		);
	});
});

describe("answers", () => {
	it.each([
		["600", 600],
		[600, 600],
		["soon", 600],
		[undefined, 600],
		[-5, 600],
		[300, 300],
	])("grant, whether expires_in is %j", (expires_in, lifeSeconds) => {
		expect(read(200, { access_token: "a", refresh_token: "r", expires_in })).toEqual({
			kind: "granted",
			accessToken: "a",
			refreshToken: "r",
			lifeSeconds,
		});
	});

	it.each([
		[
			400,
			{
				error: "access_denied",
				error_description: "Rate limit exceeded: access_token not expired",
			},
			{},
		],
		[400, { error: "access_denied" }, { Reason: "TooEarlyToRefreshTokens: wait" }],
	])("%i %j is too early", (status, body, headers) => {
		expect(read(status, body, headers)).toEqual({ kind: "too-early", refreshToken: undefined });
	});

	it.each([
		[
			401,
			{ error: "unauthorized_client", error_description: "Old refresh token used." },
			"rotated",
		],
		[
			400,
			{
				error: "invalid_request",
				error_description:
					"The refresh token expired at 1/2/2026 1:02:03 AM and it is now 3/2/2026.",
			},
			"expired",
		],
		[400, { error: "invalid_grant" }, "invalid_grant"],
	])("%i %j ends the grant", (status, body, reason) => {
		expect(read(status, body)).toEqual({ kind: "dead", reason });
	});

	it.each([
		[400, { error: "invalid_client" }, "invalid_client"],
		[401, { error: "unauthorized_client" }, "unauthorized_client"],
		[
			400,
			{ error: "invalid_request", error_description: "The refresh token is not known." },
			"invalid_request",
		],
		[
			400,
			{ error: "access_denied", error_description: "Rate limit exceeded: too many token calls" },
			"access_denied",
		],
	])("%i %j refuses, but says nothing of the grant", (status, body, reason) => {
		expect(read(status, body)).toEqual({ kind: "refused", reason, refreshToken: undefined });
	});

	it.each([
		[500, { error: "server_error" }],
		[503, "<html></html>"],
		[400, "<html></html>"],
		[401, ""],
		[302, ""],
		[200, "<html></html>"],
		[200, { access_token: "a" }],
	])("%i %j says nothing", (status, body) => {
		expect(read(status, body)).toMatchObject({ kind: "unavailable", refreshToken: undefined });
	});

	it("of a full endpoint say how long", () => {
		expect(read(429, "", { "Retry-After": "60" })).toMatchObject({
			kind: "unavailable",
			retryAfterSeconds: 60,
		});
	});

	it.each([
		["half an answer", 200, '{"access_token":"a","refresh_token":"r\\/2","expires_'],
		["an error", 500, { error: "x", refresh_token: "r/2" }],
		["a refusal", 400, { error: "invalid_grant", refresh_token: "r/2" }],
		[
			"a refusal as too early",
			400,
			{ error: "access_denied", error_description: "not expired", refresh_token: "r/2" },
		],
	])(
		"that are %s still give the refresh token they hold, and never end the grant",
		(_, status, body) => {
			expect(read(status, body)).toMatchObject({ refreshToken: "r/2" });
			expect(read(status, body).kind).not.toBe("dead");
		},
	);

	it("that were cut inside the refresh token do not give a part of it", () => {
		expect(read(200, '{"access_token":"a","refresh_token":"r2')).toMatchObject({
			kind: "unavailable",
			refreshToken: undefined,
		});
	});
});
