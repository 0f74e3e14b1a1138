import { describe, expect, it } from "vitest";

import { forecastEnd } from "../../src/http/api/division-view.ts";

const DAY = 86_400_000;
const MIDNIGHT = Date.parse("2026-11-23T00:00:00Z");

function forecast(time: string, used: number, given: { dayLimit?: number; resetAt?: number } = {}) {
	const { dayLimit = 5_000, resetAt = MIDNIGHT + DAY } = given;
	const now = Date.parse(`2026-11-23T${time}Z`);
	const endsAt = forecastEnd({ dayLimit, dayLeft: dayLimit - used, dayResetAt: resetAt }, now);
	return endsAt === null ? null : new Date(endsAt).toISOString().slice(11, 16);
}

describe("the forecast of the day's calls", () => {
	it("goes straight on from what the day used so far", () => {
		expect(forecast("10:00:00", 3_000)).toBe("16:40");
	});

	it("is silent while the calls last", () => {
		expect(forecast("10:00:00", 1_500)).toBe(null);
	});

	it.each(["00:00:00", "00:00:01", "00:01:00"])(
		"takes the sweep and first polls of a day, at %s, for no pace",
		(time) => {
			expect(forecast(time, 20)).toBe(null);
		},
	);

	it("warns within the first hour where that alone uses up what an hour may", () => {
		expect(forecast("00:10:00", 1_000)).toBe("04:10");
	});

	it("says now once nothing is left", () => {
		expect(forecast("10:00:00", 5_000)).toBe("10:00");
	});

	it("is silent where nothing was used, or nothing may be", () => {
		expect(forecast("10:00:00", 0)).toBe(null);
		expect(forecast("10:00:00", 0, { dayLimit: 0 })).toBe(null);
	});

	it("counts from the start of a window that Exact ends at another hour", () => {
		expect(forecast("10:00:00", 3_000, { resetAt: MIDNIGHT + DAY + 8 * 3_600_000 })).toBe("11:20");
	});

	it("is silent where the window's end can't be one of a day", () => {
		expect(forecast("10:00:00", 3_000, { resetAt: MIDNIGHT + 2 * DAY })).toBe(null);
	});
});
