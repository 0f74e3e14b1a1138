import { describe, expect, it } from "vitest";

import { type OperationKind, classifyAnswer, unreadableAnswer } from "../../src/exact/errors.ts";
import { NOW } from "./fake-exact.ts";

const complete = (value: string) =>
	JSON.stringify({ error: { code: "", message: { lang: "", value } } });
const HTML = "<html><body>Service Unavailable</body></html>";
const HALF = '{"error":{"code":"","message":{"lang":"","val';

function classify(
	kind: OperationKind,
	status: number,
	body = "",
	headers: Record<string, string> = {},
) {
	return classifyAnswer({
		operation: "some-operation",
		kind,
		status,
		body,
		headers: new Headers(headers),
		nowMs: NOW,
	});
}

describe("an answer is judged by its operation, not by its status alone", () => {
	it.each<[OperationKind, number, string, string, string]>([
		["read", 400, complete("Please add a $select"), "refuse", "exact.bad_request"],
		["read", 404, "", "refuse", "exact.not_found"],
		["read", 401, "", "retry", "exact.token_rejected"],
		["read", 408, "", "refuse", "exact.too_broad"],
		["read", 500, complete("Something broke"), "retry", "exact.unavailable"],
		["read", 502, HTML, "retry", "exact.unavailable"],
		["read", 503, "", "retry", "exact.unavailable"],
		["read", 302, "", "retry", "exact.unavailable"],
		["read", 429, "", "wait", "exact.licence_limit"],
		["post", 400, complete("Mandatory: Subject"), "refuse", "exact.validation_failed"],
		["post", 400, HTML, "uncertain", "exact.outcome_unknown"],
		["post", 401, "", "retry", "exact.token_rejected"],
		["post", 403, HTML, "uncertain", "exact.outcome_unknown"],
		["post", 404, complete("Not found"), "refuse", "exact.not_found"],
		["post", 408, complete("Too long"), "uncertain", "exact.outcome_unknown"],
		["post", 429, "", "wait", "exact.licence_limit"],
		["post", 500, complete("Mandatory: Location"), "refuse", "exact.validation_failed"],
		["post", 500, HALF, "uncertain", "exact.outcome_unknown"],
		["post", 500, HTML, "uncertain", "exact.outcome_unknown"],
		["post", 500, "", "uncertain", "exact.outcome_unknown"],
		["post", 503, complete("Down"), "uncertain", "exact.outcome_unknown"],
		["post", 302, complete("Moved"), "uncertain", "exact.outcome_unknown"],
		["put", 400, complete("Wrong"), "refuse", "exact.validation_failed"],
		["put", 404, "", "refuse", "exact.not_found"],
		["put", 500, complete("Broken"), "retry", "exact.unavailable"],
		["delete", 503, "", "retry", "exact.unavailable"],
		["delete", 404, "", "refuse", "exact.not_found"],
	])("%s %i %s: %s %s", (kind, status, body, disposition, code) => {
		expect(classify(kind, status, body)).toMatchObject({ disposition, code });
	});

	it("a refusal for a scope names the scope", () => {
		const error = classify(
			"read",
			403,
			complete(
				"Forbidden - Application Scope Violated. Cannot read 'organization.administration' scope.",
			),
		);
		expect(error).toMatchObject({ disposition: "suspend", code: "exact.scope_missing" });
		expect(error.context["scope"]).toBe("organization.administration");
	});

	it.each([
		["Forbidden - User division is not within division scope.", "exact.division_forbidden"],
		["Forbidden - Customer's license expired.", "exact.licence_expired"],
		["Forbidden - Application Scope Violated.", "exact.scope_missing"],
		["Forbidden", "exact.forbidden"],
	])("%s suspends as %s, also when only the header says it", (text, code) => {
		expect(classify("read", 403, complete(text))).toMatchObject({ disposition: "suspend", code });
		expect(classify("read", 403, "", { Reason: text })).toMatchObject({ code });
	});
});

describe("a full window", () => {
	const minute = {
		"X-RateLimit-Minutely-Limit": "60",
		"X-RateLimit-Minutely-Remaining": "0",
		"X-RateLimit-Minutely-Reset": String(Date.UTC(2026, 10, 23, 9, 31)),
	};
	const day = {
		"X-RateLimit-Limit": "5000",
		"X-RateLimit-Remaining": "0",
		"X-RateLimit-Reset": String(Date.UTC(2026, 10, 24)),
	};

	it.each<[string, Record<string, string>, string, number]>([
		["of the minute", minute, "exact.rate_limited", 41],
		["of the day", day, "exact.rate_limited", 52_181],
		["of the licence", {}, "exact.licence_limit", 1_780],
		["that says how long", { "Retry-After": "120" }, "exact.licence_limit", 120],
		["that asks for longer", { ...minute, "Retry-After": "90" }, "exact.rate_limited", 90],
	])("%s is waited for", (_, headers, code, retryAfterSeconds) => {
		expect(classify("post", 429, "", headers)).toMatchObject({
			disposition: "wait",
			code,
			retryAfterSeconds,
		});
	});
});

describe("what Exact wrote", () => {
	const text = `Account Jan Jansen, Kade 1: ${"x".repeat(1_000)}`;

	it.each<[OperationKind, number]>([
		["read", 400],
		["post", 500],
	])("goes into the message of %s %i only, and shortened", (kind, status) => {
		const error = classify(kind, status, complete(text));
		expect(JSON.stringify(error.context)).not.toContain("Jansen");
		expect(error.message).toContain("Jansen");
		expect(error.message.length).toBeLessThan(400);
	});
});

it.each<[OperationKind, string, string]>([
	["read", "retry", "exact.unreadable_answer"],
	["put", "retry", "exact.unreadable_answer"],
	["post", "uncertain", "exact.outcome_unknown"],
])("a 2xx of %s that can't be read is %s", (kind, disposition, code) => {
	const error = unreadableAnswer({ operation: "x", kind, status: 200 }, "d.0.Timestamp");
	expect(error).toMatchObject({ disposition, code });
	expect(error.context["path"]).toBe("d.0.Timestamp");
});
