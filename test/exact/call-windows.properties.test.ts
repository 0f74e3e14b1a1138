import fc from "fast-check";
import { expect, it } from "vitest";

import { freshState, reserveCalls, takeReport } from "../../src/exact/call-windows.ts";
import { LIMITS } from "../../src/shipping/model/limits.ts";
import type { RateHeaders } from "../../src/shipping/ports/erp.ts";
import { runs } from "../property-runs.ts";

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 23, 9, 30, 20);

const step = fc.oneof(
	fc.record({ wait: fc.integer({ min: 0, max: 90_000 }) }),
	fc.record({ ask: fc.integer({ min: 1, max: 80 }) }),
	// The answer to an earlier call comes now: which one, counted from the last.
	fc.record({ hear: fc.nat({ max: 20 }) }),
);

it("no minute of Exact sees more calls than it allows, in whatever order its answers come", () => {
	fc.assert(
		fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
			let now = START;
			let state = freshState(now);
			const made = new Map<number, number>();
			const answers: RateHeaders[] = [];
			for (const each of steps) {
				if ("wait" in each) {
					now += each.wait;
				} else if ("hear" in each) {
					const answer = answers.at(-1 - each.hear);
					state = answer === undefined ? state : takeReport(state, answer, now);
				} else {
					const asked = { count: each.ask, lane: "label" as const, isWrite: false };
					const next = reserveCalls(state, asked, now);
					state = next.state;
					const clockMinute = Math.floor(now / MINUTE);
					const sum = (made.get(clockMinute) ?? 0) + next.grant.granted;
					made.set(clockMinute, sum);
					expect(sum).toBeLessThanOrEqual(LIMITS.exactMinuteCalls);
					answers.push(answerOf(clockMinute, sum));
				}
			}
		}),
		runs(300),
	);
});

function answerOf(clockMinute: number, calls: number): RateHeaders {
	const limit = LIMITS.exactMinuteCalls;
	const minute = { limit, remaining: limit - calls, resetAt: (clockMinute + 1) * MINUTE };
	return { status: 200, minute, day: null };
}
