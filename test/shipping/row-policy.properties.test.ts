import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { AppError } from "../../src/lib/errors.ts";
import { LIMITS } from "../../src/shipping/model/limits.ts";
import { judgeRowError } from "../../src/shipping/row-policy.ts";
import { runs } from "../property-runs.ts";

const NOW = Date.parse("2026-11-23T09:00:00Z");
const dispositions = ["retry", "wait", "refuse", "suspend", "reauthorize", "uncertain"] as const;

const errors = fc.oneof(
	fc.record({
		disposition: fc.constantFrom(...dispositions),
		retryAfterSeconds: fc.option(fc.integer({ min: 0, max: 86_400 }), { nil: undefined }),
	}),
	fc.constant(undefined),
);

function errorOf(given: { disposition: (typeof dispositions)[number] } | undefined): unknown {
	return given === undefined
		? new TypeError("a bug")
		: new AppError({ ...given, code: "test.failed", message: "no" });
}

describe("whatever failed", () => {
	it("the row is due later, never at once, and keeps or spends one try", () => {
		fc.assert(
			fc.property(
				errors,
				fc.nat(7),
				fc.double({ min: 0, max: 1, noNaN: true }),
				(given, n, chance) => {
					const verdict = judgeRowError(errorOf(given), { failures: n }, NOW, () => chance);
					if ("dueAt" in verdict) {
						expect(verdict.dueAt).toBeGreaterThan(NOW);
						expect(verdict.dueAt).toBeLessThanOrEqual(NOW + LIMITS.day);
					}
					if (verdict.kind === "again") {
						const isSpent = given === undefined || given.disposition === "retry";
						expect(verdict.failures).toBe(isSpent ? n + 1 : n);
					}
				},
			),
			runs(300),
		);
	});

	it("it ends within eight tries, or was no failure", () => {
		fc.assert(
			fc.property(fc.array(errors, { minLength: 30, maxLength: 60 }), (given) => {
				let failures = 0;
				for (const each of given) {
					const verdict = judgeRowError(errorOf(each), { failures }, NOW);
					if (verdict.kind === "failed") {
						expect(failures).toBe(LIMITS.attemptsBeforeFailed - 1);
						return;
					}
					failures = verdict.kind === "again" ? verdict.failures : failures;
					expect(failures).toBeLessThan(LIMITS.attemptsBeforeFailed);
				}
			}),
			runs(100),
		);
	});
});
