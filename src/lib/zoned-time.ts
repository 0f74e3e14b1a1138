/** The instant of a date (`YYYY-MM-DD`) and time of day (`HH:MM`) in a time zone. */
export function zonedInstant(date: string, time: string, timeZone: string): number {
	const asUtc = Date.parse(`${date}T${time}:00Z`);
	// Twice, because the offset that is looked up first may be the one on the other side of a change of the clocks.
	const first = asUtc - offsetMs(asUtc, timeZone);
	return asUtc - offsetMs(first, timeZone);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function offsetMs(at: number, timeZone: string): number {
	const format =
		formats.get(timeZone) ??
		new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
	formats.set(timeZone, format);
	const name = format.formatToParts(at).find(({ type }) => type === "timeZoneName")?.value ?? "";
	const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
	return sign === undefined
		? 0
		: (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
