import { type SQL, sql } from "drizzle-orm";

import type { DeletedEntity } from "../shipping/model/order.ts";
import type { UnreadField } from "../shipping/model/unread-field.ts";
import type { PageStep } from "../shipping/ports/orders.ts";
import { idsParameter } from "./json-parameter.ts";

/**
 * In the batch that stores a page, behind the rows that could be read: these are no longer missing, the others are kept,
 * and the orders that they are of are judged again. A row that was mended comes under a newer version; one without an id
 * is gone once its version is.
 */
export function keepUnread(
	feed: UnreadField["feed"],
	read: readonly { key: string; timestamp: string }[],
	step: PageStep,
	isOwner: (ownerIds: SQL) => SQL,
): SQL[] {
	const { divisionId, unread } = step;
	const rows = JSON.stringify(unread);
	const isHere = sql`division_id = ${divisionId} and feed = ${feed}`;
	const forget = sql`
		delete from unread_rows where ${isHere} and (
			exists (select 1 from json_each(${JSON.stringify(read)}) as given
				where given.value ->> 'key' = row_key and given.value ->> 'timestamp' >= timestamp)
			or (owner_id is null and timestamp > ${step.from} and timestamp <= ${step.to}
				and row_key not in (select value ->> 'key' from json_each(${rows}))))`;
	if (unread.length === 0) {
		return [forget];
	}
	const news = sql`
		select given.value ->> 'ownerId' from json_each(${rows}) as given
			left join unread_rows u on u.division_id = ${divisionId} and u.feed = ${feed}
				and u.row_key = given.value ->> 'key'
		where u.row_key is null or given.value ->> 'timestamp' > u.timestamp`;
	return [
		forget,
		// Before the rows: afterwards it can't be told which of them were news.
		sql`
			update orders set judge_due_at = ${step.now}, correlation_id = ${step.correlationId},
				updated_at = ${step.now}
			where division_id = ${divisionId} and ${isOwner(news)}`,
		sql`
			insert into unread_rows (division_id, feed, row_key, owner_id, timestamp, field, first_seen_at)
			select ${divisionId}, ${feed}, value ->> 'key', value ->> 'ownerId', value ->> 'timestamp',
				value ->> 'field', ${step.now}
			from json_each(${rows})
			where true
			on conflict (division_id, feed, row_key) do update set owner_id = excluded.owner_id,
				timestamp = excluded.timestamp, field = excluded.field`,
	];
}

/** A guid; the keys of some rows go on behind it. */
const ID_LENGTH = 36;

/** What was deleted needs no reading any more. */
export function forgetUnread(deleted: readonly DeletedEntity[], step: PageStep): SQL[] {
	if (deleted.length === 0) {
		return [];
	}
	const ids = idsParameter(deleted.map(({ exactId }) => exactId));
	const isDeleted = sql`division_id = ${step.divisionId}
		and (substr(row_key, 1, ${ID_LENGTH}) in ${ids} or owner_id in ${ids})`;
	return [
		sql`
			update orders set judge_due_at = ${step.now}, correlation_id = ${step.correlationId},
				updated_at = ${step.now}
			where division_id = ${step.divisionId} and (
				exact_order_id in (select owner_id from unread_rows where ${isDeleted})
				or exact_order_id in (select o.exact_order_id from unread_rows u
					join goods_delivery_lines l on l.division_id = u.division_id
						and l.exact_delivery_id = u.owner_id
					join order_lines o on o.division_id = l.division_id
						and o.exact_line_id = l.exact_line_id
					where u.division_id = ${step.divisionId} and substr(u.row_key, 1, ${ID_LENGTH}) in ${ids}))`,
		sql`delete from unread_rows where ${isDeleted}`,
	];
}

/** What of an order or delivery could not be read. The columns are those of its row, with the name of its table. */
export function unreadOf(row: { divisionId: SQL; ownerId: SQL }) {
	return sql`(select json_group_array(json_object('feed', u.feed, 'field', u.field))
		from unread_rows u where u.division_id = ${row.divisionId} and u.owner_id = ${row.ownerId})`.mapWith(
		(stored: string) => JSON.parse(stored) as UnreadField[],
	);
}
