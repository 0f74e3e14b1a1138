import type { ShipmentPlan } from "../model/shipment-plan.ts";
import type { ShipmentStatus } from "../model/shipment-states.ts";
import type { Change, Outcome } from "./changes.ts";

/** What is kept about labels for goods that come back. */

export type ReturnableShipment = {
	id: string;
	divisionId: string;
	fedexAccountId: string;
	orderId: string;
	exactOrderId: string;
	orderNumber: number;
	status: ShipmentStatus;
	kind: ShipmentKind;
	plan: ShipmentPlan | null;
	costCentre: string | null;
	/** Returns that were asked for it, whatever became of them. */
	returns: number;
};

/** A return takes no lines of its order: it is never counted as shipped, and never planned again by its order. */
export const SHIPMENT_KINDS = ["outbound", "return"] as const;

export type ShipmentKind = (typeof SHIPMENT_KINDS)[number];

export interface ReturnStore {
	find(id: string): Promise<ReturnableShipment | undefined>;
	/** Lost where the shipment has a return already that was not voided, or lost its label meanwhile. */
	reserve(
		of: ReturnableShipment,
		made: { id: string; plan: ShipmentPlan },
		change: Change,
	): Promise<Outcome>;
}
