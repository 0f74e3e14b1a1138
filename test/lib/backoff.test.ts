import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { backoffMs } from "../../src/lib/backoff.ts";

const whole = { baseMs: 1_000, capMs: 60_000, random: () => 1 };

describe("the wait between tries", () => {
	it.each([
		[1, 1_000],
		[2, 2_000],
		[3, 4_000],
		[6, 32_000],
		[7, 60_000],
		[60, 60_000],
		[5_000, 60_000],
	])("after failure %i is %i ms at most", (attempt, expected) => {
		expect(backoffMs({ ...whole, attempt })).toBe(expected);
	});

	it("is spread over the whole of it, and never nothing", () => {
		expect(backoffMs({ ...whole, attempt: 3, random: () => 0.25 })).toBe(1_000);
		expect(backoffMs({ ...whole, attempt: 3, random: () => 0 })).toBe(1);
	});

	it("is no shorter than what the other side asked for, even past the cap", () => {
		expect(backoffMs({ ...whole, attempt: 1, retryAfterSeconds: 90 })).toBe(90_000);
		expect(backoffMs({ ...whole, attempt: 3, retryAfterSeconds: 2 })).toBe(4_000);
	});

	it("believes the other side for a day at most", () => {
		expect(backoffMs({ ...whole, attempt: 1, retryAfterSeconds: 10_000_000 })).toBe(86_400_000);
	});

	it("stays between one millisecond and the larger of cap and what was asked", () => {
		fc.assert(
			fc.property(
				fc.record({
					attempt: fc.integer({ min: 1, max: 10_000 }),
					baseMs: fc.integer({ min: 1, max: 60_000 }),
					capMs: fc.integer({ min: 1, max: 21_600_000 }),
					retryAfterSeconds: fc.option(fc.integer({ min: 0, max: 86_400 }), { nil: undefined }),
					chance: fc.double({ min: 0, max: 1, noNaN: true }),
				}),
				({ chance, ...options }) => {
					const wait = backoffMs({ ...options, random: () => chance });
					const asked = (options.retryAfterSeconds ?? 0) * 1_000;
					expect(Number.isInteger(wait)).toBe(true);
					expect(wait).toBeGreaterThanOrEqual(Math.max(1, asked));
					expect(wait).toBeLessThanOrEqual(Math.max(options.capMs, asked));
				},
			),
		);
	});
});
