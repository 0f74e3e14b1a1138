import { asc, getTableColumns, type SQL, sql } from "drizzle-orm";

import type { DeliveryHeader, DeliveryLine } from "../shipping/model/delivery.ts";
import type { DeliveryStore } from "../shipping/ports/deliveries.ts";
import { FIRST_ROW_VERSION } from "../shipping/ports/erp.ts";
import type { PageStep } from "../shipping/ports/orders.ts";
import { runBatch } from "./batch.ts";
import type { Database } from "./database.ts";
import { idsParameter } from "./json-parameter.ts";
import { moveCursor } from "./move-cursor.ts";
import { goodsDeliveries, goodsDeliveryLines } from "./schema.ts";
import { keepUnread, unreadOf } from "./unread-rows.ts";

export function createDeliveryStore(db: Database): DeliveryStore {
	return {
		async storeDeliveries(deliveries, step) {
			const rows = JSON.stringify(deliveries);
			await runBatch(db, [
				// Before the rows: afterwards it can't be told which of them were news.
				flagOrders(step, newsHeaders(rows, step.divisionId)),
				upsertDeliveries(rows, step),
				...keepUnread("deliveries", deliveries.map(versionOfDelivery), step, (ids) =>
					isOfDelivery(step.divisionId, ids),
				),
				insertUnreadDeliveries(step),
				moveCursor("deliveries", step),
			]);
		},

		async storeLines(lines, step) {
			const rows = JSON.stringify(lines);
			await runBatch(db, [
				flagOrdersOfLines(step, rows),
				upsertLines(rows, step.divisionId),
				...keepUnread("delivery-lines", lines.map(versionOfLine), step, (ids) =>
					isOfDelivery(step.divisionId, ids),
				),
				moveCursor("delivery-lines", step),
			]);
		},

		async listOfOrders(divisionId, { orderNumbers, exactOrderIds }) {
			const ids = sql`(select exact_delivery_id from goods_delivery_lines
				where division_id = ${divisionId} and (order_number in ${idsParameter(orderNumbers)}
					or exact_line_id in (select exact_line_id from order_lines
						where division_id = ${divisionId}
							and exact_order_id in ${idsParameter(exactOrderIds)})))`;
			const headers = await db
				.select({
					...getTableColumns(goodsDeliveries),
					unread: unreadOf({
						divisionId: sql`goods_deliveries.division_id`,
						ownerId: sql`goods_deliveries.exact_delivery_id`,
					}),
				})
				.from(goodsDeliveries)
				.where(
					sql`${goodsDeliveries.divisionId} = ${divisionId}
						and ${goodsDeliveries.exactDeliveryId} in ${ids}`,
				)
				.orderBy(asc(goodsDeliveries.deliveryNumber), asc(goodsDeliveries.exactDeliveryId));
			if (headers.length === 0) {
				return [];
			}
			const rows = await db
				.select()
				.from(goodsDeliveryLines)
				.where(
					sql`${goodsDeliveryLines.divisionId} = ${divisionId}
						and ${goodsDeliveryLines.exactDeliveryId} in ${ids}`,
				);
			const lines = Map.groupBy(rows, (row) => row.exactDeliveryId);
			return headers.map((header) => ({
				...header,
				lines: lines.get(header.exactDeliveryId) ?? [],
			}));
		},

		async noteReady(divisionId, exactDeliveryIds, now) {
			await db.run(sql`
				update goods_deliveries set first_ready_at = ${now}
				where division_id = ${divisionId} and first_ready_at is null
					and exact_delivery_id in ${idsParameter(exactDeliveryIds)}`);
		},
	};
}

function versionOfDelivery({ exactDeliveryId, timestamp }: DeliveryHeader) {
	return { key: exactDeliveryId, timestamp };
}

function versionOfLine(line: DeliveryLine) {
	return {
		key: `${line.exactDeliveryLineId}/${line.storageLocationId}`,
		timestamp: line.timestamp,
	};
}

/** So that lines which can be read find their delivery, and it does not ship. */
function insertUnreadDeliveries(step: PageStep) {
	const rows = step.unread.filter(({ ownerId }) => ownerId !== null);
	return sql`
		insert into goods_deliveries (division_id, exact_delivery_id, timestamp, delivery_number,
			first_seen_at, updated_at)
		select ${step.divisionId}, value ->> 'ownerId', ${FIRST_ROW_VERSION},
			coalesce(value ->> 'number', 0), ${step.now}, ${step.now}
		from json_each(${JSON.stringify(rows)})
		where true
		on conflict (division_id, exact_delivery_id) do nothing`;
}

/** Has the orders judged that deliveries are of, by the numbers and lines that these name. */
function flagOrders(step: PageStep, deliveryIds: SQL) {
	return sql`
		update orders set judge_due_at = ${step.now}, correlation_id = ${step.correlationId},
			updated_at = ${step.now}
		where division_id = ${step.divisionId} and ${isOfDelivery(step.divisionId, deliveryIds)}`;
}

/** Whether the row of `orders` has a line in one of the deliveries. */
export function isOfDelivery(divisionId: string, deliveryIds: SQL) {
	return sql`(
		orders.order_number in (select l.order_number from goods_delivery_lines l
			where l.division_id = ${divisionId} and l.exact_delivery_id in (${deliveryIds}))
		or orders.exact_order_id in (select o.exact_order_id from goods_delivery_lines l
			join order_lines o on o.division_id = l.division_id and o.exact_line_id = l.exact_line_id
			where l.division_id = ${divisionId} and l.exact_delivery_id in (${deliveryIds})))`;
}

/** That only the tracking number moved is the echo of our own write. */
function newsHeaders(rows: string, divisionId: string) {
	return sql`
		select given.value ->> 'exactDeliveryId' from json_each(${rows}) as given
			left join goods_deliveries d on d.division_id = ${divisionId}
				and d.exact_delivery_id = given.value ->> 'exactDeliveryId'
		where d.exact_delivery_id is null or (given.value ->> 'timestamp' > d.timestamp
			and (d.delivery_date is not given.value ->> 'deliveryDate'
				or d.account_id is not given.value ->> 'accountId'
				or d.contact_id is not given.value ->> 'contactId'
				or d.address_id is not given.value ->> 'addressId'
				or d.shipping_method_code is not given.value ->> 'shippingMethodCode'
				or d.warehouse_code is not given.value ->> 'warehouseCode'
				or (d.tracking_number is not given.value ->> 'trackingNumber' and not exists (
					select 1 from write_backs w where w.kind = 'tracking-number'
						and w.exact_document_id = d.exact_delivery_id
						and w.body = coalesce(given.value ->> 'trackingNumber', '')))))`;
}

/** Has the orders judged that a line is of which is new or newer, and those that share its delivery. */
function flagOrdersOfLines(step: PageStep, rows: string) {
	const { divisionId } = step;
	const news = (column: string) => sql`
		select given.value ->> ${column} from json_each(${rows}) as given
			left join goods_delivery_lines l on l.division_id = ${divisionId}
				and l.exact_delivery_line_id = given.value ->> 'exactDeliveryLineId'
				and l.storage_location_id = given.value ->> 'storageLocationId'
		where l.exact_delivery_line_id is null or given.value ->> 'timestamp' > l.timestamp`;
	return sql`
		update orders set judge_due_at = ${step.now}, correlation_id = ${step.correlationId},
			updated_at = ${step.now}
		where division_id = ${divisionId} and (order_number in (${news("orderNumber")})
			or exact_order_id in (select o.exact_order_id from order_lines o
				where o.division_id = ${divisionId} and o.exact_line_id in (${news("exactLineId")}))
			or ${isOfDelivery(divisionId, news("exactDeliveryId"))})`;
}

function upsertDeliveries(rows: string, step: PageStep) {
	return sql`
		insert into goods_deliveries (division_id, exact_delivery_id, timestamp, delivery_number,
			delivery_date, account_id, contact_id, address_id, shipping_method_id, shipping_method_code,
			warehouse_code, tracking_number, first_seen_at, updated_at)
		select ${step.divisionId}, value ->> 'exactDeliveryId', value ->> 'timestamp',
			value ->> 'deliveryNumber', value ->> 'deliveryDate', value ->> 'accountId',
			value ->> 'contactId', value ->> 'addressId', value ->> 'shippingMethodId',
			value ->> 'shippingMethodCode', value ->> 'warehouseCode', value ->> 'trackingNumber',
			${step.now}, ${step.now}
		from json_each(${rows})
		where true
		on conflict (division_id, exact_delivery_id) do update set
			timestamp = excluded.timestamp, delivery_number = excluded.delivery_number,
			delivery_date = excluded.delivery_date, account_id = excluded.account_id,
			contact_id = excluded.contact_id, address_id = excluded.address_id,
			shipping_method_id = excluded.shipping_method_id,
			shipping_method_code = excluded.shipping_method_code,
			warehouse_code = excluded.warehouse_code, tracking_number = excluded.tracking_number,
			updated_at = excluded.updated_at
		where excluded.timestamp > goods_deliveries.timestamp`;
}

function upsertLines(rows: string, divisionId: string) {
	return sql`
		insert into goods_delivery_lines (division_id, exact_delivery_line_id, storage_location_id,
			exact_delivery_id, timestamp, exact_line_id, order_number, quantity)
		select ${divisionId}, value ->> 'exactDeliveryLineId', value ->> 'storageLocationId',
			value ->> 'exactDeliveryId', value ->> 'timestamp', value ->> 'exactLineId',
			value ->> 'orderNumber', value ->> 'quantity'
		from json_each(${rows})
		where true
		on conflict (division_id, exact_delivery_line_id, storage_location_id) do update set
			exact_delivery_id = excluded.exact_delivery_id, timestamp = excluded.timestamp,
			exact_line_id = excluded.exact_line_id, order_number = excluded.order_number,
			quantity = excluded.quantity
		where excluded.timestamp > goods_delivery_lines.timestamp`;
}
