import { addDays } from "../../lib/days.ts";
import type { ShippingDeps } from "../deps.ts";
import { JUDGED_AT_ONCE } from "../judge/judge-orders.ts";
import { LIMITS } from "../model/limits.ts";
import { localMoment } from "../model/ship-date.ts";
import type { FeedCursor } from "../ports/divisions.ts";
import { type ErpDivision, FIRST_ROW_VERSION, ORDER_FEEDS, type OrderFeed } from "../ports/erp.ts";
import type { FeedRun } from "./feed-run.ts";
import { sweepWhenDue } from "./sweep-feeds.ts";

/** Reads all feeds to their ends; false when there is more than fits into this run. */
export async function readFeeds(run: FeedRun, deps: ShippingDeps): Promise<boolean> {
	const { division, poll } = run;
	let cursors = await deps.divisions.cursors(division.id);
	const isDone = (feed: OrderFeed) => (cursors[feed]?.readToEndAt ?? 0) >= poll.startedAt;
	if (!isDone("order-headers")) {
		await recheckBlocked(division.id, deps, LIMITS.recheckBlockedMs);
		const info = await run.exact.readInfo();
		if (info.moveMarker !== division.moveMarker) {
			// Exact moved the division: every row version is new, so the feeds start again.
			await deps.divisions.restartFeeds(division.id, info.moveMarker);
			cursors = {};
		}
	}
	if (cursors["order-headers"] === undefined) {
		await deps.divisions.setCursors(division.id, await firstPositions(run, deps));
		cursors = await deps.divisions.cursors(division.id);
	}
	// Not between the feeds: one that this poll has read to its end is not looked at again.
	if (!isDone("order-headers") && (await sweepWhenDue(run, deps))) {
		cursors = await deps.divisions.cursors(division.id);
	}
	for (const feed of ORDER_FEEDS) {
		let cursor = cursors[feed];
		while (cursor !== undefined && !isDone(feed)) {
			if (!(await run.mayGoOn())) {
				return false;
			}
			cursor = await readPage(run, feed, cursor, deps);
			cursors = { ...cursors, [feed]: cursor };
		}
	}
	return true;
}

/** What blocks an order is often mended where no feed tells: an address, an item. */
export async function recheckBlocked(
	divisionId: string,
	deps: Pick<ShippingDeps, "clock" | "orders">,
	judgedAgoMs: number,
): Promise<void> {
	const now = deps.clock.now();
	const when = { now, judgedBefore: now - judgedAgoMs };
	await deps.orders.recheckBlocked(divisionId, when, JUDGED_AT_ONCE);
}

/** Stores one page and moves the cursor behind it, in one batch. */
async function readPage(
	run: FeedRun,
	feed: OrderFeed,
	cursor: FeedCursor,
	deps: ShippingDeps,
): Promise<FeedCursor> {
	const from = cursor.timestamp;
	const step = (page: { lastTimestamp: string | null; isEnd: boolean }) => ({
		divisionId: run.division.id,
		from,
		to: page.lastTimestamp ?? from,
		isEnd: page.isEnd,
		now: deps.clock.now(),
		correlationId: run.poll.id,
	});
	if (feed === "order-headers") {
		const page = await run.exact.readOrderHeaders(from);
		await deps.orders.storeHeaders(page.items, step(page));
		return advanced(step(page));
	}
	if (feed === "order-lines") {
		const page = await run.exact.readOrderLines(from);
		await deps.orders.storeLines(page.items, step(page));
		return advanced(step(page));
	}
	const page = await run.exact.readDeleted(from);
	await deps.orders.storeDeletions(page.items, step(page));
	return advanced(step(page));
}

function advanced(step: { to: string; isEnd: boolean; now: number }): FeedCursor {
	return { timestamp: step.to, readToEndAt: step.isEnd ? step.now : null };
}

/** How much further back it is asked where nothing changed since the date: better a little more than all history. */
const FURTHER_BACK_DAYS = [0, 60, 365];

/** Where the first poll begins. Deletions share the row versions of the orders, so they begin with the earlier. */
async function firstPositions(
	run: FeedRun,
	deps: ShippingDeps,
): Promise<Record<OrderFeed, string>> {
	const { timeZone, readFrom } = run.settings;
	const dateOf = (instant: number) => localMoment(instant, timeZone).date;
	const usual = readFrom ?? addDays(dateOf(deps.clock.now()), -LIMITS.defaultReadBackDays);
	// One that Exact moved after a long pause has not been read since its last poll.
	const unread = addDays(dateOf(run.division.lastPollAt ?? deps.clock.now()), -1);
	const date = unread < usual ? unread : usual;
	const headers = await firstPosition(run.exact, "order-headers", date);
	const lines = await firstPosition(run.exact, "order-lines", date);
	return {
		"order-headers": headers,
		"order-lines": lines,
		deleted: headers < lines ? headers : lines,
	};
}

async function firstPosition(exact: ErpDivision, feed: OrderFeed, date: string): Promise<string> {
	for (const days of FURTHER_BACK_DAYS) {
		const position = await exact.feedPositionAt(feed, addDays(date, -days));
		if (position !== null) {
			return position;
		}
	}
	return FIRST_ROW_VERSION;
}
