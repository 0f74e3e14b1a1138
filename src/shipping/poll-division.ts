import { newId } from "../lib/ids.ts";
import { logPostponed } from "../lib/log.ts";
import type { ShippingDeps } from "./deps.ts";
import type { DivisionSettings } from "./division-settings.ts";
import { JUDGED_AT_ONCE, judgeOrders } from "./judge-orders.ts";
import { noteGrantEnded } from "./keep-connection-alive.ts";
import { LIMITS } from "./limits.ts";
import type { ErpDivision, OrderFeed } from "./ports.ts";
import { addDays } from "./ready-rule.ts";
import { judgeRowError } from "./row-policy.ts";
import { nextRunAt } from "./schedule.ts";
import { localMoment } from "./ship-date.ts";
import type { Division, FeedCursor } from "./stores.ts";

/**
 * Reads what changed in a division: was it moved, headers, lines, deletions, each to its end; then judges every
 * order that something touched. One run at a time (lease); a run that stops anywhere goes on where the cursors and
 * flags stand, because nothing is moved before what it stands for is stored. A failure only postpones the poll.
 */
export async function pollDivision(divisionId: string, deps: ShippingDeps): Promise<void> {
	const holder = newId("run", deps.clock.now());
	const until = deps.clock.now() + LIMITS.pollLeaseMs;
	if (!(await deps.leases.acquire("poll", divisionId, { holder, now: deps.clock.now(), until }))) {
		return;
	}
	try {
		const division = await deps.divisions.find(divisionId);
		const isPaused = await deps.divisions.isPaused(divisionId);
		if (division?.settings && !isPaused && isPollable(division, deps.clock.now())) {
			await runPoll(division, division.settings, deps);
		}
	} finally {
		await deps.leases.release("poll", divisionId, holder);
	}
}

function isPollable(division: Division, now: number): boolean {
	return division.mode !== "off" && division.pollDueAt !== null && division.pollDueAt <= now;
}

/** A run hands over to the next wake-up before the platform could cut it off. */
const RUN_MS = 60_000;

async function runPoll(
	division: Division,
	settings: DivisionSettings,
	deps: ShippingDeps,
): Promise<void> {
	const startedAt = deps.clock.now();
	const pollId = await deps.divisions.beginPoll(division.id, {
		id: newId("pol", startedAt),
		now: startedAt,
	});
	const log = deps.log.with({ divisionId: division.id, correlationId: pollId });
	const { erp, room } = deps.erp(division, "label");
	try {
		const isRead = await readFeeds(
			{ ...division, pollStartedAt: division.pollStartedAt ?? startedAt },
			settings,
			{
				...deps,
				log,
				exact: erp,
				pollId,
			},
		);
		let judged = JUDGED_AT_ONCE;
		while (isRead && judged === JUDGED_AT_ONCE && deps.clock.now() - startedAt < RUN_MS) {
			judged = await judgeOrders(division, settings, erp, { ...deps, log });
			if (judged > 0 && division.mode === "live") {
				await deps.wakeUps.send("ship", division.id);
			}
		}
		if (!isRead || judged === JUDGED_AT_ONCE) {
			await deps.wakeUps.send("poll", division.id);
			return;
		}
		const now = deps.clock.now();
		await deps.divisions.endPoll(division.id, {
			now,
			nextPollAt: nextRunAt(settings.schedule, settings.timeZone, now),
		});
		log.info("poll.done", { durationMs: now - startedAt });
	} catch (error) {
		const now = deps.clock.now();
		const verdict = judgeRowError(error, { failures: Math.min(division.pollFailures, 6) }, now);
		if (verdict.kind === "reauthorize") {
			await noteGrantEnded(division.connectionId, deps);
		}
		const dueAt = "dueAt" in verdict ? verdict.dueAt : now + LIMITS.suspendedProbeMs;
		await deps.divisions.postponePoll(
			division.id,
			dueAt,
			verdict.kind === "again" ? verdict.failures : division.pollFailures,
		);
		logPostponed(log, "poll.postponed", error, { dueInMs: dueAt - now, verdict: verdict.kind });
	} finally {
		await room.flush();
	}
}

type ReadDeps = ShippingDeps & { exact: ErpDivision; pollId: string };

/** Reads all feeds to their ends; false when there is more than fits into this run. */
async function readFeeds(
	division: Division & { pollStartedAt: number },
	settings: DivisionSettings,
	deps: ReadDeps,
): Promise<boolean> {
	let cursors = await deps.divisions.cursors(division.id);
	const isDone = (feed: OrderFeed) => (cursors[feed]?.readToEndAt ?? 0) >= division.pollStartedAt;
	if (!isDone("order-headers")) {
		await deps.orders.recheckBlocked(division.id, deps.clock.now(), JUDGED_AT_ONCE);
		const info = await deps.exact.readInfo();
		if (info.moveMarker !== division.moveMarker) {
			// Exact moved the division: every row version is new, so the feeds start again.
			await deps.divisions.restartFeeds(division.id, info.moveMarker);
			cursors = {};
		}
	}
	if (cursors["order-headers"] === undefined) {
		await deps.divisions.setCursors(division.id, await firstPositions(settings, deps));
		cursors = await deps.divisions.cursors(division.id);
	}
	const startedAt = deps.clock.now();
	for (const feed of ["order-headers", "order-lines", "deleted"] as const) {
		let cursor = cursors[feed];
		while (cursor !== undefined && !isDone(feed)) {
			if (deps.clock.now() - startedAt > RUN_MS / 2) {
				return false;
			}
			cursor = await readPage(division.id, feed, cursor, deps);
			cursors = { ...cursors, [feed]: cursor };
		}
	}
	return true;
}

/** Stores one page and moves the cursor behind it, in one batch. */
async function readPage(
	divisionId: string,
	feed: OrderFeed,
	cursor: FeedCursor,
	deps: ReadDeps,
): Promise<FeedCursor> {
	const from = cursor.timestamp;
	const step = (page: { lastTimestamp: string | null; isEnd: boolean }) => ({
		divisionId,
		from,
		to: page.lastTimestamp ?? from,
		isEnd: page.isEnd,
		now: deps.clock.now(),
		correlationId: deps.pollId,
	});
	if (feed === "order-headers") {
		const page = await deps.exact.readOrderHeaders(from);
		await deps.orders.storeHeaders(page.items, step(page));
		return advanced(step(page));
	}
	if (feed === "order-lines") {
		const page = await deps.exact.readOrderLines(from);
		await deps.orders.storeLines(page.items, step(page));
		return advanced(step(page));
	}
	const page = await deps.exact.readDeleted(from);
	await deps.orders.storeDeletions(page.items, step(page));
	return advanced(step(page));
}

function advanced(step: { to: string; isEnd: boolean; now: number }): FeedCursor {
	return { timestamp: step.to, readToEndAt: step.isEnd ? step.now : null };
}

/** Where the first poll begins. Deletions share the row versions of the orders, so they begin with the earlier. */
async function firstPositions(
	settings: DivisionSettings,
	deps: ReadDeps,
): Promise<Record<OrderFeed, string>> {
	const today = localMoment(deps.clock.now(), settings.timeZone).date;
	const date = settings.readFrom ?? addDays(today, -LIMITS.defaultReadBackDays);
	const headers = (await deps.exact.feedPositionAt("order-headers", date)) ?? FIRST_ROW_VERSION;
	const lines = (await deps.exact.feedPositionAt("order-lines", date)) ?? FIRST_ROW_VERSION;
	return {
		"order-headers": headers,
		"order-lines": lines,
		deleted: headers < lines ? headers : lines,
	};
}

const FIRST_ROW_VERSION = "1".padStart(20, "0");
