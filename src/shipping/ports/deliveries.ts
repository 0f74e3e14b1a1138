import type { Delivery, DeliveryHeader, DeliveryLine } from "../model/delivery.ts";
import type { PageStep } from "./orders.ts";

/** What is kept about goods deliveries booked in Exact. */
export interface DeliveryStore {
	/** Orders that a news delivery is of are judged again; a tracking number of ours is no news. */
	storeDeliveries(deliveries: readonly DeliveryHeader[], step: PageStep): Promise<void>;
	storeLines(lines: readonly DeliveryLine[], step: PageStep): Promise<void>;
	/**
	 * Deliveries with a line of one of the orders, each with all of its lines, deleted ones too, in the order of their
	 * numbers.
	 */
	listOfOrders(
		divisionId: string,
		orders: { orderNumbers: readonly number[]; exactOrderIds: readonly string[] },
	): Promise<Delivery[]>;
	/** Those that were not found ready before. */
	noteReady(divisionId: string, exactDeliveryIds: readonly string[], now: number): Promise<void>;
}
