import type { ShipmentStatus } from "../model/shipment-states.ts";
import type { Change, Outcome } from "./changes.ts";

/** A shipment with the number of the link that its customer follows it by. */
export type LinkedShipment = { id: string; version: number; status: ShipmentStatus; link: number };

export interface TrackingLinkStore {
	find(shipmentId: string): Promise<LinkedShipment | undefined>;
	/** From then on only the next link opens. */
	renew(shipment: LinkedShipment, change: Change): Promise<Outcome>;
}
