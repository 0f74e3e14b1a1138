import { describe, expect, it } from "vitest";

import { busiestDayRuns, nextRunAt } from "../../../src/shipping/model/schedule.ts";

/** The instants of the next runs, each asked for from the one before. */
function runs(expression: string, after: string, count: number, timeZone = "Europe/Amsterdam") {
	const found: string[] = [];
	let at: number | null = Date.parse(after);
	while (found.length < count && at !== null) {
		at = nextRunAt(expression, timeZone, at);
		found.push(at === null ? "never" : new Date(at).toISOString());
	}
	return found;
}

describe("a schedule", () => {
	it("means the division's own time of day", () => {
		expect(runs("0 8 * * *", "2026-11-23T00:00:00Z", 1)).toEqual(["2026-11-23T07:00:00.000Z"]);
		expect(runs("0 8 * * *", "2026-07-06T00:00:00Z", 1)).toEqual(["2026-07-06T06:00:00.000Z"]);
		expect(runs("0 8 * * *", "2026-11-23T00:00:00Z", 1, "America/New_York")).toEqual([
			"2026-11-23T13:00:00.000Z",
		]);
	});

	it("begins strictly after the instant that it is asked from", () => {
		expect(runs("*/15 * * * *", "2026-11-23T09:00:00Z", 1)).toEqual(["2026-11-23T09:15:00.000Z"]);
		expect(runs("*/15 * * * *", "2026-11-23T08:59:59.999Z", 1)).toEqual([
			"2026-11-23T09:00:00.000Z",
		]);
	});

	it("keeps to its days and hours", () => {
		expect(runs("*/30 7-8 * * mon-fri", "2026-11-27T07:10:00Z", 3)).toEqual([
			"2026-11-27T07:30:00.000Z",
			"2026-11-30T06:00:00.000Z",
			"2026-11-30T06:30:00.000Z",
		]);
	});

	it("runs once on the day that loses its hour, though its time is in the gap", () => {
		expect(runs("30 2 * * *", "2026-03-28T12:00:00Z", 2)).toEqual([
			"2026-03-29T01:00:00.000Z",
			"2026-03-30T00:30:00.000Z",
		]);
	});

	it("runs once on the day that has an hour twice", () => {
		expect(runs("30 2 * * *", "2026-10-24T12:00:00Z", 2)).toEqual([
			"2026-10-25T00:30:00.000Z",
			"2026-10-26T01:30:00.000Z",
		]);
	});

	it.each([
		["forward", "2026-03-29T00:00:00Z"],
		["back", "2026-10-24T23:00:00Z"],
	])("leaves no hour out when the clock goes %s", (_way, after) => {
		const instants = runs("*/15 * * * *", after, 20).map((run) => Date.parse(run));
		const gaps = instants.slice(1).map((instant, at) => instant - (instants[at] ?? 0));
		expect(new Set(gaps)).toEqual(new Set([900_000]));
	});

	it("goes on from where it stands after a missed minute, without making up for each", () => {
		expect(runs("*/15 * * * *", "2026-11-23T09:47:12Z", 1)).toEqual(["2026-11-23T10:00:00.000Z"]);
	});

	it("has no next run when its day never comes", () => {
		expect(nextRunAt("0 0 30 2 *", "Europe/Amsterdam", Date.parse("2026-11-23T00:00:00Z"))).toBe(
			null,
		);
	});
});

describe("the busiest day of a schedule", () => {
	it.each([
		["*/15 7-18 * * mon-fri", 48],
		["* * * * *", 1_440],
		["0 6 * * sun", 1],
	])("of %s has %i polls", (expression, polls) => {
		const monday = Date.parse("2026-11-23T00:00:00Z");
		expect(busiestDayRuns(expression, "UTC", monday - 1)).toBe(polls);
	});
});
