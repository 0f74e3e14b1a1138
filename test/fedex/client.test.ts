import { beforeEach, describe, expect, it, vi } from "vitest";

import { createFedexCarrier } from "../../src/fedex/client.ts";
import { tokenFailure } from "../../src/fedex/errors.ts";
import { silentLog } from "../../src/lib/log.ts";
import { errorBody, rawAnswer, sampleAnswer } from "./sample-answers.ts";
import { sampleBooking } from "./sample-plans.ts";

const NOW = Date.UTC(2026, 10, 24, 9);
const REFERENCE = "2001-7F3K9QXZ";

const get = vi.fn<() => Promise<string>>();
const afterRejection = vi.fn<(token: string) => Promise<string>>();
const trackToken = { get: vi.fn<() => Promise<string>>(), afterRejection };
const fetch = vi.fn<typeof globalThis.fetch>();
const info = vi.fn();

const carrier = createFedexCarrier({
	baseUrl: "https://apis-sandbox.fedex.com",
	accountNumber: "510088001",
	shipToken: { get, afterRejection },
	trackToken,
	fetch,
	log: { ...silentLog, info },
	now: () => NOW,
});

beforeEach(() => {
	for (const mock of [get, afterRejection, trackToken.get, fetch, info]) {
		mock.mockReset();
	}
	get.mockResolvedValue("token-1");
	trackToken.get.mockResolvedValue("track-1");
	afterRejection.mockResolvedValue("token-2");
});

function unauthorized(): Response {
	return Response.json(errorBody("NOT.AUTHORIZED.ERROR"), { status: 401 });
}

function bearersSent(): (string | null)[] {
	return fetch.mock.calls.map(([, init]) => new Headers(init?.headers).get("authorization"));
}

describe("a booking", () => {
	it("goes out once, with its reference and as it was written", async () => {
		fetch.mockResolvedValue(Response.json(sampleAnswer()));
		const request = carrier.writeBooking(sampleBooking());
		await carrier.prepare();
		const answer = await carrier.sendBooking(request, REFERENCE);
		expect(answer).toEqual({
			request,
			status: 200,
			body: JSON.stringify(sampleAnswer()),
			receivedAt: NOW,
		});
		const [url, init] = fetch.mock.calls[0] ?? [];
		expect(url).toBe("https://apis-sandbox.fedex.com/ship/v1/shipments");
		expect(init).toMatchObject({ method: "POST", body: request, redirect: "manual" });
		expect(new Headers(init?.headers).get("x-customer-transaction-id")).toBe(REFERENCE);
		expect(bearersSent()).toEqual(["Bearer token-1"]);
		expect(get).toHaveBeenCalledTimes(1);
		expect(carrier.readBooking(answer).masterTrackingNumber).toBe("794953535000");
	});

	it("writes the same text for the same booking, and only for its own account", () => {
		expect(carrier.writeBooking(sampleBooking())).toBe(carrier.writeBooking(sampleBooking()));
		expect(() => carrier.writeBooking({ ...sampleBooking(), accountNumber: "1" })).toThrow();
	});

	it("is logged by ids and numbers only", async () => {
		fetch.mockResolvedValue(Response.json(sampleAnswer()));
		await carrier.sendBooking(carrier.writeBooking(sampleBooking()), REFERENCE);
		expect(info.mock.calls).toEqual([
			[
				"fedex.call",
				{
					system: "fedex",
					operation: "create-shipment",
					status: 200,
					durationMs: expect.any(Number),
					transactionId: "624deea6-b709-470c-8c39-4b5511281492",
				},
			],
		]);
	});

	it("is repeated once with a newer token after a 401", async () => {
		await carrier.prepare();
		fetch
			.mockResolvedValueOnce(unauthorized())
			.mockResolvedValueOnce(Response.json(sampleAnswer()));
		const answer = await carrier.sendBooking("{}", REFERENCE);
		expect(answer.status).toBe(200);
		expect(afterRejection.mock.calls).toEqual([["token-1"]]);
		expect(bearersSent()).toEqual(["Bearer token-1", "Bearer token-2"]);
	});

	it("is not repeated a second time", async () => {
		await carrier.prepare();
		fetch.mockImplementation(async () => unauthorized());
		const answer = await carrier.sendBooking("{}", REFERENCE);
		expect(answer.status).toBe(401);
		expect(fetch).toHaveBeenCalledTimes(2);
		expect(() => carrier.readBooking(answer)).toThrow(
			expect.objectContaining({ code: "fedex.token_rejected", disposition: "wait" }),
		);
	});

	it.each([
		["the same token", () => Promise.resolve("token-1")],
		["a hold", () => Promise.reject(tokenFailure("fedex.token_hold", 600))],
		["a lost Durable Object", () => Promise.reject(new Error("Network connection lost."))],
	])("is not repeated where the answer to the 401 is %s", async (_, answer401) => {
		await carrier.prepare();
		afterRejection.mockImplementation(answer401);
		fetch.mockImplementation(async () => unauthorized());
		expect((await carrier.sendBooking("{}", REFERENCE)).status).toBe(401);
		expect(fetch).toHaveBeenCalledTimes(1);
	});

	it.each([400, 403, 404, 408, 422, 429, 500, 502, 503])(
		"is sent once and handed back when FedEx answers %i",
		async (status) => {
			fetch.mockImplementation(async () => Response.json(errorBody("X"), { status }));
			expect((await carrier.sendBooking("{}", REFERENCE)).status).toBe(status);
			expect(fetch).toHaveBeenCalledTimes(1);
		},
	);

	it.each([
		["a time-out", () => Promise.reject(new DOMException("slow", "TimeoutError"))],
		["a lost connection", () => Promise.reject(new TypeError("cut"))],
		["half an answer", () => Promise.resolve(new Response(brokenStream()))],
	])("is uncertain and sent once after %s", async (_, outcome) => {
		fetch.mockImplementation(outcome);
		await expect(carrier.sendBooking("{}", REFERENCE)).rejects.toMatchObject({
			code: "http.no_answer",
			disposition: "uncertain",
		});
		expect(fetch).toHaveBeenCalledTimes(1);
		expect(info).toHaveBeenCalledTimes(1);
	});

	it("is refused with the field to mend, not retried", () => {
		const answer = rawAnswer(errorBody("PHONENUMBER.TOO.SHORT"), { status: 400 });
		expect(() => carrier.readBooking(answer)).toThrow(
			expect.objectContaining({
				disposition: "refuse",
				problems: [expect.objectContaining({ field: "Delivery address › Phone" })],
			}),
		);
	});
});

describe("before a booking", () => {
	it("says that it has to wait while FedEx hands out no tokens", async () => {
		get.mockRejectedValue(tokenFailure("fedex.token_hold", 540));
		await expect(carrier.prepare()).rejects.toMatchObject({
			disposition: "wait",
			retryAfterSeconds: 540,
		});
		expect(fetch).not.toHaveBeenCalled();
	});

	it("checks both sets of credentials", async () => {
		trackToken.get.mockRejectedValue(tokenFailure("fedex.credentials_refused"));
		expect(await carrier.check()).toEqual({
			ship: { ok: true, problem: null },
			track: { ok: false, problem: expect.stringContaining("API key") },
		});
	});
});

function brokenStream(): ReadableStream<Uint8Array> {
	return new ReadableStream({
		pull(controller) {
			controller.error(new TypeError("the connection was lost"));
		},
	});
}
