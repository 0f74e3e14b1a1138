import { sql } from "drizzle-orm";

import { LIMITS } from "../shipping/model/limits.ts";
import type { PushStore } from "../shipping/ports/pushes.ts";
import { runBatch } from "./batch.ts";
import type { Database } from "./database.ts";
import { idsParameter } from "./json-parameter.ts";
import { newsStatements } from "./tracking-news.ts";

export function createPushStore(db: Database): PushStore {
	return {
		async findGroups(accountId, numbers) {
			const rows = await db.all<{ id: string }>(sql`
				select distinct p.tracking_group_id as id
				from packages p join tracking_groups g on g.id = p.tracking_group_id
				where p.tracking_number in ${idsParameter(numbers)} and g.fedex_account_id = ${accountId}`);
			return rows.map(({ id }) => id);
		},

		async saveNews(news, now) {
			await runBatch(db, newsStatements(news, now));
		},

		async noteHeard(accountId, now) {
			await db.run(sql`
				update fedex_accounts set push_heard_at = ${now}
				where id = ${accountId}
					and (push_heard_at is null or push_heard_at < ${now - LIMITS.hour})`);
		},
	};
}
