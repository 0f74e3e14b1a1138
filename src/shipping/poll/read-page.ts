import { AppError } from "../../lib/errors.ts";
import type { ShippingDeps } from "../deps.ts";
import type { FeedCursor } from "../ports/divisions.ts";
import { type Feed, type FeedPage, FIRST_ROW_VERSION } from "../ports/erp.ts";
import type { PageStep } from "../ports/orders.ts";
import type { FeedRun } from "./feed-run.ts";

type Read<T> = (after: string) => Promise<FeedPage<T>>;
type Keep<T> = (items: readonly T[], step: PageStep) => Promise<void>;

/**
 * Reads one page, stores it and moves the cursor behind it, in one batch. A row that can't be read is kept as missing
 * with what it is of, which waits for it; the others go on.
 */
export async function readPage(
	run: FeedRun,
	feed: Feed,
	cursor: FeedCursor,
	deps: ShippingDeps,
): Promise<FeedCursor> {
	const { exact } = run;
	const { orders, deliveries } = deps;
	const pass = async <T>(read: Read<T>, keep: Keep<T>) =>
		storePage(await readSound(read, cursor.timestamp, feed, deps), keep, { run, cursor }, deps);
	switch (feed) {
		case "order-headers":
			return pass(
				(after) => exact.readOrderHeaders(after),
				(rows, step) => orders.storeHeaders(rows, step),
			);
		case "order-lines":
			return pass(
				(after) => exact.readOrderLines(after),
				(rows, step) => orders.storeLines(rows, step),
			);
		case "deleted":
			return pass(
				(after) => exact.readDeleted(after),
				(rows, step) => orders.storeDeletions(rows, step),
			);
		case "deliveries":
			return pass(
				(after) => exact.readDeliveries(after),
				(rows, step) => deliveries.storeDeliveries(rows, step),
			);
		case "delivery-lines":
			return pass(
				(after) => exact.readDeliveryLines(after),
				(rows, step) => deliveries.storeLines(rows, step),
			);
	}
}

async function storePage<T>(
	page: FeedPage<T>,
	keep: Keep<T>,
	{ run, cursor }: { run: FeedRun; cursor: FeedCursor },
	deps: Pick<ShippingDeps, "clock">,
): Promise<FeedCursor> {
	const { isEnd, unread } = page;
	const from = cursor.timestamp;
	const to = page.lastTimestamp ?? from;
	const now = deps.clock.now();
	const step = { divisionId: run.division.id, from, to, isEnd, unread, now };
	await keep(page.items, { ...step, correlationId: run.poll.id });
	return { timestamp: to, readToEndAt: isEnd ? now : null };
}

/**
 * A page of which no row can be read may be one bad row, or another schema of Exact's, in which nothing must be passed
 * over. The oldest rows of the feed tell: they could be read before.
 */
async function readSound<T>(
	read: Read<T>,
	from: string,
	feed: Feed,
	deps: Pick<ShippingDeps, "log">,
): Promise<FeedPage<T>> {
	const page = await read(from);
	const [first] = page.unread;
	if (first === undefined) {
		return page;
	}
	if (page.items.length === 0 && (await read(FIRST_ROW_VERSION)).items.length === 0) {
		throw new AppError({
			code: "exact.schema_changed",
			disposition: "retry",
			message: `No row of Exact's ${feed.replace("-", " ")} can be read; the first that differs is ${first.field}.`,
			context: { feed, field: first.field },
		});
	}
	const fields = [...new Set(page.unread.map(({ field }) => field))].join(", ");
	deps.log.warn("poll.rows_unreadable", { feed, rows: page.unread.length, fields });
	return page;
}
