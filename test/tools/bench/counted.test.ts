import { describe, expect, it } from "vitest";

import { callsOf } from "../../bench/labels/calls.ts";
import { countOf, mostAtOnce } from "../../bench/labels/counted.ts";

describe("what the Worker counted", () => {
	const counted = { counts: { "ship d1 calls": 2, "poll d1 calls": 3, "ship d1 statements": 9 } };

	it("is summed over what invocations are for, and no further", () => {
		expect(countOf(counted, "d1 calls")).toBe(5);
	});

	it("can be told by what an invocation is for", () => {
		expect(countOf(counted, "d1 calls", (kind) => kind === "ship")).toBe(2);
	});

	it("says how many runs there were at the same time, not how many there were", () => {
		const runs = [
			{ startedAt: 0, endedAt: 10 },
			{ startedAt: 5, endedAt: 15 },
			{ startedAt: 10, endedAt: 20 },
		];
		expect(mostAtOnce(runs)).toBe(2);
		expect(mostAtOnce([])).toBe(0);
	});

	it("keeps calls for tokens apart from the others", () => {
		expect(
			callsOf({
				exact: { counts: { "nl/1 write.Documents": 4, "nl token.refresh": 1 }, broken: {} },
				fedex: { counts: { "key ship.create": 4, "key token": 2 }, broken: {} },
			}),
		).toEqual({ exact: 4, fedex: 4, tokens: 3 });
	});
});
