import { newId } from "../../lib/ids.ts";
import type { DivisionSettings } from "../model/division-settings.ts";
import type { PlanResult } from "../plan/plan-shipment.ts";
import type { Division } from "../ports/divisions.ts";
import type { Reservation, StoredOrder } from "../ports/orders.ts";
import { nextSequence } from "./order-case.ts";
import { accountOf, firstOf } from "./replan-unsent.ts";

/** What orders are judged in. */
export type World = {
	division: Division;
	settings: DivisionSettings;
	now: number;
	/** The division's date. */
	today: string;
	nextDayAt: number;
};

/**
 * Whether it ships by itself: it was ticked at the release, or it was first found ready after it. One that was
 * never ready (it still has problems) gets its shipment too, blocked, so that a person sees it.
 */
export function isReleased(
	order: Pick<StoredOrder, "heldBackAt" | "releasedAt" | "firstReadyAt">,
	division: Division,
	now: number,
): boolean {
	if (division.mode !== "live" || division.releasedAt === null || order.heldBackAt !== null) {
		return false;
	}
	return order.releasedAt !== null || (order.firstReadyAt ?? now) >= division.releasedAt;
}

type ReservedRun = {
	costCentre: string | null;
	result: Exclude<PlanResult, { notReady: unknown }>;
};

/** The next shipment of an order; `at` counts those that are reserved with it, which are stored together or not at all. */
export function reservationOf(
	{ order, shipments }: { order: StoredOrder; shipments: readonly { sequence: number }[] },
	division: Division,
	{ costCentre, result }: ReservedRun,
	{ now, at }: { now: number; at: number },
): Reservation {
	const firstSequence = nextSequence(shipments);
	return {
		shipmentId: newId("shp", now),
		orderId: order.id,
		exactOrderId: order.exactOrderId,
		orderNumber: order.orderNumber,
		sequence: firstSequence + at,
		firstSequence,
		exactDeliveryId: null,
		costCentre: "plan" in result ? result.plan.costCentre : costCentre,
		fedexAccountId: accountOf(result, division),
		correlationId: order.correlationId,
		outcome: "plan" in result ? result : { reason: firstOf(result.problems) },
	};
}
