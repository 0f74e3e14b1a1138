import { chunk, forEachLimited } from "../../lib/concurrency.ts";
import type { ShippingDeps } from "../deps.ts";
import { LIMITS } from "../model/limits.ts";
import type { OrderLine } from "../model/order.ts";
import type { ErpDivision } from "../ports/erp.ts";
import type { StoredOrder } from "../ports/orders.ts";

/**
 * The lines of orders by Exact order id. A header can change long after its lines did, so where the feed began later
 * the lines of an open order are missing: those are read by order.
 */
export async function gatherLines(
	divisionId: string,
	orders: readonly StoredOrder[],
	openStatuses: readonly number[],
	erp: ErpDivision,
	deps: Pick<ShippingDeps, "orders">,
): Promise<Map<string, OrderLine[]>> {
	const ids = orders.map((order) => order.exactOrderId);
	const lines = groupByOrder(await deps.orders.listLines(divisionId, ids));
	const lacking = orders.filter(
		(order) =>
			order.deletedAt === null &&
			openStatuses.includes(order.status) &&
			!lines.has(order.exactOrderId) &&
			order.unread.length === 0,
	);
	await forEachLimited(
		chunk(lacking, LIMITS.lookupIdsPerCall),
		LIMITS.callsAtOnce,
		async (part) => {
			const read = await erp.readLinesOfOrders(part.map((order) => order.exactOrderId));
			await deps.orders.addLines(divisionId, read);
			for (const [orderId, own] of groupByOrder(read)) {
				lines.set(orderId, own);
			}
		},
	);
	return lines;
}

function groupByOrder(lines: readonly OrderLine[]): Map<string, OrderLine[]> {
	const grouped = new Map<string, OrderLine[]>();
	for (const line of lines) {
		const found = grouped.get(line.exactOrderId);
		if (found === undefined) {
			grouped.set(line.exactOrderId, [line]);
		} else {
			found.push(line);
		}
	}
	return grouped;
}
