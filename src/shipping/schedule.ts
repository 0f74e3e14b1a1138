import { Cron } from "croner";

/** The next instant of a cron expression in a time zone, strictly after `afterMs`; daylight saving is croner's. */
export function nextRunAt(expression: string, timeZone: string, afterMs: number): number | null {
	const next = new Cron(expression, { timezone: timeZone, paused: true }).nextRun(
		new Date(afterMs),
	);
	return next?.getTime() ?? null;
}
