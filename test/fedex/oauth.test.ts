import { describe, expect, it, vi } from "vitest";

import { readTokenAnswer, requestToken } from "../../src/fedex/oauth.ts";
import { errorBody } from "./sample-answers.ts";

const TOKEN = { access_token: "abc", token_type: "bearer", expires_in: 3599, scope: "CXS" };

const QUESTION = {
	baseUrl: "https://apis-sandbox.fedex.com",
	credentialId: "ship",
	clientId: "key & id",
	clientSecret: "secret",
};

describe("a token request", () => {
	it("is one form with the credentials in its body", async () => {
		const fetch = vi.fn<typeof globalThis.fetch>(async () => Response.json(TOKEN));
		const { verdict } = await requestToken(QUESTION, { fetch, now: () => 0 });
		expect(verdict).toEqual({ kind: "ok", token: "abc", expiresInSeconds: 3599 });
		expect(fetch).toHaveBeenCalledTimes(1);
		const [url, init] = fetch.mock.calls[0] ?? [];
		expect(url).toBe("https://apis-sandbox.fedex.com/oauth/token");
		expect(init?.body).toBe(
			"grant_type=client_credentials&client_id=key+%26+id&client_secret=secret",
		);
		expect(new Headers(init?.headers).has("authorization")).toBe(false);
	});

	it("is not repeated when no answer comes", async () => {
		const fetch = vi.fn<typeof globalThis.fetch>(() => Promise.reject(new TypeError("cut")));
		const { verdict, status } = await requestToken(QUESTION, { fetch, now: () => 0 });
		expect(verdict).toEqual({ kind: "unavailable" });
		expect(status).toBeNull();
		expect(fetch).toHaveBeenCalledTimes(1);
	});

	it("never leaves for a host that is not FedEx", async () => {
		const fetch = vi.fn<typeof globalThis.fetch>();
		const elsewhere = { ...QUESTION, baseUrl: "https://fedex.example.org" };
		await expect(requestToken(elsewhere, { fetch, now: () => 0 })).rejects.toThrow(TypeError);
		expect(fetch).not.toHaveBeenCalled();
	});
});

describe("a token answer", () => {
	it.each([
		[401, errorBody("NOT.AUTHORIZED.ERROR"), "refused"],
		[400, errorBody("BAD.REQUEST.ERROR"), "refused"],
		[400, "<html></html>", "unavailable"],
		[403, "<html>Access denied</html>", "held"],
		[403, errorBody("FORBIDDEN.ERROR"), "held"],
		[429, errorBody("TOO.MANY"), "busy"],
		[500, errorBody("INTERNAL.SERVER.ERROR"), "unavailable"],
		[503, "", "unavailable"],
		[200, "<html></html>", "unavailable"],
		[200, { access_token: "" }, "unavailable"],
		[200, TOKEN, "ok"],
	])("%i %j is %s", (status, body, kind) => {
		const text = typeof body === "string" ? body : JSON.stringify(body);
		expect(readTokenAnswer({ status, body: text, headers: new Headers() }, 0).kind).toBe(kind);
	});

	it("waits as long as a 429 asks", () => {
		const headers = new Headers({ "retry-after": "7" });
		expect(readTokenAnswer({ status: 429, body: "", headers }, 0)).toEqual({
			kind: "busy",
			retryAfterSeconds: 7,
		});
	});
});
