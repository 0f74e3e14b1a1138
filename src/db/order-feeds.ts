import { type SQL, sql } from "drizzle-orm";

import { newId } from "../lib/ids.ts";
import type { OrderHeader, OrderLine } from "../shipping/model/order.ts";
import { FIRST_ROW_VERSION } from "../shipping/ports/erp.ts";
import type { OrderStore, PageStep } from "../shipping/ports/orders.ts";
import { runBatch } from "./batch.ts";
import type { Database } from "./database.ts";
import { forgetDeliveries } from "./delivery-deletions.ts";
import { idsParameter } from "./json-parameter.ts";
import { moveCursor } from "./move-cursor.ts";
import { forgetUnread, keepUnread } from "./unread-rows.ts";

type OrderFeedStore = Pick<
	OrderStore,
	"storeHeaders" | "storeLines" | "addLines" | "storeDeletions"
>;

/** What the feeds of orders bring: each page with its cursor in one batch. */
export function createOrderFeedStore(db: Database): OrderFeedStore {
	return {
		async storeHeaders(headers, step) {
			const rows = headers.map((header) => ({ ...header, id: newId("ord", step.now) }));
			await runBatch(db, [
				upsertHeaders(JSON.stringify(rows), step),
				...keepUnread("order-headers", headers.map(versionOfHeader), step, ofOrders),
				insertUnreadOrders(step),
				moveCursor("order-headers", step),
			]);
		},

		async storeLines(lines, step) {
			await runBatch(db, [
				// Before the lines: afterwards it can't be told which of them were news.
				flagOrdersOf(lines, step),
				upsertLines(JSON.stringify(lines), step.divisionId),
				...keepUnread("order-lines", lines.map(versionOfLine), step, ofOrders),
				moveCursor("order-lines", step),
			]);
		},

		async addLines(divisionId, lines) {
			await db.run(upsertLines(JSON.stringify(lines), divisionId));
		},

		async storeDeletions(deleted, step) {
			const orderIds = deleted
				.filter((entry) => entry.kind === "order")
				.map((entry) => entry.exactId);
			const lineIds = deleted
				.filter((entry) => entry.kind === "line")
				.map((entry) => entry.exactId);
			await runBatch(db, [
				sql`
					update orders set judge_due_at = ${step.now}, correlation_id = ${step.correlationId}
					where division_id = ${step.divisionId} and exact_order_id in (
						select exact_order_id from order_lines
						where division_id = ${step.divisionId} and exact_line_id in ${idsParameter(lineIds)})`,
				sql`
					delete from order_lines
					where division_id = ${step.divisionId} and exact_line_id in ${idsParameter(lineIds)}`,
				sql`
					update orders set deleted_at = ${step.now}, judge_due_at = ${step.now},
						correlation_id = ${step.correlationId}, updated_at = ${step.now}
					where division_id = ${step.divisionId} and deleted_at is null
						and exact_order_id in ${idsParameter(orderIds)}`,
				...forgetDeliveries(deleted, step),
				...forgetUnread(deleted, step),
				moveCursor("deleted", step),
			]);
		},
	};
}

const ofOrders = (ownerIds: SQL) => sql`orders.exact_order_id in (${ownerIds})`;

function versionOfHeader({ exactOrderId, timestamp }: OrderHeader) {
	return { key: exactOrderId, timestamp };
}

function versionOfLine({ exactLineId, timestamp }: OrderLine) {
	return { key: exactLineId, timestamp };
}

/**
 * An order that was never read stands there with its number, so that a person sees it. Its row version is the first, so
 * that whatever can be read of it is news.
 */
function insertUnreadOrders(step: PageStep) {
	const rows = step.unread
		.filter(({ ownerId }) => ownerId !== null)
		.map(({ ownerId, number }) => ({ id: newId("ord", step.now), ownerId, number: number ?? 0 }));
	return sql`
		insert into orders (id, division_id, exact_order_id, order_number, timestamp, status, delivery_status,
			approval_status, state, reasons, first_seen_at, judge_due_at, correlation_id, updated_at)
		select value ->> 'id', ${step.divisionId}, value ->> 'ownerId', value ->> 'number',
			${FIRST_ROW_VERSION}, 0, 0, 0, 'new', '[]', ${step.now}, ${step.now}, ${step.correlationId},
			${step.now}
		from json_each(${JSON.stringify(rows)})
		where true
		on conflict (division_id, exact_order_id) do nothing`;
}

/**
 * A row that is stored already, under the same row version, changes nothing: whoever stored it flagged the order in
 * the same batch, so a page may be read again at no cost, after a crash or by a sweep.
 */
function upsertHeaders(json: string, step: PageStep) {
	return sql`
		insert into orders (id, division_id, exact_order_id, order_number, timestamp, status, delivery_status,
			approval_status, currency, delivery_date, ordered_by_id, deliver_to_id, deliver_to_name,
			deliver_to_contact_id, delivery_address_id, shipping_method_id, shipping_method_code,
			warehouse_code, your_ref, description, incoterm, state, reasons, first_seen_at, judge_due_at,
			correlation_id, updated_at)
		select value ->> 'id', ${step.divisionId}, value ->> 'exactOrderId', value ->> 'orderNumber',
			value ->> 'timestamp', value ->> 'status', value ->> 'deliveryStatus',
			value ->> 'approvalStatus', value ->> 'currency', value ->> 'deliveryDate',
			value ->> 'orderedById', value ->> 'deliverToId', value ->> 'deliverToName',
			value ->> 'deliverToContactId', value ->> 'deliveryAddressId', value ->> 'shippingMethodId',
			value ->> 'shippingMethodCode', value ->> 'warehouseCode', value ->> 'yourRef',
			value ->> 'description', value ->> 'incoterm', 'new', '[]', ${step.now}, ${step.now}, ${step.correlationId}, ${step.now}
		from json_each(${json})
		where true
		on conflict (division_id, exact_order_id) do update set
			order_number = excluded.order_number, timestamp = excluded.timestamp, status = excluded.status,
			delivery_status = excluded.delivery_status, approval_status = excluded.approval_status,
			currency = excluded.currency, delivery_date = excluded.delivery_date,
			ordered_by_id = excluded.ordered_by_id, deliver_to_id = excluded.deliver_to_id,
			deliver_to_name = excluded.deliver_to_name,
			deliver_to_contact_id = excluded.deliver_to_contact_id,
			-- Another address has not been read yet.
			address_read_at = case when delivery_address_id is excluded.delivery_address_id
				then address_read_at else null end,
			delivery_address_id = excluded.delivery_address_id,
			shipping_method_id = excluded.shipping_method_id,
			shipping_method_code = excluded.shipping_method_code, warehouse_code = excluded.warehouse_code,
			your_ref = excluded.your_ref, description = excluded.description,
			incoterm = excluded.incoterm,
			judge_due_at = excluded.judge_due_at, correlation_id = excluded.correlation_id,
			updated_at = excluded.updated_at
		where excluded.timestamp > orders.timestamp`;
}

function upsertLines(json: string, divisionId: string) {
	return sql`
		insert into order_lines (division_id, exact_line_id, exact_order_id, timestamp, line_number, item_id,
			item_code, description, quantity, quantity_delivered, unit_code, net_price, cost_centre,
			delivery_date, is_drop_shipped)
		select ${divisionId}, value ->> 'exactLineId', value ->> 'exactOrderId', value ->> 'timestamp',
			value ->> 'lineNumber', value ->> 'itemId', value ->> 'itemCode', value ->> 'description',
			value ->> 'quantity', value ->> 'quantityDelivered', value ->> 'unitCode',
			value ->> 'netPrice', value ->> 'costCentre', value ->> 'deliveryDate',
			value ->> 'isDropShipped'
		from json_each(${json})
		where true
		on conflict (division_id, exact_line_id) do update set
			exact_order_id = excluded.exact_order_id, timestamp = excluded.timestamp,
			line_number = excluded.line_number, item_id = excluded.item_id, item_code = excluded.item_code,
			description = excluded.description, quantity = excluded.quantity,
			quantity_delivered = excluded.quantity_delivered, unit_code = excluded.unit_code,
			net_price = excluded.net_price, cost_centre = excluded.cost_centre,
			delivery_date = excluded.delivery_date,
			is_drop_shipped = excluded.is_drop_shipped
		where excluded.timestamp > order_lines.timestamp`;
}

/** Has orders judged of which a line is new or newer than what is stored. */
function flagOrdersOf(lines: readonly OrderLine[], step: PageStep) {
	const versions = lines.map(({ exactLineId, exactOrderId, timestamp }) => ({
		exactLineId,
		exactOrderId,
		timestamp,
	}));
	return sql`
		update orders set judge_due_at = ${step.now}, correlation_id = ${step.correlationId},
			updated_at = ${step.now}
		where division_id = ${step.divisionId} and exact_order_id in (
			select given.value ->> 'exactOrderId' from json_each(${JSON.stringify(versions)}) as given
				left join order_lines l on l.division_id = ${step.divisionId}
					and l.exact_line_id = given.value ->> 'exactLineId'
			where l.exact_line_id is null or given.value ->> 'timestamp' > l.timestamp)`;
}
