import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { classifyAnswer, exactErrorText, type Judged } from "../../src/exact/errors.ts";
import { runs } from "../property-runs.ts";
import { NOW } from "./fake-exact.ts";

const complete = fc
	.string()
	.map((value) => JSON.stringify({ error: { code: "", message: { lang: "", value } } }));
const body = fc.oneof(
	complete,
	complete.chain((text) => fc.nat(text.length).map((end) => text.slice(0, end))),
	fc.json(),
	fc.string(),
	fc.constant("<html><body>Service Unavailable</body></html>"),
);
const number = fc.oneof(
	fc.nat().map(String),
	fc.nat({ max: 999_999_999_999_999 }).map(String),
	fc.integer({ min: NOW - 100_000, max: NOW + 100_000_000 }).map(String),
	fc.bigInt({ min: 0n }).map(String),
	fc.constant("x"),
);
const headers = fc
	.dictionary(
		fc.constantFrom(
			"Retry-After",
			"X-RateLimit-Limit",
			"X-RateLimit-Remaining",
			"X-RateLimit-Reset",
			"X-RateLimit-Minutely-Limit",
			"X-RateLimit-Minutely-Remaining",
			"X-RateLimit-Minutely-Reset",
		),
		number,
	)
	.map((given) => new Headers(given));
const answers: fc.Arbitrary<Judged> = fc.record({
	operation: fc.constant("some-operation"),
	kind: fc.constantFrom("read", "post", "put", "delete"),
	status: fc
		.oneof(
			fc.integer({ min: 100, max: 599 }),
			fc.constantFrom(400, 401, 403, 404, 408, 429, 500, 503),
		)
		.filter((status) => status < 200 || status >= 300),
	headers,
	body,
	nowMs: fc.constant(NOW),
});

describe("whatever Exact answers", () => {
	it("has one meaning, with a text for people and nothing of the body for the log", () => {
		fc.assert(
			fc.property(answers, (answer) => {
				const error = classifyAnswer(answer);
				expect(error.code).toMatch(/^exact\.[a-z_]+$/);
				expect(error.message).not.toBe("");
				expect(error.context).toMatchObject({ operation: "some-operation", status: answer.status });
				expect(error.disposition).not.toBe("reauthorize");
			}),
			runs(500),
		);
	});

	it("a post is repeated only where Exact did nothing: no token, no room, or a complete refusal", () => {
		fc.assert(
			fc.property(answers, (answer) => {
				const { disposition } = classifyAnswer({ ...answer, kind: "post" });
				if (disposition === "retry") {
					expect(answer.status).toBe(401);
				} else if (disposition === "wait") {
					expect(answer.status).toBe(429);
				} else if (disposition !== "uncertain") {
					expect(exactErrorText(answer.body)).toBeDefined();
					expect(answer.status === 500 || (answer.status >= 400 && answer.status < 500)).toBe(true);
				}
			}),
			runs(500),
		);
	});

	it("what may be repeated without harm is never uncertain", () => {
		fc.assert(
			fc.property(answers, (answer) => {
				fc.pre(answer.kind !== "post");
				expect(classifyAnswer(answer).disposition).not.toBe("uncertain");
			}),
			runs(300),
		);
	});

	it("a wait begins with a second and ends within two days", () => {
		fc.assert(
			fc.property(answers, (answer) => {
				const { retryAfterSeconds } = classifyAnswer({ ...answer, status: 429 });
				expect(retryAfterSeconds).toBeGreaterThanOrEqual(0);
				expect(retryAfterSeconds).toBeLessThanOrEqual(2 * 86_400);
			}),
			runs(500),
		);
	});
});
