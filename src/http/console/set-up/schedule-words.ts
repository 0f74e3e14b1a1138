import cronstrue from "cronstrue";

/** A schedule as people say it, with its clock. */
export function scheduleInWords(schedule: string, timeZone: string): string {
	const words = cronstrue.toString(schedule, {
		use24HourTimeFormat: true,
		throwExceptionOnParseError: false,
		verbose: false,
	});
	return `${words} (${timeZone})`;
}
