import { sql } from "drizzle-orm";

import { LIMITS } from "../shipping/model/limits.ts";
import type { PushStore } from "../shipping/ports/pushes.ts";
import type { Database } from "./database.ts";
import { idsParameter } from "./json-parameter.ts";
import { newsStatements } from "./tracking-news.ts";
import { runOnlyIf } from "./transition.ts";

export function createPushStore(db: Database): PushStore {
	return {
		async findGroups(accountId, numbers) {
			const rows = await db.all<{ id: string }>(sql`
				select distinct p.tracking_group_id as id
				from packages p join tracking_groups g on g.id = p.tracking_group_id
				where p.tracking_number in ${idsParameter(numbers)} and g.fedex_account_id = ${accountId}`);
			return rows.map(({ id }) => id);
		},

		saveNews: ({ shipment, scansKnown }, news, now) =>
			runOnlyIf(
				db,
				sql`exists (select 1 from shipments where id = ${shipment.id} and version = ${shipment.version}
						and status = 'labelled')
					and (select count(*) from tracking_events where shipment_id = ${shipment.id}) = ${scansKnown}`,
				newsStatements([news], now),
			),

		async noteHeard(accountId, now) {
			await db.run(sql`
				update fedex_accounts set push_heard_at = ${now}
				where id = ${accountId}
					and (push_heard_at is null or push_heard_at < ${now - LIMITS.hour})`);
		},
	};
}
