import type { ShippingDeps } from "../deps.ts";
import { LIMITS } from "../model/limits.ts";
import { nextRunAt } from "../model/schedule.ts";
import type { FeedRun } from "./feed-run.ts";

/** The start of the day, where the division is. */
const MIDNIGHT = "0 0 * * *";

/**
 * Once a local day the first poll reads the feeds again from where they stood two sweeps ago. That row versions can
 * become visible late is an assumption (Exact documents neither that nor the contrary): a transaction takes its
 * version when it writes and shows it when it commits, and by then a cursor may have moved past it. Two days of
 * changes cost a page or two and hold such rows, changed lines and deletions alike; what did not change is neither
 * written nor judged. Two, because a transaction may be open while one sweep goes by: missed is only what stays
 * open for longer than a day. The first two nights read the first reading again. Answers whether the feeds were
 * taken back.
 */
export async function sweepWhenDue(
	{ division, settings }: Pick<FeedRun, "division" | "settings">,
	deps: Pick<ShippingDeps, "clock" | "divisions" | "log">,
): Promise<boolean> {
	const now = deps.clock.now();
	if (division.sweepDueAt !== null && division.sweepDueAt > now) {
		return false;
	}
	const nextSweepAt = nextRunAt(MIDNIGHT, settings.timeZone, now) ?? now + LIMITS.day;
	await deps.divisions.beginSweep(division.id, { now, nextSweepAt });
	deps.log.info("poll.sweeps", { divisionId: division.id });
	return true;
}
