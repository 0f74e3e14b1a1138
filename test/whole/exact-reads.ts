import type { LoggedCall } from "./twins.ts";

/** What reading a division cost between its release and its last poll, by what made it necessary. */
export type ExactReads = {
	/** Polls that found something, what was looked up for it, and whatever following the parcels reads. */
	caused: number;
	/** Polls that found nothing: the division and the feeds. They cost the same with no order at all. */
	emptyPolls: number;
	empty: number;
	/** In such polls: blocked orders, and those whose day has come, looked at again. */
	again: number;
	/** The subscriptions to hints, looked after once a day. */
	subscriptions: number;
	/** All that was read in the first 24 hours. */
	firstDay: number;
};

const DAY_MS = 86_400_000;
const BEGINS_POLL = "read.Divisions";
const FEEDS = ["read.SalesOrderHeaders", "read.SyncSalesOrderLines", "read.Deleted"];

/**
 * A poll found nothing when the next one asks every feed from the same position. What comes after the beginning of
 * the last poll is not counted, since nothing tells yet what that one found.
 */
export function countReads(
	calls: readonly LoggedCall[],
	scope: string,
	releasedAt: number,
): ExactReads {
	const own = calls.filter(
		(call) => call.scope === scope && call.method === "GET" && call.at >= releasedAt,
	);
	const polls = splitIntoPolls(own);
	const reads = { caused: 0, emptyPolls: 0, empty: 0, again: 0, subscriptions: 0, firstDay: 0 };
	for (const [at, poll] of polls.slice(0, -1).entries()) {
		const next = polls[at + 1] ?? [];
		// The first one after the release judges all that was read before it.
		const isEmpty =
			at > 0 && FEEDS.every((feed) => positionOf(poll, feed) === positionOf(next, feed));
		reads.emptyPolls += isEmpty ? 1 : 0;
		for (const call of poll) {
			reads.firstDay += call.at < releasedAt + DAY_MS ? 1 : 0;
			reads[kindOf(call, isEmpty)] += 1;
		}
	}
	return reads;
}

function kindOf({ operation }: LoggedCall, isInEmptyPoll: boolean) {
	if (operation === "read.WebhookSubscriptions") {
		return "subscriptions";
	}
	if (!isInEmptyPoll) {
		return "caused";
	}
	return operation === BEGINS_POLL || FEEDS.includes(operation) ? "empty" : "again";
}

/** What was read before the first poll is counted with it. */
function splitIntoPolls(calls: readonly LoggedCall[]): LoggedCall[][] {
	const polls: LoggedCall[][] = [];
	let hasBegun = false;
	for (const call of calls) {
		const begins = call.operation === BEGINS_POLL;
		if (polls.length === 0 || (begins && hasBegun)) {
			polls.push([]);
		}
		hasBegun ||= begins;
		polls.at(-1)?.push(call);
	}
	return polls;
}

function positionOf(poll: readonly LoggedCall[], feed: string): string | undefined {
	return poll.find((call) => call.operation === feed)?.path;
}
