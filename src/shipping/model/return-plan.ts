import { isLtlPlan } from "./ltl.ts";
import type { ShipmentPlan } from "./shipment-plan.ts";

export type NoReturn = "freight" | "customs";

/** Why the goods of a plan can't come back by a label that is bought with it. */
export function whyNoReturn(plan: ShipmentPlan): NoReturn | undefined {
	if (isLtlPlan(plan)) {
		return "freight";
	}
	return plan.customs !== null && plan.customs.incoterm !== null ? "customs" : undefined;
}

/** FedEx takes this one to homes only, and a division is none. */
const SERVICES_BACK: ReadonlyMap<string, string> = new Map([
	["GROUND_HOME_DELIVERY", "FEDEX_GROUND"],
]);

/**
 * The same parcels the other way round; what was quoted, and which goods delivery it was, is of the way out alone.
 * FedEx takes the sender or a third party as payor of a return only.
 */
export function toReturnPlan(plan: ShipmentPlan, rma: string | null): ShipmentPlan {
	const { quote: _quote, delivery: _delivery, hasReturnLabel: _, ...parcels } = plan;
	return {
		...parcels,
		service: SERVICES_BACK.get(plan.service) ?? plan.service,
		shipFrom: plan.shipTo,
		shipTo: plan.shipFrom,
		isResidential: null,
		options: { signature: null, isSaturdayDelivery: false, holdAtLocation: null },
		pickupType: "DROPOFF_AT_FEDEX_LOCATION",
		transport: plan.transport.by === "recipient" ? { by: "sender" } : plan.transport,
		return: { rma },
	};
}
