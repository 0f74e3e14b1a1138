import cronstrue from "cronstrue";
import "cronstrue/locales/nl";

import { spokenLanguage } from "../language.ts";

/** A schedule as people say it, with its clock. */
export function scheduleInWords(schedule: string, timeZone: string): string {
	const words = cronstrue.toString(schedule, {
		locale: spokenLanguage(),
		use24HourTimeFormat: true,
		throwExceptionOnParseError: false,
		verbose: false,
	});
	return `${words} (${timeZone})`;
}
