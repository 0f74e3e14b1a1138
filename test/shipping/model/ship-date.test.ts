import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { localMoment, planShipDate } from "../../../src/shipping/model/ship-date.ts";

const calendar = {
	timeZone: "Europe/Amsterdam",
	workingDays: [1, 2, 3, 4, 5],
	holidays: [] as string[],
	cutOff: "16:00",
};
const at = (instant: string) => Date.parse(instant);

describe("the ship date", () => {
	it.each([
		["is today a minute before the cut-off", "2026-11-23T14:59:59Z", {}, "2026-11-23"],
		["is the next day at the cut-off", "2026-11-23T15:00:00Z", {}, "2026-11-24"],
		["is Monday after Friday's cut-off", "2026-11-27T15:30:00Z", {}, "2026-11-30"],
		["is Monday on a Saturday morning", "2026-11-28T08:00:00Z", {}, "2026-11-30"],
		["is Monday on a Sunday night", "2026-11-29T22:30:00Z", {}, "2026-11-30"],
		["passes over a holiday", "2026-12-24T16:00:00Z", { holidays: ["2026-12-25"] }, "2026-12-28"],
		[
			"is not today on a holiday",
			"2026-11-23T08:00:00Z",
			{ holidays: ["2026-11-23"] },
			"2026-11-24",
		],
		[
			"may be a Saturday that is worked on",
			"2026-11-28T08:00:00Z",
			{ workingDays: [6] },
			"2026-11-28",
		],
		[
			"may be a Sunday that is worked on",
			"2026-11-27T08:00:00Z",
			{ workingDays: [7] },
			"2026-11-29",
		],
		["is the local day, ahead of Greenwich", "2026-11-22T23:30:00Z", {}, "2026-11-23"],
		[
			"is the local day, behind Greenwich",
			"2026-11-24T03:00:00Z",
			{ timeZone: "America/New_York", cutOff: "23:00" },
			"2026-11-23",
		],
		["follows the summer's clock", "2026-07-06T13:59:00Z", {}, "2026-07-06"],
		["follows the summer's clock past the cut-off", "2026-07-06T14:00:00Z", {}, "2026-07-07"],
		[
			"crosses the end of a year",
			"2026-12-31T16:00:00Z",
			{ holidays: ["2027-01-01"] },
			"2027-01-04",
		],
	])("%s", (_how, instant, change, expected) => {
		expect(planShipDate(at(instant), { ...calendar, ...change })).toBe(expected);
	});

	it("is the tenth day ahead, FedEx's last, when no working day is nearer", () => {
		const holidays = Array.from({ length: 20 }, (_, day) =>
			new Date(at("2026-12-01T00:00:00Z") + day * 86_400_000).toISOString().slice(0, 10),
		);
		expect(planShipDate(at("2026-12-01T08:00:00Z"), { ...calendar, holidays })).toBe("2026-12-11");
		expect(planShipDate(at("2026-12-01T18:00:00Z"), { ...calendar, holidays })).toBe("2026-12-11");
	});

	it("is never before today nor more than ten days ahead, and a working day if one is near", () => {
		fc.assert(
			fc.property(
				fc.integer({ min: at("2026-01-01T00:00:00Z"), max: at("2030-01-01T00:00:00Z") }),
				fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
				fc.constantFrom("Europe/Amsterdam", "America/Los_Angeles", "Pacific/Auckland", "UTC"),
				(now, workingDays, timeZone) => {
					const date = planShipDate(now, { ...calendar, workingDays, timeZone });
					const today = localMoment(now, timeZone).date;
					const ahead = (at(`${date}T00:00:00Z`) - at(`${today}T00:00:00Z`)) / 86_400_000;
					expect(ahead).toBeGreaterThanOrEqual(0);
					expect(ahead).toBeLessThanOrEqual(10);
					expect(workingDays).toContain(new Date(`${date}T00:00:00Z`).getUTCDay() || 7);
				},
			),
		);
	});
});

describe("the local moment", () => {
	it.each([
		["2026-11-23T23:30:00Z", "Europe/Amsterdam", "2026-11-24", "00:30"],
		["2026-03-29T00:59:00Z", "Europe/Amsterdam", "2026-03-29", "01:59"],
		["2026-03-29T01:00:00Z", "Europe/Amsterdam", "2026-03-29", "03:00"],
		["2026-10-25T01:00:00Z", "Europe/Amsterdam", "2026-10-25", "02:00"],
		["2026-11-23T00:00:00Z", "UTC", "2026-11-23", "00:00"],
		["2026-11-23T00:00:00Z", "America/St_Johns", "2026-11-22", "20:30"],
	])("of %s in %s is %s %s", (instant, timeZone, date, time) => {
		expect(localMoment(at(instant), timeZone)).toEqual({ date, time });
	});
});
