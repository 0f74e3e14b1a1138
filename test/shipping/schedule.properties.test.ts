import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { divisionSettingsSchema } from "../../src/shipping/division-settings.ts";
import { nextRunAt } from "../../src/shipping/schedule.ts";
import { localMoment, planShipDate } from "../../src/shipping/ship-date.ts";
import { runs } from "../property-runs.ts";

const ZONES = [
	"Europe/Amsterdam",
	"America/New_York",
	"America/St_Johns",
	"Australia/Lord_Howe",
	"Asia/Kathmandu",
	"Pacific/Apia",
	"UTC",
] as const;

const zone = fc.constantFrom(...ZONES);
const DAY = 86_400_000;
/** Anywhere in three years, and often within two days of a change of the clocks. */
const instant = fc.oneof(
	fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2029, 0, 1) }),
	fc
		.tuple(
			fc.constantFrom(
				Date.UTC(2026, 2, 8),
				Date.UTC(2026, 2, 29),
				Date.UTC(2026, 3, 5),
				Date.UTC(2026, 9, 4),
				Date.UTC(2026, 9, 25),
				Date.UTC(2026, 10, 1),
			),
			fc.integer({ min: -DAY, max: 2 * DAY }),
		)
		.map(([change, off]) => change + off),
);

const minute = fc.constantFrom("*", "*/15", "*/7", "0", "30", "5,35");
const hour = fc.constantFrom("*", "*/2", "2", "7-18", "0", "23");
const days = fc.constantFrom("* * *", "* * mon-fri", "1 * *", "* * sun", "29 2 *");
const schedule = fc
	.tuple(minute, hour, days)
	.map((parts) => parts.join(" "))
	.filter((text) => divisionSettingsSchema.shape.schedule.safeParse(text).success);

describe("whatever the schedule, the zone and the hour", () => {
	it("the next run lies ahead, on a full minute", () => {
		fc.assert(
			fc.property(schedule, zone, instant, (expression, timeZone, now) => {
				const next = nextRunAt(expression, timeZone, now) ?? Number.NaN;
				expect(next).toBeGreaterThan(now);
				expect(next % 60_000).toBe(0);
			}),
			runs(200),
		);
	});

	it("it is the same from any instant before it, so that no poll is left out", () => {
		fc.assert(
			fc.property(
				schedule,
				zone,
				instant,
				fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
				(expression, timeZone, now, share) => {
					const next = nextRunAt(expression, timeZone, now) ?? Number.NaN;
					const between = now + Math.floor((next - now) * share);
					expect(nextRunAt(expression, timeZone, between)).toBe(next);
				},
			),
			runs(200),
		);
	});
});

describe("whatever the calendar", () => {
	const holidays = fc.array(
		fc
			.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2029, 0, 1) })
			.map((ms) => new Date(ms).toISOString().slice(0, 10)),
		{ maxLength: 20 },
	);
	const calendar = fc.record({
		timeZone: zone,
		workingDays: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
		holidays,
		cutOff: fc.constantFrom("00:00", "09:30", "16:00", "23:59"),
	});

	it("a parcel that is planned later never leaves sooner", () => {
		fc.assert(
			fc.property(calendar, instant, fc.integer({ min: 0, max: 5 * DAY }), (given, now, later) => {
				const first = planShipDate(now, given);
				expect(first >= localMoment(now, given.timeZone).date).toBe(true);
				expect(planShipDate(now + later, given) >= first).toBe(true);
			}),
			runs(200),
		);
	});
});
