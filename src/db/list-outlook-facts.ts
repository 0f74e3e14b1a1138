import { and, asc, eq, getTableColumns, sql } from "drizzle-orm";

import type { OrderLine } from "../shipping/model/order.ts";
import type { KnownRecord, StoredOrder, WantedRecord } from "../shipping/ports/orders.ts";
import type { Database } from "./database.ts";
import { idsParameter, splitForBinding } from "./json-parameter.ts";
import { STORED_ORDER } from "./orders.ts";
import { orderLines, orders } from "./schema.ts";

/** What the plans of listed orders are made from, for orders of any divisions in one statement of each kind. */

export async function listStoredOrders(
	db: Database,
	ids: readonly string[],
): Promise<(StoredOrder & { divisionId: string })[]> {
	return db
		.select(STORED_ORDER)
		.from(orders)
		.where(sql`${orders.id} in ${idsParameter(ids)}`);
}

export async function listLinesOfOrders(
	db: Database,
	ids: readonly string[],
): Promise<(OrderLine & { divisionId: string })[]> {
	return db
		.select(getTableColumns(orderLines))
		.from(orders)
		.innerJoin(
			orderLines,
			and(
				eq(orderLines.divisionId, orders.divisionId),
				eq(orderLines.exactOrderId, orders.exactOrderId),
			),
		)
		.where(sql`${orders.id} in ${idsParameter(ids)}`)
		.orderBy(asc(orderLines.exactOrderId), asc(orderLines.lineNumber));
}

export async function listRecords(
	db: Database,
	wanted: readonly WantedRecord[],
): Promise<KnownRecord[]> {
	const found: KnownRecord[] = [];
	for (const part of splitForBinding(wanted)) {
		const rows = await db.all<WantedRecord & { data: string }>(sql`
			select r.division_id as divisionId, r.kind, r.exact_id as exactId, r.data
			from json_each(${JSON.stringify(part)}) w cross join reference_records r
				on r.division_id = w.value ->> 'divisionId' and r.kind = w.value ->> 'kind'
				and r.exact_id = w.value ->> 'exactId'`);
		found.push(...rows.map((row) => ({ ...row, data: JSON.parse(row.data) as unknown })));
	}
	return found;
}
