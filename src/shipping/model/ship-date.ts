import { addDays } from "../../lib/days.ts";
export type Calendar = {
	timeZone: string;
	workingDays: readonly number[];
	holidays: readonly string[];
	cutOff: string;
};

/** FedEx takes express ship dates up to ten days ahead (its Ship page, read 2026-11). */
const MAX_DAYS_AHEAD = 10;

/** Date (`YYYY-MM-DD`) and time of day (`HH:MM`) in a time zone. */
export function localMoment(nowMs: number, timeZone: string): { date: string; time: string } {
	const parts = formatOf(timeZone).formatToParts(nowMs);
	const part = (type: string) => parts.find((found) => found.type === type)?.value ?? "";
	return {
		date: `${part("year")}-${part("month")}-${part("day")}`,
		time: `${part("hour")}:${part("minute")}`,
	};
}

/** Making one takes longer than most of what is done with it. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
	const known = formats.get(timeZone);
	if (known !== undefined) {
		return known;
	}
	const format = new Intl.DateTimeFormat("en-CA", {
		timeZone,
		year: "numeric",
		month: "2-digit",
		day: "2-digit",
		hour: "2-digit",
		minute: "2-digit",
		hourCycle: "h23",
	});
	formats.set(timeZone, format);
	return format;
}

/**
 * The day the parcel leaves: today before the cut-off on a working day, else the next working day. When none is
 * near enough for FedEx, the last day that it accepts.
 */
export function planShipDate(nowMs: number, calendar: Calendar): string {
	const { date, time } = localMoment(nowMs, calendar.timeZone);
	let day = time < calendar.cutOff ? date : addDays(date, 1);
	for (let tries = 0; tries < MAX_DAYS_AHEAD && !isWorkingDay(day, calendar); tries += 1) {
		day = addDays(day, 1);
	}
	const last = addDays(date, MAX_DAYS_AHEAD);
	return day > last ? last : day;
}

function isWorkingDay(date: string, calendar: Calendar): boolean {
	const weekday = new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
	return calendar.workingDays.includes(weekday) && !calendar.holidays.includes(date);
}

/** So many days on from a date, as carriers count them: Monday to Friday. */
export function addWorkingDays(date: string, days: number): string {
	let day = date;
	for (let left = days; left > 0;) {
		day = addDays(day, 1);
		const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
		left -= weekday === 0 || weekday === 6 ? 0 : 1;
	}
	return day;
}
