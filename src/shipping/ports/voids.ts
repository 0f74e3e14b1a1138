import type { ShipmentStatus } from "../model/shipment-states.ts";
import type { TrackingState } from "../model/tracking-states.ts";
import type { Change, Outcome } from "./changes.ts";
import type { ShipmentKind } from "./returns.ts";

/** What is kept about labels that a person takes back. */

export type VoidableShipment = {
	id: string;
	divisionId: string;
	orderId: string;
	exactOrderId: string;
	exactDeliveryId: string | null;
	sequence: number;
	fedexAccountId: string;
	status: ShipmentStatus;
	kind: ShipmentKind;
	service: string | null;
	trackingState: TrackingState | null;
	attemptNumber: number;
	isRelabelWanted: boolean;
	version: number;
	correlationId: string;
};

export interface VoidStore {
	find(id: string): Promise<VoidableShipment | undefined>;
	/** `labelled → voiding`: our copies are worthless from now on, and the carrier is asked to cancel next. */
	begin(
		shipment: VoidableShipment,
		then: { isRelabelWanted: boolean },
		change: Change,
	): Promise<Outcome>;
	/** Being voided: another label is wanted then, or no more. */
	wantRelabel(shipment: VoidableShipment, isWanted: boolean, change: Change): Promise<Outcome>;
	/** `voided → planned`: its order is judged first. Lost of a return where another one took its place. */
	planAgain(shipment: VoidableShipment, change: Change): Promise<Outcome>;
}
