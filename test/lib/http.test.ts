import { describe, expect, it } from "vitest";

import { isAppError } from "../../src/lib/errors.ts";
import { ANSWER_CAP_BYTES, call, type HttpCall, retryAfterSeconds } from "../../src/lib/http.ts";

const READ: HttpCall = {
	system: "exact",
	operation: "read-order-headers",
	method: "GET",
	url: "https://start.exactonline.test/api",
	headers: { Authorization: "Bearer token-of-the-test" },
	timeoutMs: 5_000,
	isRepeatable: true,
};
const CREATE: HttpCall = {
	...READ,
	system: "fedex",
	operation: "create-shipment",
	method: "POST",
	body: '{"a":1}',
	isRepeatable: false,
};

/** Answers in turn; keeps what was sent and how long it slept. */
function scripted(...answers: (() => Response | Promise<Response>)[]) {
	const sent: { url: string; init: RequestInit }[] = [];
	const slept: number[] = [];
	const deps = {
		fetch: async (url: unknown, init: RequestInit = {}) => {
			sent.push({ url: String(url), init });
			const answer = answers[Math.min(sent.length, answers.length) - 1];
			if (answer === undefined) {
				throw new Error("no answer was scripted");
			}
			return answer();
		},
		sleep: (ms: number) => {
			slept.push(ms);
			return Promise.resolve();
		},
	};
	return { deps, sent, slept };
}

const cut = () => Promise.reject(new TypeError("Network connection lost."));

async function errorOf(attempt: Promise<unknown>) {
	const error = await attempt.then(
		() => undefined,
		(thrown: unknown) => thrown,
	);
	if (!isAppError(error)) {
		throw new Error("it did not fail as expected", { cause: error });
	}
	return error;
}

describe("a call", () => {
	it("gives status, headers and text of the answer", async () => {
		const { deps, sent } = scripted(
			() => new Response("één", { status: 201, headers: { "X-Id": "7" } }),
		);
		const answer = await call(CREATE, deps);
		expect(answer).toMatchObject({ status: 201, body: "één" });
		expect(answer.headers.get("x-id")).toBe("7");
		expect(sent).toMatchObject([
			{ url: CREATE.url, init: { method: "POST", body: CREATE.body, headers: CREATE.headers } },
		]);
	});

	it.each([400, 401, 404, 429, 500, 503])(
		"gives an answer with status %i at once, since what it means is decided elsewhere",
		async (status) => {
			const { deps, sent } = scripted(() => new Response("no", { status }));
			expect(await call(READ, deps)).toMatchObject({ status, body: "no" });
			expect(sent).toHaveLength(1);
		},
	);

	it("gives a redirect back and does not carry the token to where it points", async () => {
		const { deps, sent } = scripted(
			() => new Response(null, { status: 302, headers: { Location: "https://elsewhere.test" } }),
		);
		expect(await call(READ, deps)).toMatchObject({ status: 302, body: "" });
		expect(sent).toMatchObject([{ url: READ.url, init: { redirect: "manual" } }]);
	});
});

describe("a call that is not answered", () => {
	it("is quickly repeated once when it may be repeated", async () => {
		const { deps, sent, slept } = scripted(cut, () => new Response("there"));
		expect(await call(READ, deps)).toMatchObject({ status: 200, body: "there" });
		expect(sent).toHaveLength(2);
		expect(slept).toHaveLength(1);
		expect(slept[0]).toBeLessThanOrEqual(2_000);
	});

	it("may be tried later when the repetition is not answered either", async () => {
		const { deps, sent } = scripted(cut);
		const error = await errorOf(call(READ, deps));
		expect(error).toMatchObject({ code: "http.no_answer", disposition: "retry" });
		expect(sent).toHaveLength(2);
	});

	it("is never repeated and uncertain when it may have happened", async () => {
		const { deps, sent, slept } = scripted(cut);
		const error = await errorOf(call(CREATE, deps));
		expect(error).toMatchObject({
			code: "http.no_answer",
			disposition: "uncertain",
			context: { system: "fedex", operation: "create-shipment", timedOut: false },
		});
		expect(sent).toHaveLength(1);
		expect(slept).toEqual([]);
	});

	it.each([
		[READ, "retry", 2],
		[CREATE, "uncertain", 1],
	] as const)("ends at its time-out (%#)", async (request, disposition, tries) => {
		let asked = 0;
		const error = await errorOf(
			call(
				{ ...request, timeoutMs: 5 },
				{
					fetch: (_url: unknown, init?: RequestInit) => {
						asked += 1;
						return new Promise((_, reject) => {
							const signal = init?.signal;
							signal?.addEventListener("abort", () => reject(signal.reason));
						});
					},
					sleep: () => Promise.resolve(),
				},
			),
		);
		expect(error).toMatchObject({ disposition, context: { timedOut: true } });
		expect(error.message).toContain("within 5 ms");
		expect(asked).toBe(tries);
	});

	it("is uncertain when the connection is lost in the middle of the answer", async () => {
		const { deps, sent } = scripted(
			() =>
				new Response(
					new ReadableStream({
						start(controller) {
							controller.enqueue(new TextEncoder().encode('{"trackingNum'));
							controller.error(new TypeError("Network connection lost."));
						},
					}),
				),
		);
		expect(await errorOf(call(CREATE, deps))).toMatchObject({ disposition: "uncertain" });
		expect(sent).toHaveLength(1);
	});

	it("never shows its token", async () => {
		const error = await errorOf(call(CREATE, scripted(cut).deps));
		expect(JSON.stringify({ ...error, message: error.message })).not.toContain("token-of-the-test");
	});
});

describe("an answer without an end", () => {
	it("is given up at the cap and its stream is closed", async () => {
		let given = 0;
		let isClosed = false;
		const endless = () =>
			new Response(
				new ReadableStream({
					pull(controller) {
						given += 5_000_000;
						controller.enqueue(new Uint8Array(5_000_000));
					},
					cancel() {
						isClosed = true;
					},
				}),
			);
		const error = await errorOf(call(CREATE, scripted(endless).deps));
		expect(error).toMatchObject({ code: "http.no_answer", disposition: "uncertain" });
		expect(given).toBeLessThanOrEqual(ANSWER_CAP_BYTES + 10_000_000);
		expect(isClosed).toBe(true);
	});
});

describe("Retry-After", () => {
	const now = Date.parse("2026-11-23T09:00:00Z");

	it.each([
		["7", 7],
		["0", 0],
		["9999999", 86_400],
		["Mon, 23 Nov 2026 09:02:00 GMT", 120],
		["Mon Nov 23 09:02:00 2026 GMT", 120],
		["Mon, 23 Nov 2026 08:00:00 GMT", 0],
		["Tue, 23 Nov 2027 09:00:00 GMT", 86_400],
		["soon", undefined],
		["Later, perhaps", undefined],
		["-1", undefined],
		["1.5", undefined],
		["", undefined],
	])("of %j is %j seconds", (value, expected) => {
		expect(retryAfterSeconds(new Headers({ "Retry-After": value }), now)).toBe(expected);
	});

	it("is unknown when the header is missing", () => {
		expect(retryAfterSeconds(new Headers(), now)).toBeUndefined();
	});
});
