import { describe, expect, it } from "vitest";

import {
	CONFIGURATION,
	START,
	connectedGrant,
	exchangeAndAdopt,
	grantWith,
	lost,
	oldToken,
	refusal,
	tokens,
	tooEarly,
} from "./grant-fixture.ts";

const SECOND = 1_000;
const DAY = 86_400_000;

describe("connecting", () => {
	it("exchanges the code for a grant of thirty days", async () => {
		const { grant, clock, requests } = grantWith([tokens(1)]);
		expect(await grant.accessToken(clock)).toEqual({ ok: false, code: "exact.not_connected" });
		await grant.configure(CONFIGURATION);
		expect(await grant.status()).toEqual({ state: "pending", grantExpiresAt: null });
		const grantExpiresAt = START + 30 * DAY;
		expect(await exchangeAndAdopt(grant, "code-1", clock)).toEqual({ ok: true, grantExpiresAt });
		expect(Object.fromEntries(requests[0] ?? [])).toEqual({
			grant_type: "authorization_code",
			code: "code-1",
			redirect_uri: CONFIGURATION.redirectUri,
			client_id: "client-1",
			client_secret: "client-secret-1",
		});
		expect(await grant.status()).toEqual({ state: "connected", grantExpiresAt });
		expect(await grant.accessToken(clock)).toMatchObject({ ok: true, token: "access-1" });
		expect(requests.length).toBe(1);
	});

	it("stores no secret in the clear", async () => {
		const { store } = await connectedGrant([]);
		expect(JSON.stringify(store.record)).not.toMatch(/access-1|refresh-1|client-secret-1/);
	});

	it("is impossible before the app is known", async () => {
		const { grant, clock, requests } = grantWith([]);
		expect(await exchangeAndAdopt(grant, "c", clock)).toEqual({
			ok: false,
			code: "exact.not_configured",
		});
		expect(requests.length).toBe(0);
	});

	it.each([
		["a used code", refusal(400, "invalid_grant", "used"), "exact.code_refused"],
		["a wrong secret", refusal(401, "invalid_client", "unknown"), "exact.client_refused"],
		["a lost answer", lost, "exact.token_unavailable"],
	])("again with %s leaves the live grant as it is", async (_, answer, code) => {
		const { grant, clock, requests } = await connectedGrant([answer]);
		expect(await exchangeAndAdopt(grant, "code-2", clock)).toEqual({ ok: false, code });
		expect(await grant.accessToken(clock)).toMatchObject({ ok: true, token: "access-1" });
		expect(requests.length).toBe(2);
	});

	it("again revives a dead grant", async () => {
		const { grant, clock, time } = await connectedGrant([oldToken, tokens(3)]);
		time.now = START + 600 * SECOND;
		await grant.accessToken(clock);
		expect((await grant.status()).state).toBe("needs_reauthorization");
		await exchangeAndAdopt(grant, "code-2", clock);
		expect(await grant.accessToken(clock)).toMatchObject({ ok: true, token: "access-3" });
	});

	it("to another app goes on with the old app until the new grant is there", async () => {
		const { grant, clock, time, requests } = await connectedGrant([tokens(2), tokens(3)]);
		await grant.configure({ ...CONFIGURATION, clientId: "client-2", clientSecret: "secret-2" });
		time.now = START + 572 * SECOND;
		await grant.accessToken(clock);
		await exchangeAndAdopt(grant, "code-2", clock);
		expect(requests.map((request) => request.get("client_id"))).toEqual([
			"client-1",
			"client-1",
			"client-2",
		]);
	});

	it("takes nothing from half an answer", async () => {
		const half = '{"access_token":"access-9","refresh_token":"refresh-9","expi';
		const { grant, clock } = await connectedGrant([() => new Response(half)]);
		expect(await exchangeAndAdopt(grant, "code-2", clock)).toMatchObject({ ok: false });
		expect(await grant.accessToken(clock)).toMatchObject({ ok: true, token: "access-1" });
	});

	it("keeps the grant in use until the new one is adopted, and drops one that is discarded", async () => {
		const { grant, clock } = await connectedGrant([tokens(2), tokens(3)]);
		const dropped = await grant.exchangeAside("code-2", clock);
		expect(dropped).toMatchObject({ ok: true, accessToken: "access-2" });
		expect(await grant.accessToken(clock)).toMatchObject({ token: "access-1" });
		await grant.discard(dropped.ok ? dropped.candidateId : "");
		expect(await grant.adopt(dropped.ok ? dropped.candidateId : "")).toMatchObject({ ok: false });
		const taken = await grant.exchangeAside("code-3", clock);
		await grant.adopt(taken.ok ? taken.candidateId : "");
		expect(await grant.accessToken(clock)).toMatchObject({ token: "access-3" });
	});

	it("is undone by forgetting", async () => {
		const { grant, clock, store } = await connectedGrant([]);
		await grant.forget();
		expect(await grant.accessToken(clock)).toEqual({ ok: false, code: "exact.not_connected" });
		expect(store.record).toBeUndefined();
	});
});

describe("refreshing", () => {
	it("does not happen at 569 seconds, and does at 572", async () => {
		const { grant, clock, time, requests } = await connectedGrant([tokens(2)]);
		time.now = START + 569 * SECOND;
		expect(await grant.accessToken(clock)).toMatchObject({ token: "access-1" });
		expect(requests.length).toBe(1);
		time.now = START + 572 * SECOND;
		expect(await grant.accessToken(clock)).toEqual({
			ok: true,
			token: "access-2",
			expiresAt: START + 1_172 * SECOND,
		});
		expect(requests.length).toBe(2);
		expect(requests[1]?.get("refresh_token")).toBe("refresh-1");
	});

	it("happens once for fifty callers at the same time", async () => {
		const { grant, clock, time, requests } = await connectedGrant([tokens(2)]);
		time.now = START + 580 * SECOND;
		const answers = await Promise.all(Array.from({ length: 50 }, () => grant.accessToken(clock)));
		expect(answers.every((answer) => answer.ok && answer.token === "access-2")).toBe(true);
		expect(requests.length).toBe(2);
	});

	it("stores the new tokens before anybody gets them", async () => {
		const { grant, clock, time, events } = await connectedGrant([tokens(2)]);
		time.now = START + 580 * SECOND;
		events.length = 0;
		await grant.accessToken(clock).then(() => events.push("handed out"));
		expect(events).toEqual(["asked", "stored", "handed out"]);
	});

	it("makes up for a write that failed, without asking Exact again", async () => {
		const { grant, clock, time, store, requests } = await connectedGrant([tokens(2)]);
		time.now = START + 580 * SECOND;
		store.failures = 1;
		await expect(grant.accessToken(clock)).rejects.toThrow("the disk is full");
		expect(await grant.accessToken(clock)).toMatchObject({ ok: true, token: "access-2" });
		expect(store.events.at(-1)).toBe("stored");
		expect(requests.length).toBe(2);
	});

	it("goes on from storage alone, as after an eviction", async () => {
		const { store } = await connectedGrant([]);
		const { grant, clock, time, requests } = grantWith([tokens(2)], store);
		expect(await grant.accessToken(clock)).toMatchObject({ token: "access-1" });
		time.now = START + 580 * SECOND;
		expect(await grant.accessToken(clock)).toMatchObject({ token: "access-2" });
		expect(requests[0]?.get("refresh_token")).toBe("refresh-1");
	});

	it("that comes too early keeps the token in hand to its end, then tries again", async () => {
		const { grant, clock, time, requests } = await connectedGrant([tooEarly, tokens(2)]);
		time.now = START + 575 * SECOND;
		expect(await grant.accessToken(clock)).toMatchObject({ ok: true, token: "access-1" });
		time.now = START + 599 * SECOND;
		expect(await grant.accessToken(clock)).toMatchObject({ ok: true, token: "access-1" });
		expect(requests.length).toBe(2);
		time.now = START + 600 * SECOND;
		expect(await grant.accessToken(clock)).toMatchObject({ ok: true, token: "access-2" });
		expect(requests.length).toBe(3);
	});

	it("stores a refresh token that comes with a refusal", async () => {
		const withToken = () =>
			Response.json(
				{ error: "access_denied", error_description: "not expired", refresh_token: "refresh-7" },
				{ status: 400 },
			);
		const { grant, clock, time, requests } = await connectedGrant([withToken, tokens(2)]);
		time.now = START + 575 * SECOND;
		await grant.accessToken(clock);
		time.now = START + 600 * SECOND;
		await grant.accessToken(clock);
		expect(requests[2]?.get("refresh_token")).toBe("refresh-7");
	});
});

describe("a refresh whose answer is lost", () => {
	it("leaves the token in hand in use to its end, and is not tried at once", async () => {
		const { grant, clock, time, requests } = await connectedGrant([lost, lost]);
		time.now = START + 575 * SECOND;
		expect(await grant.accessToken(clock)).toMatchObject({ ok: true, token: "access-1" });
		time.now = START + 599 * SECOND;
		expect(await grant.accessToken(clock)).toMatchObject({ ok: true, token: "access-1" });
		expect(requests.length).toBe(2);
		time.now = START + 602 * SECOND;
		expect(await grant.accessToken(clock)).toEqual({
			ok: false,
			code: "exact.token_unavailable",
			retryAfterSeconds: 3,
		});
		time.now = START + 605 * SECOND;
		expect(await grant.accessToken(clock)).toMatchObject({ retryAfterSeconds: 60 });
		expect(requests.length).toBe(3);
	});

	it("ends the grant when Exact then calls the refresh token old", async () => {
		const { grant, clock, time, requests } = await connectedGrant([lost, oldToken]);
		time.now = START + 575 * SECOND;
		await grant.accessToken(clock);
		time.now = START + 605 * SECOND;
		const dead = { ok: false, code: "exact.needs_reauthorization" };
		expect(await grant.accessToken(clock)).toEqual(dead);
		expect(requests.length).toBe(3);
		time.now = START + 9_000 * SECOND;
		expect(await grant.accessToken(clock)).toEqual(dead);
		expect(await grant.tokenAfterRejection("access-1", clock)).toEqual(dead);
		await grant.keepAlive(clock);
		expect(requests.length).toBe(3);
		expect((await grant.status()).state).toBe("needs_reauthorization");
	});

	it("is waited out longer each time", async () => {
		const { grant, clock, time } = await connectedGrant(Array.from({ length: 8 }, () => lost));
		time.now = START + 600 * SECOND;
		const waits: number[] = [];
		for (let tries = 0; tries < 8; tries += 1) {
			const answer = await grant.accessToken(clock);
			const seconds = answer.ok ? 0 : (answer.retryAfterSeconds ?? 0);
			waits.push(seconds);
			time.now += seconds * SECOND;
		}
		expect(waits).toEqual([30, 60, 120, 240, 480, 900, 900, 900]);
	});
});

describe("a refused app", () => {
	it("does not end the grant, is left alone, and works again with the right secret", async () => {
		const wrong = refusal(401, "invalid_client", "Unknown client.");
		const { grant, clock, time, requests } = await connectedGrant([wrong, tokens(2)]);
		time.now = START + 600 * SECOND;
		expect(await grant.accessToken(clock)).toMatchObject({
			code: "exact.token_unavailable",
			retryAfterSeconds: 900,
		});
		expect((await grant.status()).state).toBe("connected");
		await grant.configure({ ...CONFIGURATION, clientSecret: "client-secret-2" });
		expect(await grant.accessToken(clock)).toMatchObject({ ok: true, token: "access-2" });
		expect(requests[2]?.get("client_secret")).toBe("client-secret-2");
	});
});

describe("a token that Exact rejected", () => {
	it("is not replaced early", async () => {
		const { grant, clock, time, requests } = await connectedGrant([]);
		time.now = START + 100 * SECOND;
		expect(await grant.tokenAfterRejection("access-1", clock)).toEqual({
			ok: false,
			code: "exact.token_rejected",
			retryAfterSeconds: 472,
		});
		expect(requests.length).toBe(1);
	});

	it("is replaced by a newer one that is there already", async () => {
		const { grant, clock, requests } = await connectedGrant([]);
		expect(await grant.tokenAfterRejection("access-0", clock)).toMatchObject({
			ok: true,
			token: "access-1",
		});
		expect(requests.length).toBe(1);
	});

	it("is replaced by a refresh once that is due", async () => {
		const { grant, clock, time, requests } = await connectedGrant([tokens(2)]);
		time.now = START + 572 * SECOND;
		expect(await grant.tokenAfterRejection("access-1", clock)).toMatchObject({
			ok: true,
			token: "access-2",
		});
		expect(requests.length).toBe(2);
	});
});

describe("keeping a grant alive", () => {
	it("refreshes after a day without use, not before", async () => {
		const { grant, clock, time, requests } = await connectedGrant([tokens(2)]);
		time.now = START + DAY - 1;
		await grant.keepAlive(clock);
		expect(requests.length).toBe(1);
		time.now = START + DAY;
		await grant.keepAlive(clock);
		await grant.keepAlive(clock);
		expect(requests.length).toBe(2);
		expect((await grant.status()).grantExpiresAt).toBe(START + 31 * DAY);
	});

	it("does nothing without a grant", async () => {
		const { grant, clock, requests } = grantWith([]);
		await grant.keepAlive(clock);
		expect(requests.length).toBe(0);
	});
});
