import { type Region, timeZoneOf } from "./regions.ts";

const DAY_MS = 86_400_000;
const formats = new Map<Region, Intl.DateTimeFormat>();

/** What the clock on a region's wall shows at an instant, written as if that were UTC. */
export function toWallClock(region: Region, instantMs: number): number {
	const part = (type: string): number =>
		Number(parts.find((found) => found.type === type)?.value ?? 0);
	const parts = formatOf(region).formatToParts(instantMs);
	const seconds = Date.UTC(
		part("year"),
		part("month") - 1,
		part("day"),
		part("hour"),
		part("minute"),
		part("second"),
	);
	return seconds + (((instantMs % 1000) + 1000) % 1000);
}

export function utcOffsetSeconds(region: Region, instantMs: number): number {
	return Math.round((toWallClock(region, instantMs) - instantMs) / 1000);
}

export function toMidnight(wallMs: number): number {
	return Math.floor(wallMs / DAY_MS) * DAY_MS;
}

/** A date-only value as `YYYY-MM-DD`. */
export function toDateText(wallMs: number): string {
	return new Date(wallMs).toISOString().slice(0, 10);
}

function formatOf(region: Region): Intl.DateTimeFormat {
	let format = formats.get(region);
	if (format === undefined) {
		format = new Intl.DateTimeFormat("en-GB", {
			timeZone: timeZoneOf(region),
			hourCycle: "h23",
			year: "numeric",
			month: "numeric",
			day: "numeric",
			hour: "numeric",
			minute: "numeric",
			second: "numeric",
		});
		formats.set(region, format);
	}
	return format;
}
