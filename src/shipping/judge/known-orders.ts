import type { OrderLine } from "../model/order.ts";
import type {
	KnownRecord,
	OrderReads,
	OrderStore,
	StoredOrder,
	WantedRecord,
} from "../ports/orders.ts";

type PlacedOrder = StoredOrder & { divisionId: string };

/** Reads about orders of any divisions at once. */
export type OutlookReads = Pick<OrderStore, "listShipments" | "listReserved"> & {
	listStored(ids: readonly string[]): Promise<PlacedOrder[]>;
	listLines(ids: readonly string[]): Promise<(OrderLine & { divisionId: string })[]>;
	listRecords(wanted: readonly WantedRecord[]): Promise<KnownRecord[]>;
};

/**
 * What is known of these orders, read for all divisions together and then answered from memory: a list shows orders
 * of many divisions, and each is planned with its own division's settings.
 */
export async function readKnownOrders(
	ids: readonly string[],
	reads: OutlookReads,
): Promise<OrderReads> {
	const [orders, lines, shipments] = await Promise.all([
		reads.listStored(ids),
		reads.listLines(ids),
		reads.listShipments(ids),
	]);
	const shipped = [...new Set(shipments.map(({ orderId }) => orderId))];
	const reserved = shipped.length === 0 ? [] : await reads.listReserved(shipped);
	const linesByOrder = Map.groupBy(lines, (line) => keyOf(line.divisionId, line.exactOrderId));
	const wanted = orders.flatMap((order) =>
		recordsOfOrder(order, linesByOrder.get(keyOf(order.divisionId, order.exactOrderId)) ?? []),
	);
	const records = new Map(
		(
			await reads.listRecords([...new Map(wanted.map((one) => [recordKey(one), one])).values()])
		).map((record) => [recordKey(record), record.data]),
	);
	return {
		findStored: async (divisionId, some) => {
			const asked = new Set(some);
			return orders.filter((order) => order.divisionId === divisionId && asked.has(order.id));
		},
		listLines: async (divisionId, exactOrderIds) =>
			exactOrderIds.flatMap((id) => linesByOrder.get(keyOf(divisionId, id)) ?? []),
		listShipments: async (orderIds) => {
			const asked = new Set(orderIds);
			return shipments.filter(({ orderId }) => asked.has(orderId));
		},
		listReserved: async (orderIds) => {
			const asked = new Set(orderIds);
			return reserved.filter(({ orderId }) => asked.has(orderId));
		},
		findRecords: async (divisionId, kind, exactIds) =>
			new Map(
				exactIds.flatMap((exactId) => {
					const data = records.get(recordKey({ divisionId, kind, exactId }));
					return data === undefined ? [] : [[exactId, data] as const];
				}),
			),
	};
}

/** What the plan of an order looks up beside its own lines. */
function recordsOfOrder(order: PlacedOrder, lines: readonly OrderLine[]): WantedRecord[] {
	const { divisionId } = order;
	const of = (kind: WantedRecord["kind"], exactId: string | null) =>
		exactId === null ? [] : [{ divisionId, kind, exactId }];
	return [
		...of("account", order.deliverToId ?? order.orderedById),
		...of("contact", order.deliverToContactId),
		...lines.flatMap(({ itemId }) => [...of("item", itemId), ...of("origin", itemId)]),
	];
}

const keyOf = (...parts: string[]) => parts.join("|");
const recordKey = ({ divisionId, kind, exactId }: WantedRecord) => keyOf(divisionId, kind, exactId);
