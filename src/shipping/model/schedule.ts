import { Cron } from "croner";

/** The next instant of a cron expression in a time zone, strictly after `afterMs`; daylight saving is croner's. */
export function nextRunAt(expression: string, timeZone: string, afterMs: number): number | null {
	const next = new Cron(expression, { timezone: timeZone, paused: true }).nextRun(
		new Date(afterMs),
	);
	return next?.getTime() ?? null;
}

/** Stops counting where any day's calls have long ended. */
const COUNTED_RUNS_MAX = 1_500;

/** How often it runs in the 24 hours of its busiest day from now on: a week is looked at. */
export function busiestDayRuns(expression: string, timeZone: string, fromMs: number): number {
	const cron = new Cron(expression, { timezone: timeZone, paused: true });
	let busiest = 0;
	for (let day = 0; day < 7; day += 1) {
		const start = new Date(fromMs + day * 86_400_000);
		const end = start.getTime() + 86_400_000;
		const runs = cron.nextRuns(COUNTED_RUNS_MAX, start).filter((run) => run.getTime() < end);
		busiest = Math.max(busiest, runs.length);
	}
	return busiest;
}
