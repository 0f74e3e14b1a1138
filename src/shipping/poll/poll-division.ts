import { utcDay } from "../../lib/days.ts";
import { newId } from "../../lib/ids.ts";
import { logPostponed } from "../../lib/log.ts";
import type { ShippingDeps } from "../deps.ts";
import { noteGrantEnded } from "../grant.ts";
import { JUDGED_AT_ONCE, judgeOrders } from "../judge/judge-orders.ts";
import type { DivisionSettings } from "../model/division-settings.ts";
import { exactCallName, lifeScope } from "../model/freshness.ts";
import { LIMITS } from "../model/limits.ts";
import { nextRunAt } from "../model/schedule.ts";
import type { Division } from "../ports/divisions.ts";
import { judgeRowError, retryAt } from "../row-policy.ts";
import { type MayGoOn, type RunOutcome, withLease } from "../with-lease.ts";
import type { FeedRun } from "./feed-run.ts";
import { pollProblemOf, unreadProblem } from "./poll-problem.ts";
import { readFeeds } from "./read-feeds.ts";

/**
 * Reads what changed in a division: was it moved, headers, lines, deletions, each to its end; then judges every
 * order that something touched, and those that are blocked. One run at a time (lease, renewed as it goes); a run that
 * stops anywhere goes on where the cursors and flags stand, because nothing is moved before what it stands for is
 * stored. A failure only postpones the poll.
 */
export async function pollDivision(divisionId: string, deps: ShippingDeps): Promise<void> {
	const lease = { kind: "poll", scope: divisionId, leaseMs: LIMITS.pollLeaseMs } as const;
	await withLease(lease, deps, async (mayGoOn) => {
		const division = await deps.divisions.find(divisionId);
		const isPaused = await deps.divisions.isPaused(divisionId);
		return division?.settings && !isPaused && isPollable(division, deps.clock.now())
			? runPoll(division, division.settings, mayGoOn, deps)
			: "done";
	});
}

function isPollable(division: Division, now: number): boolean {
	return division.mode !== "off" && division.pollDueAt !== null && division.pollDueAt <= now;
}

async function runPoll(
	division: Division,
	settings: DivisionSettings,
	mayGoOn: MayGoOn,
	deps: ShippingDeps,
): Promise<RunOutcome> {
	const startedAt = deps.clock.now();
	const poll = await deps.divisions.beginPoll(division.id, {
		id: newId("pol", startedAt),
		now: startedAt,
	});
	const log = deps.log.with({ divisionId: division.id, correlationId: poll.id });
	const { erp, room } = deps.erp(division, "label");
	try {
		const run = { division, settings, poll, exact: erp, mayGoOn };
		const isDone =
			(await readFeeds(run, { ...deps, log })) && (await judgeAll(run, { ...deps, log }));
		if (!isDone) {
			return "unfinished";
		}
		const now = deps.clock.now();
		await deps.divisions.endPoll(division.id, {
			now,
			problem: unreadProblem(await deps.divisions.countUnread(division.id)),
			nextPollAt: nextRunAt(settings.schedule, settings.timeZone, now),
		});
		log.info("poll.done", { durationMs: now - startedAt });
	} catch (error) {
		await postponePoll(division, error, { ...deps, log });
	} finally {
		await room.flush();
		await countCalls(division.id, room.callsMade?.() ?? 0, deps);
	}
	return "done";
}

/** What reading costs, over all orders that come of it. */
async function countCalls(
	divisionId: string,
	count: number,
	{ counts, clock }: ShippingDeps,
): Promise<void> {
	await counts.add(
		utcDay(clock.now()),
		count === 0 ? [] : [{ scope: lifeScope(divisionId), name: exactCallName("read"), count }],
	);
}

/** Judges everything that is flagged; false when there is more than fits into this run. */
async function judgeAll(run: FeedRun, deps: ShippingDeps): Promise<boolean> {
	for (;;) {
		// Somebody may have held it, released it or changed its settings since the round before.
		const division = await deps.divisions.find(run.division.id);
		const settings = division?.settings ?? null;
		if (division === undefined || settings === null || division.mode === "off") {
			return true;
		}
		const { judged, isStale } = await judgeOrders(division, settings, run.exact, deps);
		if (judged > 0 && division.mode === "live") {
			await deps.wakeUps.send("ship", division.id);
		}
		if (judged < JUDGED_AT_ONCE && !isStale) {
			return true;
		}
		if (!(await run.mayGoOn())) {
			return false;
		}
	}
}

async function postponePoll(division: Division, error: unknown, deps: ShippingDeps): Promise<void> {
	const now = deps.clock.now();
	const verdict = judgeRowError(error, { failures: 0 }, now);
	if (verdict.kind === "reauthorize") {
		await noteGrantEnded(division.connectionId, deps);
	}
	const dueAt = retryAt(error, division.pollFailures, now);
	const failed = division.pollFailures + (verdict.kind === "again" ? 1 : 0);
	await deps.divisions.postponePoll(division.id, {
		dueAt,
		failures: failed,
		problem: pollProblemOf(error),
	});
	logPostponed(deps.log, "poll.postponed", error, { dueInMs: dueAt - now, verdict: verdict.kind });
}
