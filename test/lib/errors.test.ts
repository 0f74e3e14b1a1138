import { describe, expect, it } from "vitest";

import { AppError, isAppError, refusal } from "../../src/lib/errors.ts";

describe("an error of the program", () => {
	it("is known by its code and disposition", () => {
		expect(isAppError(new AppError({ code: "a.b", disposition: "wait", message: "full" }))).toBe(
			true,
		);
	});

	it("is known after a Durable Object's border took its class away", () => {
		const crossed = Object.assign(new Error("full"), { code: "a.b", disposition: "wait" });
		expect(isAppError(crossed)).toBe(true);
	});

	it.each([
		["a plain object with the same fields", { code: "a.b", disposition: "wait" }],
		["an error of the system with a code", Object.assign(new Error("x"), { code: "EPIPE" })],
		["any other error", new Error("x")],
		["a text", "a.b"],
		["nothing", undefined],
		["null", null],
	])("is not %s", (_what, thrown) => {
		expect(isAppError(thrown)).toBe(false);
	});

	it("keeps its cause and what may be logged", () => {
		const cause = new Error("inner");
		const error = new AppError({
			code: "a.b",
			disposition: "retry",
			message: "m",
			retryAfterSeconds: 7,
			context: { status: 503 },
			cause,
		});
		expect(error).toMatchObject({
			name: "AppError",
			retryAfterSeconds: 7,
			context: { status: 503 },
		});
		expect(error.cause).toBe(cause);
	});

	it("has no cause where none was given, and empty lists instead of missing ones", () => {
		const error = new AppError({ code: "a.b", disposition: "retry", message: "m" });
		expect("cause" in error).toBe(false);
		expect(error).toMatchObject({ context: {}, problems: [] });
	});

	it("refuses with the problems that a person can mend", () => {
		const problem = { code: "a.b", field: "City", message: "none", remedy: "enter it" };
		expect(refusal("a.b", "no", [problem])).toMatchObject({
			code: "a.b",
			disposition: "refuse",
			problems: [problem],
		});
	});
});
