import type { ShipmentPiece, ShipmentRecord } from "../shipment-record.ts";
import { planTravel, type Scan } from "./travel-plan.ts";

/** What has happened to a piece by now, oldest first. A cancelled piece goes nowhere. */
export function scansUntil(
	shipment: ShipmentRecord,
	piece: ShipmentPiece,
	moment: { now: number; exceptionShare: number },
): Scan[] {
	const { cancelledAt } = piece;
	const plan = planTravel(shipment, moment.exceptionShare);
	if (cancelledAt === null) {
		return plan.filter((scan) => scan.at <= moment.now);
	}
	const { countryCode, city } = shipment.shipper;
	return [
		...plan.filter((scan) => scan.at < cancelledAt),
		{
			at: cancelledAt,
			code: "CA",
			description: "Shipment cancelled by sender",
			countryCode,
			city,
			locationType: "CUSTOMER",
		},
	];
}

/** When a piece is, or is planned to be, delivered. */
export function deliveryAtOf(shipment: ShipmentRecord, exceptionShare: number): number | undefined {
	return planTravel(shipment, exceptionShare).findLast((scan) => scan.code === "DL")?.at;
}
