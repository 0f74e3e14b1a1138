import { describe, expect, it, vi } from "vitest";

import {
	forbidden,
	isHold,
	isToken,
	setUp,
	SHIP,
	tokenResponse,
	TRACK,
	unauthorized,
} from "./desk-set-up.ts";

const MINUTE = 60_000;

describe("the token desk", () => {
	it("answers fifty callers at once with one request", async () => {
		const { open, fetch } = setUp();
		const desk = open();
		const answers = await Promise.all(Array.from({ length: 50 }, () => desk.accessToken(SHIP)));
		expect(fetch).toHaveBeenCalledTimes(1);
		expect(answers.every((answer) => answer.ok && answer.token === "token-1")).toBe(true);
	});

	it("answers fifty callers with one refusal of their credentials", async () => {
		const { open, fetch, storage } = setUp();
		const answered = Promise.withResolvers<void>();
		fetch.mockImplementation(async () => {
			await answered.promise;
			return unauthorized();
		});
		const looks = vi.spyOn(storage, "get");
		const desk = open();
		const all = Promise.all(Array.from({ length: 50 }, () => desk.accessToken(SHIP)));
		await vi.waitFor(() => expect(looks.mock.calls.filter(isTokenLook).length).toBe(51));
		await settle();
		answered.resolve();
		const refused = { ok: false, code: "fedex.credentials_refused" };
		expect(new Set((await all).map((answer) => JSON.stringify(answer)))).toEqual(
			new Set([JSON.stringify(refused)]),
		);
		expect(fetch).toHaveBeenCalledTimes(1);
	});

	it("hands a token out for 55 minutes and then gets one new", async () => {
		const { open, time, fetch } = setUp();
		const desk = open();
		await desk.accessToken(SHIP);
		time.now += 55 * MINUTE - 1;
		expect(await desk.accessToken(SHIP)).toEqual(isToken("token-1"));
		time.now += 1;
		expect(await desk.accessToken(SHIP)).toEqual(isToken("token-2"));
		expect(fetch).toHaveBeenCalledTimes(2);
	});

	it("sends the requests of all credentials two seconds apart", async () => {
		const { open, requestedAt, sleep } = setUp();
		const desk = open();
		const third = { ...SHIP, clientId: "other-key" };
		await Promise.all([SHIP, TRACK, third].map((question) => desk.accessToken(question)));
		const [first = 0, second = 0, last = 0] = requestedAt;
		expect([second - first, last - second]).toEqual([2_000, 2_000]);
		expect(sleep).toHaveBeenCalledTimes(2);
	});

	it("sends no request while another one waits for its answer", async () => {
		const { open, fetch, storage } = setUp();
		const answered = Promise.withResolvers<void>();
		fetch.mockImplementationOnce(async () => {
			await answered.promise;
			return tokenResponse("first");
		});
		const looks = vi.spyOn(storage, "get");
		const desk = open();
		const first = desk.accessToken(SHIP);
		await vi.waitFor(() => expect(fetch).toHaveBeenCalledTimes(1));
		looks.mockClear();
		const second = desk.accessToken(TRACK);
		await vi.waitFor(() => expect(looks).toHaveBeenCalled());
		await settle();
		expect(fetch).toHaveBeenCalledTimes(1);
		answered.resolve();
		expect(await first).toEqual(isToken("first"));
		expect(await second).toEqual(isToken("token-1"));
		expect(fetch).toHaveBeenCalledTimes(2);
	});

	it("keeps the two seconds across an eviction", async () => {
		const { open, time, requestedAt } = setUp();
		await open().accessToken(SHIP);
		time.now += 500;
		await open().accessToken(TRACK);
		const [first = 0, second = 0] = requestedAt;
		expect(second - first).toBe(2_000);
	});

	it("does not sleep longer than the spacing when the clock went back", async () => {
		const { open, time, sleep } = setUp();
		await open().accessToken(SHIP);
		time.now -= 60 * MINUTE;
		await open().accessToken(TRACK);
		expect(sleep.mock.calls).toEqual([[2_000]]);
	});

	it("asks for nothing in the ten minutes after a 403, then once", async () => {
		const { open, time, answers, fetch } = setUp();
		answers.push(forbidden);
		const desk = open();
		expect(await desk.accessToken(SHIP)).toEqual(isHold(600));
		time.now += 4 * MINUTE;
		expect(await desk.accessToken(SHIP)).toEqual(isHold(360));
		expect(await open().accessToken(TRACK)).toEqual(isHold(360));
		expect(fetch).toHaveBeenCalledTimes(1);
		expect(await desk.status()).toMatchObject({ holdUntil: time.now + 6 * MINUTE });
		time.now += 6 * MINUTE;
		answers.push(forbidden);
		const both = await Promise.all([desk.accessToken(SHIP), desk.accessToken(TRACK)]);
		expect(both).toEqual([isHold(600), isHold(600)]);
		expect(fetch).toHaveBeenCalledTimes(2);
	});

	it("keeps a token in hand in use during a hold, to its real end", async () => {
		const { open, time, answers, fetch } = setUp();
		const desk = open();
		await desk.accessToken(SHIP);
		time.now += 56 * MINUTE;
		answers.push(forbidden);
		expect(await desk.accessToken(SHIP)).toEqual(isToken("token-1"));
		time.now += 4 * MINUTE - 1;
		expect(await desk.accessToken(SHIP)).toEqual(isToken("token-1"));
		time.now += 1;
		expect(await desk.accessToken(SHIP)).toEqual(isHold(360));
		expect(fetch).toHaveBeenCalledTimes(2);
	});

	it("says that credentials are refused, also to a token in hand, and holds nobody else up", async () => {
		const { open, time, answers, fetch } = setUp();
		const desk = open();
		await desk.accessToken(SHIP);
		time.now += 56 * MINUTE;
		answers.push(unauthorized);
		const refused = { ok: false, code: "fedex.credentials_refused" };
		expect(await desk.accessToken(SHIP)).toEqual(refused);
		expect(await desk.accessToken(TRACK)).toEqual(isToken("token-3"));
		expect(fetch).toHaveBeenCalledTimes(3);
	});

	it("does not repeat a request that got no answer, and goes on with the next caller", async () => {
		const { open, fetch } = setUp();
		fetch.mockRejectedValueOnce(new TypeError("cut"));
		const desk = open();
		const failed = { ok: false, code: "fedex.token_unavailable" };
		expect(await desk.accessToken(SHIP)).toEqual(failed);
		expect(fetch).toHaveBeenCalledTimes(1);
		expect(await desk.accessToken(SHIP)).toEqual(isToken("token-1"));
	});

	it("waits as long as a 429 asks", async () => {
		const { open, answers } = setUp();
		answers.push(() => new Response("", { status: 429, headers: { "retry-after": "9" } }));
		expect(await open().accessToken(SHIP)).toEqual(isHold(9));
	});

	it("keeps credentials and hosts apart", async () => {
		const { open, fetch } = setUp();
		const desk = open();
		await desk.accessToken(SHIP);
		expect(await desk.accessToken({ ...SHIP, clientSecret: "new" })).toEqual(isToken("token-2"));
		const production = { ...SHIP, baseUrl: "https://apis.fedex.com" };
		expect(await desk.accessToken(production)).toEqual(isToken("token-3"));
		expect(fetch).toHaveBeenCalledTimes(3);
	});

	it("stores tokens sealed and forgets the expired ones", async () => {
		const { open, time, storage } = setUp();
		const desk = open();
		await desk.accessToken(SHIP);
		await desk.accessToken(TRACK);
		expect(JSON.stringify([...storage.values])).not.toMatch(/token-\d|ship-secret|ship-key/);
		expect(await desk.status()).toEqual({ holdUntil: null, tokens: 2 });
		time.now += 61 * MINUTE;
		await desk.accessToken(SHIP);
		expect((await storage.list({ prefix: "token:" })).size).toBe(1);
		expect(await desk.status()).toEqual({ holdUntil: null, tokens: 1 });
	});

	it("gets a new token where the stored one can't be opened any more", async () => {
		const { open, fetch } = setUp();
		await open().accessToken(SHIP);
		const other = JSON.stringify({ k2: "q83vEjRWeJC6zd7wASNFZ4mru8zd7/ARIjNEVWZ3iJk=" });
		expect(await open(other).accessToken(SHIP)).toEqual(isToken("token-2"));
		expect(fetch).toHaveBeenCalledTimes(2);
	});

	it("asks FedEx for nothing while the key ring can't be used", async () => {
		const { open, fetch } = setUp();
		await expect(open("{}").accessToken(SHIP)).rejects.toMatchObject({
			code: "secrets.bad_encryption_keys",
		});
		expect(fetch).not.toHaveBeenCalled();
	});
});

describe("after a rejected token", () => {
	const rejected = { ...SHIP, token: "token-1" };

	it("has all callers wait for one new token", async () => {
		const { open, time, fetch } = setUp();
		const desk = open();
		await desk.accessToken(SHIP);
		time.now += 10 * MINUTE;
		const answers = await Promise.all(
			Array.from({ length: 20 }, () => desk.tokenAfterRejection(rejected)),
		);
		expect(answers.every((answer) => answer.ok && answer.token === "token-2")).toBe(true);
		expect(fetch).toHaveBeenCalledTimes(2);
	});

	it("hands out the newer token that there already is", async () => {
		const { open, time, fetch } = setUp();
		const desk = open();
		await desk.accessToken(SHIP);
		time.now += 56 * MINUTE;
		await desk.accessToken(SHIP);
		expect(await desk.tokenAfterRejection(rejected)).toEqual(isToken("token-2"));
		expect(fetch).toHaveBeenCalledTimes(2);
	});

	it("waits with a token that is younger than a minute", async () => {
		const { open, time, fetch } = setUp();
		const desk = open();
		await desk.accessToken(SHIP);
		time.now += 20_000;
		expect(await desk.tokenAfterRejection(rejected)).toEqual(isHold(40));
		expect(fetch).toHaveBeenCalledTimes(1);
	});

	it("never hands the rejected token out again as the newer one", async () => {
		const { open, time, answers } = setUp();
		const desk = open();
		await desk.accessToken(SHIP);
		time.now += 10 * MINUTE;
		answers.push(() => tokenResponse("token-1"));
		expect(await desk.tokenAfterRejection(rejected)).toEqual(isHold(60));
		time.now += 10 * MINUTE;
		answers.push(forbidden);
		expect(await desk.tokenAfterRejection(rejected)).toEqual(isHold(600));
	});
});

/** Fifty callers look for their token, and the one request looks again before it leaves. */
function isTokenLook([key]: [string]): boolean {
	return key.startsWith("token:");
}

/** Lets everything run on that waits for nothing from outside. */
async function settle(): Promise<void> {
	for (let turn = 0; turn < 100; turn += 1) {
		await Promise.resolve();
	}
}
