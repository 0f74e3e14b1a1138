import { sql } from "drizzle-orm";

import type { Feed } from "../shipping/ports/erp.ts";
import type { PageStep } from "../shipping/ports/orders.ts";

/** In the batch that stores a page: moves the feed's cursor behind it, unless somebody did before. */
export function moveCursor(feed: Feed, step: PageStep) {
	return sql`
		update sync_cursors set timestamp = ${step.to},
			read_to_end_at = case when ${step.isEnd ? 1 : 0} = 1 then ${step.now} else read_to_end_at end
		where division_id = ${step.divisionId} and feed = ${feed} and timestamp = ${step.from}`;
}
