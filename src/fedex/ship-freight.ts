import { isPalletService } from "../shipping/model/facts/freight-services.ts";
import type { ShipmentPlan } from "../shipping/model/shipment-plan.ts";

/** Five digits (Ship API, expressFreightDetail, 2026-11). */
const MOST_COUNTED = 99_999;
const NEIGHBOURS: ReadonlySet<string> = new Set(["CA", "MX"]);

export type ExpressFreightBody = { shippersLoadAndCount: number; packingListEnclosed: boolean };

/** What FedEx is told of pallets: how many pieces the shipper put on them. Undefined for parcels. */
export function toExpressFreight({
	service,
	lines,
}: Pick<ShipmentPlan, "service" | "lines">): ExpressFreightBody | undefined {
	if (!isPalletService(service)) {
		return undefined;
	}
	const pieces = lines.reduce((sum, { quantity }) => sum + Math.ceil(quantity), 0);
	return {
		shippersLoadAndCount: Math.min(Math.max(1, pieces), MOST_COUNTED),
		packingListEnclosed: false,
	};
}

/**
 * What the pieces are, in words that FedEx knows: it wants them into Canada, and from there and from Mexico into the
 * United States, and pallets are always pallets.
 */
export function toSubPackaging({
	service,
	packaging,
	shipFrom,
	shipTo,
}: Pick<ShipmentPlan, "service" | "packaging" | "shipFrom" | "shipTo">): string | undefined {
	if (isPalletService(service)) {
		return "PALLET";
	}
	const isAsked =
		shipFrom.country !== shipTo.country &&
		(shipTo.country === "CA" || (shipTo.country === "US" && NEIGHBOURS.has(shipFrom.country)));
	return isAsked && packaging === "YOUR_PACKAGING" ? "BOX" : undefined;
}
