import { type SQL, sql } from "drizzle-orm";

import type { FailedWorkFilter, FailedWorkKind } from "../shipping/ports/replays.ts";
import type { Database } from "./database.ts";
import { idsParameter } from "./json-parameter.ts";
import type { PageRequest } from "./page.ts";

export type FailedWork = {
	kind: FailedWorkKind;
	id: string;
	divisionId: string;
	version: number;
	code: string | null;
	message: string | null;
	failedAt: number;
	/** Place in the list. */
	cursor: string;
};

/** Rows of both kinds that have used up their tries. */
export function failedWork(which: { ids: readonly string[] } | FailedWorkFilter): SQL {
	const condition = "ids" in which ? sql`id in ${idsParameter(which.ids)}` : filtered(which);
	return sql`
		select 'shipment' as kind, id, division_id as divisionId, version, reason ->> 'code' as code,
			reason ->> 'message' as message, updated_at as failedAt
		from shipments where status = 'failed' and ${condition}
		union all
		select 'write-back', id, division_id, version, reason ->> 'code', reason ->> 'message', updated_at
		from write_backs where state = 'failed' and ${condition}`;
}

/** Newest first. Ids of two kinds do not sort together, so the instant leads in the cursor. */
export async function listFailedWork(db: Database, page: PageRequest): Promise<FailedWork[]> {
	const cursor = sql`printf('%015d', failedAt) || '_' || id`;
	return db.all<FailedWork>(sql`
		select *, ${cursor} as cursor from (${failedWork({})})
		where ${page.cursor === undefined ? sql`true` : sql`${cursor} < ${page.cursor}`}
		order by failedAt desc, id desc limit ${page.limit + 1}`);
}

function filtered(filter: FailedWorkFilter): SQL {
	return sql.join(
		[
			sql`true`,
			...(filter.code === undefined ? [] : [sql`reason ->> 'code' = ${filter.code}`]),
			...(filter.divisionId === undefined ? [] : [sql`division_id = ${filter.divisionId}`]),
			...(filter.from === undefined ? [] : [sql`updated_at >= ${filter.from}`]),
			...(filter.to === undefined ? [] : [sql`updated_at < ${filter.to}`]),
		],
		sql` and `,
	);
}
