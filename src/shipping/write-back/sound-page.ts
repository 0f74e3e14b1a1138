import { AppError } from "../../lib/errors.ts";
import type { Log } from "../../lib/log.ts";
import type { FeedPage } from "../ports/erp.ts";

/**
 * A row that can't be read is passed over and noted. A page of which no row can be read is another schema of Exact's:
 * what is not found on it may stand there all the same, and would be posted twice.
 */
export function soundPage<T>(page: FeedPage<T>, feed: string, log: Log): FeedPage<T> {
	const [first] = page.unread;
	if (first === undefined) {
		return page;
	}
	if (page.items.length === 0) {
		throw new AppError({
			code: "exact.schema_changed",
			disposition: "retry",
			message: `No row of Exact's ${feed} can be read; the first that differs is ${first.field}.`,
			context: { feed, field: first.field },
		});
	}
	const fields = [...new Set(page.unread.map(({ field }) => field))].join(", ");
	const keys = page.unread.map(({ key }) => key).join(" ");
	log.warn("feed.rows_unreadable", { feed, rows: page.unread.length, fields, keys });
	return page;
}
