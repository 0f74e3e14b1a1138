import { describe, expect, it } from "vitest";

import { AppError, type Disposition } from "../../src/lib/errors.ts";
import { judgeRowError, retryAt } from "../../src/shipping/row-policy.ts";

const NOW = 1_795_000_000_000;
const SECOND = 1_000;

function judge(
	error: Disposition | Error,
	row = { failures: 2 },
	retryAfterSeconds: number | undefined = undefined,
) {
	const thrown =
		error instanceof Error
			? error
			: new AppError({ code: "a.b", disposition: error, message: "said", retryAfterSeconds });
	return judgeRowError(thrown, row, NOW, () => 1);
}

describe("what becomes of a row", () => {
	it.each([
		["retry", { kind: "again", failures: 3, dueAt: NOW + 120 * SECOND, code: "a.b" }],
		["wait", { kind: "wait", dueAt: NOW + 30 * SECOND, code: "a.b" }],
		["refuse", { kind: "refused", reason: { code: "a.b", message: "said" } }],
		["suspend", { kind: "suspended", code: "a.b", dueAt: NOW + 900 * SECOND }],
		["reauthorize", { kind: "reauthorize", code: "a.b", dueAt: NOW + 900 * SECOND }],
		["uncertain", { kind: "uncertain", code: "a.b" }],
	] as const)("that met %s", (disposition, verdict) => {
		expect(judge(disposition)).toMatchObject(verdict);
	});

	it("that met an unknown error is due again and spends a try", () => {
		expect(judge(new TypeError("x is undefined"))).toEqual({
			kind: "again",
			failures: 3,
			dueAt: NOW + 120 * SECOND,
			code: "internal.unexpected",
		});
	});

	it("waits as long as it was asked to", () => {
		expect(judge("wait", { failures: 0 }, 77)).toMatchObject({ dueAt: NOW + 77 * SECOND });
		expect(judge("retry", { failures: 0 }, 77)).toMatchObject({ dueAt: NOW + 77 * SECOND });
	});

	it("that met a suspension whose end is known is due then", () => {
		expect(judge("suspend", { failures: 7 }, 3_540)).toMatchObject({
			kind: "suspended",
			dueAt: NOW + 3_540 * SECOND,
		});
	});

	it("is never due at once, even if it was asked to come back now", () => {
		expect(judge("wait", { failures: 0 }, 0)).toMatchObject({ dueAt: NOW + SECOND });
	});

	it("is refused with the first problem that names a field", () => {
		const problem = { code: "c.d", field: "City", message: "no", remedy: "mend" };
		const error = new AppError({
			code: "a.b",
			disposition: "refuse",
			message: "said",
			problems: [problem],
		});
		expect(judge(error)).toEqual({ kind: "refused", reason: problem });
	});
});

describe("the tries of a row", () => {
	it("are eight; the last failure ends it with its cause", () => {
		expect(judge("retry", { failures: 6 })).toMatchObject({ kind: "again", failures: 7 });
		const verdict = judge("retry", { failures: 7 });
		expect(verdict).toMatchObject({ kind: "failed", reason: { code: "a.b" } });
		expect(verdict.kind === "failed" && verdict.reason.message).toContain("8 times");
		expect(judge(new Error("x"), { failures: 7 })).toMatchObject({
			kind: "failed",
			reason: { code: "internal.unexpected" },
		});
	});

	it.each(["wait", "suspend", "reauthorize", "uncertain", "refuse"] as const)(
		"are not spent by %s",
		(disposition) => {
			const verdict = judge(disposition, { failures: 7 });
			expect(verdict.kind).not.toBe("failed");
			expect("failures" in verdict ? verdict.failures : 7).toBe(7);
		},
	);

	it("never run out for work that never fails", () => {
		const waits = [7, 8, 100].map((failures) => retryAt(new Error("x"), failures, NOW) - NOW);
		for (const wait of waits) {
			expect(wait).toBeGreaterThan(0);
			expect(wait).toBeLessThanOrEqual(6 * 3_600 * SECOND);
		}
	});

	it("are further and further apart, six hours at most", () => {
		const waits = [0, 1, 2, 3, 4, 5, 6].map((failures) => {
			const verdict = judge("retry", { failures });
			return "dueAt" in verdict ? (verdict.dueAt - NOW) / SECOND : undefined;
		});
		expect(waits).toEqual([30, 60, 120, 240, 480, 960, 1_920]);
	});
});
