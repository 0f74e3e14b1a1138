import { addDays } from "../../lib/days.ts";
import type { ShippingDeps } from "../deps.ts";
import { JUDGED_AT_ONCE } from "../judge/judge-orders.ts";
import { type DivisionSettings, followsDeliveries } from "../model/division-settings.ts";
import { LIMITS } from "../model/limits.ts";
import { localMoment } from "../model/ship-date.ts";
import {
	DELIVERY_FEEDS,
	type ErpDivision,
	type Feed,
	FIRST_ROW_VERSION,
	ORDER_FEEDS,
} from "../ports/erp.ts";
import type { FeedRun } from "./feed-run.ts";
import { readPage } from "./read-page.ts";
import { sweepWhenDue } from "./sweep-feeds.ts";

/** Reads all feeds to their ends; false when there is more than fits into this run. */
export async function readFeeds(run: FeedRun, deps: ShippingDeps): Promise<boolean> {
	const { division, poll } = run;
	let cursors = await deps.divisions.cursors(division.id);
	const feeds = feedsOf(run.settings);
	const isDone = (feed: Feed) => (cursors[feed]?.readToEndAt ?? 0) >= poll.startedAt;
	const isBegun = () => feeds.some(isDone);
	if (!isBegun()) {
		await recheckBlocked(division.id, deps, LIMITS.recheckBlockedMs);
		const info = await run.exact.readInfo();
		if (info.moveMarker !== division.moveMarker) {
			// Exact moved the division: every row version is new, so the feeds start again.
			await deps.divisions.restartFeeds(division.id, info.moveMarker);
			cursors = {};
		}
	}
	const unread = feeds.filter((feed) => cursors[feed] === undefined);
	if (unread.length > 0) {
		await deps.divisions.setCursors(division.id, await firstPositions(run, unread, deps));
		cursors = await deps.divisions.cursors(division.id);
	}
	// Not between the feeds: one that this poll has read to its end is not looked at again.
	if (!isBegun() && (await sweepWhenDue(run, deps))) {
		cursors = await deps.divisions.cursors(division.id);
	}
	for (const feed of feeds) {
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

/**
 * Deliveries before the orders that they are of, so that what an order line counts as delivered is never older than the
 * deliveries that are known; and deletions behind all that may be deleted.
 */
function feedsOf(settings: DivisionSettings): readonly Feed[] {
	return followsDeliveries(settings) ? [...DELIVERY_FEEDS, ...ORDER_FEEDS] : ORDER_FEEDS;
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

/** How much further back it is asked where nothing changed since the date: better a little more than all history. */
const FURTHER_BACK_DAYS = [0, 60, 365];

/**
 * Where feeds begin that were never read. Deletions share the row versions of the others, so they begin with the
 * earliest.
 */
async function firstPositions(
	run: FeedRun,
	feeds: readonly Feed[],
	deps: ShippingDeps,
): Promise<Partial<Record<Feed, string>>> {
	const { timeZone, readFrom } = run.settings;
	const dateOf = (instant: number) => localMoment(instant, timeZone).date;
	const usual = readFrom ?? addDays(dateOf(deps.clock.now()), -LIMITS.defaultReadBackDays);
	// One that Exact moved after a long pause has not been read since its last poll.
	const unread = addDays(dateOf(run.division.lastPollAt ?? deps.clock.now()), -1);
	const date = unread < usual ? unread : usual;
	const positions: Partial<Record<Feed, string>> = {};
	for (const feed of feeds.filter((one) => one !== "deleted")) {
		positions[feed] = await firstPosition(run.exact, feed, date);
	}
	const [earliest = FIRST_ROW_VERSION] = Object.values(positions).toSorted();
	return feeds.includes("deleted") ? { ...positions, deleted: earliest } : positions;
}

async function firstPosition(exact: ErpDivision, feed: Feed, date: string): Promise<string> {
	for (const days of FURTHER_BACK_DAYS) {
		const position = await exact.feedPositionAt(feed, addDays(date, -days));
		if (position !== null) {
			return position;
		}
	}
	return FIRST_ROW_VERSION;
}
