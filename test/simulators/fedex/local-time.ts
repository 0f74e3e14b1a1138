/** Wall-clock time by country, for ship dates and for scans, whose offsets differ along the way. */
const TIME_ZONES: Record<string, string> = {
	AU: "Australia/Sydney",
	CA: "America/Toronto",
	CN: "Asia/Shanghai",
	FI: "Europe/Helsinki",
	GB: "Europe/London",
	GR: "Europe/Athens",
	IE: "Europe/Dublin",
	JP: "Asia/Tokyo",
	PT: "Europe/Lisbon",
	RO: "Europe/Bucharest",
	TR: "Europe/Istanbul",
	US: "America/New_York",
};

const DAY_MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** `YYYY-MM-DDTHH:MM:SS±HH:MM` as the clocks of the country show it. */
export function toLocalTime(instant: number, countryCode: string): string {
	const wall = toWall(instant, countryCode);
	const offset = Math.round((wall - Math.floor(instant / 1_000) * 1_000) / 60_000);
	const pad = (value: number) => String(Math.floor(value)).padStart(2, "0");
	const sign = offset < 0 ? "-" : "+";
	const size = Math.abs(offset);
	return `${new Date(wall).toISOString().slice(0, 19)}${sign}${pad(size / 60)}:${pad(size % 60)}`;
}

export function toLocalDate(instant: number, countryCode: string): string {
	return new Date(toWall(instant, countryCode)).toISOString().slice(0, 10);
}

/** The instant at which the country's clocks show this date and time. */
export function toInstant(date: string, time: string, countryCode: string): number {
	const wall = Date.parse(`${date}T${time}:00Z`);
	const guess = wall - (toWall(wall, countryCode) - wall);
	return wall - (toWall(guess, countryCode) - guess);
}

export function isDate(text: string): boolean {
	const instant = Date.parse(`${text}T00:00:00Z`);
	return (
		/^\d{4}-\d{2}-\d{2}$/.test(text) &&
		!Number.isNaN(instant) &&
		new Date(instant).toISOString().startsWith(text)
	);
}

export function dayAfter(date: string, days = 1): string {
	return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

export function isWorkingDay(date: string): boolean {
	const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
	return weekday !== 0 && weekday !== 6;
}

export function workingDayAfter(date: string, days: number): string {
	let day = date;
	for (let left = days; left > 0;) {
		day = dayAfter(day);
		left -= isWorkingDay(day) ? 1 : 0;
	}
	return day;
}

/** The wall clock's reading as if it were UTC. */
function toWall(instant: number, countryCode: string): number {
	const parts = formatOf(countryCode).formatToParts(instant);
	const read = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
	return Date.UTC(
		read("year"),
		read("month") - 1,
		read("day"),
		read("hour"),
		read("minute"),
		read("second"),
	);
}

function formatOf(countryCode: string): Intl.DateTimeFormat {
	const timeZone = TIME_ZONES[countryCode] ?? "Europe/Amsterdam";
	let format = formats.get(timeZone);
	if (format === undefined) {
		format = new Intl.DateTimeFormat("en-GB", {
			timeZone,
			hourCycle: "h23",
			year: "numeric",
			month: "2-digit",
			day: "2-digit",
			hour: "2-digit",
			minute: "2-digit",
			second: "2-digit",
		});
		formats.set(timeZone, format);
	}
	return format;
}
