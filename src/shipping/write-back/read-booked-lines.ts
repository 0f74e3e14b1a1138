import { chunk } from "../../lib/concurrency.ts";
import type { ShippingDeps } from "../deps.ts";
import { LIMITS } from "../model/limits.ts";
import type { OrderLine } from "../model/order.ts";
import type { ErpDivision } from "../ports/erp.ts";
import type { DueWriteBack, LineToDeliver } from "../ports/write-backs.ts";

/** What Exact says of the lines whose goods deliveries are to be booked now; or the error, where it did not say. */
export type BookedLines = {
	wanted: ReadonlyMap<string, readonly LineToDeliver[]>;
	inExact: ReadonlyMap<string, OrderLine> | { error: unknown };
};

/**
 * Right before goods deliveries are booked their lines are read, one call for up to 60 orders: a person may have booked
 * them a minute ago, long before the next poll tells.
 */
export async function readBookedLines(
	rows: readonly DueWriteBack[],
	{ erp }: { erp: ErpDivision },
	deps: Pick<ShippingDeps, "writeBacks">,
): Promise<BookedLines> {
	const shipmentIds = rows
		.filter(({ kind, exactDocumentId }) => kind === "goods-delivery" && exactDocumentId === null)
		.map(({ shipmentId }) => shipmentId);
	if (shipmentIds.length === 0) {
		return { wanted: new Map(), inExact: new Map() };
	}
	const lines = await deps.writeBacks.listLinesToDeliver(shipmentIds);
	const wanted = Map.groupBy(lines, (line) => line.shipmentId);
	try {
		const inExact = new Map<string, OrderLine>();
		const orderIds = [...new Set(lines.map(({ exactOrderId }) => exactOrderId))];
		for (const ids of chunk(orderIds, LIMITS.lookupIdsPerCall)) {
			for (const line of await erp.readLinesOfOrders(ids)) {
				inExact.set(line.exactLineId, line);
			}
		}
		return { wanted, inExact };
	} catch (error) {
		return { wanted, inExact: { error } };
	}
}
