import { and, asc, desc, eq, gte, lt, sql } from "drizzle-orm";

import type { Problem } from "../lib/errors.ts";
import type { Decision } from "../shipping/model/decision.ts";
import type { EnteredPackages } from "../shipping/model/entered-packages.ts";
import type { OrderState } from "../shipping/model/order-states.ts";
import type { AddressCheck } from "../shipping/model/order.ts";
import type { Database } from "./database.ts";
import { idsParameter } from "./json-parameter.ts";
import type { PageRequest } from "./page.ts";
import { orders, shipmentOrders } from "./schema.ts";
import { orderIdsMatching } from "./search.ts";

export type OrderFilter = {
	divisionId: string | undefined;
	state: OrderState | undefined;
	q: string | undefined;
	/** When they were seen first. */
	from?: number | undefined;
	to?: number | undefined;
};

export type ListedOrder = {
	id: string;
	divisionId: string;
	orderNumber: number;
	exactOrderId: string;
	customer: string | null;
	state: OrderState;
	reasons: Problem[];
	decision: Decision | null;
	packages: EnteredPackages | null;
	addressCheck: AddressCheck | null;
	firstSeenAt: number;
	readySince: number | null;
	updatedAt: number;
};

const COLUMNS = {
	id: orders.id,
	divisionId: orders.divisionId,
	orderNumber: orders.orderNumber,
	exactOrderId: orders.exactOrderId,
	customer: orders.deliverToName,
	state: orders.state,
	reasons: orders.reasons,
	decision: orders.decision,
	packages: orders.packages,
	addressCheck: orders.addressCheck,
	firstSeenAt: orders.firstSeenAt,
	readySince: orders.readySince,
	updatedAt: orders.updatedAt,
};

export async function findOrder(db: Database, id: string): Promise<ListedOrder | undefined> {
	const rows = await db.select(COLUMNS).from(orders).where(eq(orders.id, id));
	return rows[0];
}

export async function listOrders(
	db: Database,
	filter: OrderFilter,
	page: PageRequest,
): Promise<ListedOrder[]> {
	return db
		.select(COLUMNS)
		.from(orders)
		.where(
			and(
				filter.divisionId === undefined ? undefined : eq(orders.divisionId, filter.divisionId),
				filter.state === undefined ? undefined : eq(orders.state, filter.state),
				filter.from === undefined ? undefined : gte(orders.firstSeenAt, filter.from),
				// A time that has passed is found by its own index.
				filter.to === undefined
					? undefined
					: sql`${orders.id} in (select id from orders
						where first_seen_at >= ${filter.from ?? 0} and first_seen_at < ${filter.to})`,
				filter.q === undefined ? undefined : sql`${orders.id} in ${orderIdsMatching(filter.q)}`,
				page.cursor === undefined ? undefined : lt(orders.id, page.cursor),
			),
		)
		.orderBy(desc(orders.id))
		.limit(page.limit + 1);
}

/** A shipment of the order went out once, and may be sent again: a release decides about it too. */
export const MAY_BE_SENT_AGAIN = sql`${orders.state} = 'reserved' and exists (
	select 1 from shipments s where s.order_id = ${orders}.id and s.attempt_number > 0
		and s.status in ('planned', 'blocked', 'failed', 'unknown', 'creating'))`;

/** Their ids, each kind by an index of its own: all that was ever shipped is `reserved` too. */
function undecidedIn(divisionId: string) {
	return sql`(
		select id from orders indexed by orders_division_state where division_id = ${divisionId}
			and state in ('ready', 'blocked', 'not_ready', 'held_back')
		union select s.order_id from shipments s cross join orders o on o.id = s.order_id
		where s.division_id = ${divisionId} and s.attempt_number > 0 and o.state = 'reserved'
			and s.status in ('planned', 'blocked', 'failed', 'unknown', 'creating'))`;
}

/** What a release would be about: all that is neither shipped, gone nor unread. */
export async function listPreviewOrders(
	db: Database,
	divisionId: string,
	page: PageRequest,
): Promise<ListedOrder[]> {
	return db
		.select(COLUMNS)
		.from(orders)
		.where(
			and(
				eq(orders.divisionId, divisionId),
				sql`${orders.id} in ${undecidedIn(divisionId)}`,
				page.cursor === undefined ? undefined : lt(orders.id, page.cursor),
			),
		)
		.orderBy(desc(orders.id))
		.limit(page.limit + 1);
}

/** Shipments by order, for the orders of one page. */
export async function listShipmentIds(
	db: Database,
	orderIds: readonly string[],
): Promise<Map<string, string[]>> {
	const rows = await db
		.select({ orderId: shipmentOrders.orderId, shipmentId: shipmentOrders.shipmentId })
		.from(shipmentOrders)
		.where(sql`${shipmentOrders.orderId} in ${idsParameter(orderIds)}`)
		.orderBy(asc(shipmentOrders.orderId), asc(shipmentOrders.sequence));
	const grouped = Map.groupBy(rows, (row) => row.orderId);
	return new Map(
		Array.from(grouped, ([orderId, own]) => [orderId, own.map((row) => row.shipmentId)]),
	);
}
