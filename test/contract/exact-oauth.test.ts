import { expect, it } from "vitest";

import { authorizeUrl } from "../../src/exact/oauth.ts";
import { startExact } from "./exact-vendor.ts";

/** The contract files have no OAuth; these are the fields of Exact's page on it (2026-11). */
const TOKEN_FIELDS = {
	authorization_code: ["client_id", "client_secret", "code", "grant_type", "redirect_uri"],
	refresh_token: ["client_id", "client_secret", "grant_type", "refresh_token"],
};
const ANSWER_FIELDS = ["access_token", "expires_in", "refresh_token", "token_type"];

it("consent is asked for with the fields that Exact documents", () => {
	const app = { clientId: "client-1", redirectUri: "https://connector.test/callback" };
	const url = new URL(authorizeUrl("https://start.exactonline.nl", { ...app, state: "s-1" }));
	expect(url.pathname).toBe("/api/oauth2/auth");
	expect(Object.fromEntries(url.searchParams)).toEqual({
		client_id: app.clientId,
		redirect_uri: app.redirectUri,
		response_type: "code",
		state: "s-1",
	});
});

it("tokens are asked for, and given, with the fields that Exact documents", async () => {
	const { exchanges, keeper, twin } = await startExact();
	twin.clock.advance(595_000);
	await keeper.accessToken();
	const asked = exchanges.map(({ method, url, headers, body, status, answer }) => ({
		call: `${method} ${url.pathname}`,
		type: headers.get("content-type"),
		fields: [...new URLSearchParams(body).keys()].sort(),
		status,
		answer: Object.keys(JSON.parse(answer) as object).sort(),
	}));
	const call = {
		call: "POST /nl/api/oauth2/token",
		type: "application/x-www-form-urlencoded",
		status: 200,
		answer: ANSWER_FIELDS,
	};
	expect(asked).toEqual([
		{ ...call, fields: TOKEN_FIELDS.authorization_code },
		{ ...call, fields: TOKEN_FIELDS.refresh_token },
	]);
});
