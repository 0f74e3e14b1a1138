import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { FedexSession } from "../../src/durable-objects/fedex-session.ts";
import type { TokenKeeper } from "../../src/fedex/oauth.ts";
import { createTokenSource } from "../../src/fedex/token-source.ts";

const BASE_URL = "https://apis-sandbox.fedex.com";
const SHIP = {
	baseUrl: BASE_URL,
	credentialId: "ship",
	clientId: "ship-key",
	clientSecret: "ship-secret",
};

let offsetMs = 0;
let tokenRequests = 0;
let answerToken: () => Response = makeToken;

beforeEach(() => {
	offsetMs = 0;
	tokenRequests = 0;
	answerToken = makeToken;
	vi.spyOn(globalThis, "fetch").mockImplementation(async (input) => {
		const { pathname } = new URL(input instanceof Request ? input.url : input);
		if (pathname === "/_twin/clock") {
			return Response.json({ offsetMs });
		}
		expect(pathname).toBe("/oauth/token");
		tokenRequests += 1;
		return answerToken();
	});
});

function makeToken(): Response {
	return Response.json({ access_token: `token-${tokenRequests}`, expires_in: 3_600 });
}

function openSession() {
	return env.FEDEX_SESSIONS.getByName(crypto.randomUUID());
}

describe("a FedEx session", () => {
	it("makes one token for fifty callers", async () => {
		const session = openSession();
		const answers = await Promise.all(Array.from({ length: 50 }, () => session.accessToken(SHIP)));
		expect(answers.every((answer) => answer.ok && answer.token === "token-1")).toBe(true);
		expect(tokenRequests).toBe(1);
	});

	it("asks for tokens through the way out that the deployment binds, and nowhere else", async () => {
		const asked: string[] = [];
		const egress: typeof fetch = async (input) => {
			asked.push(new URL(input instanceof Request ? input.url : input).pathname);
			return Response.json({ access_token: "by-the-proxy", expires_in: 3_600 });
		};
		const answer = await runInDurableObject(openSession(), (_, state) =>
			new FedexSession(state, { ...env, FEDEX_EGRESS: { fetch: egress } }).accessToken(SHIP),
		);
		expect(answer).toMatchObject({ ok: true, token: "by-the-proxy" });
		expect(asked).toEqual(["/oauth/token"]);
		expect(tokenRequests).toBe(0);
	});

	it("still has its token after an eviction, sealed in its storage", async () => {
		const session = openSession();
		await session.accessToken(SHIP);
		await evictDurableObject(session);
		expect(await session.accessToken(SHIP)).toMatchObject({ ok: true, token: "token-1" });
		expect(tokenRequests).toBe(1);
		const stored = await runInDurableObject(session, async (_, state) =>
			JSON.stringify([...(await state.storage.list())]),
		);
		expect(stored).not.toMatch(/token-1|ship-secret/);
	});

	it("still holds back after an eviction, and asks once when the ten minutes are over", async () => {
		const session = openSession();
		answerToken = () => new Response("<html>Access denied</html>", { status: 403 });
		expect(await session.accessToken(SHIP)).toMatchObject({ ok: false, code: "fedex.token_hold" });
		await evictDurableObject(session);
		offsetMs = 9 * 60_000;
		expect(await session.accessToken(SHIP)).toMatchObject({ ok: false, code: "fedex.token_hold" });
		expect((await session.status()).holdUntil).not.toBeNull();
		expect(tokenRequests).toBe(1);
		offsetMs = 10 * 60_000;
		answerToken = makeToken;
		expect(await session.accessToken(SHIP)).toMatchObject({ ok: true, token: "token-2" });
		expect(tokenRequests).toBe(2);
		expect(await session.status()).toEqual({ holdUntil: null, tokens: 1 });
	});

	it("serves a token source, whose errors say what to do", async () => {
		const keeper: TokenKeeper = openSession();
		const source = createTokenSource(keeper, SHIP);
		expect(await source.get()).toBe("token-1");
		await expect(source.afterRejection("token-1")).rejects.toMatchObject({ disposition: "wait" });
		answerToken = () =>
			Response.json({ errors: [{ code: "NOT.AUTHORIZED.ERROR", message: "" }] }, { status: 401 });
		const refused = createTokenSource(openSession(), SHIP);
		await expect(refused.get()).rejects.toMatchObject({
			code: "fedex.credentials_refused",
			disposition: "suspend",
		});
	});
});
