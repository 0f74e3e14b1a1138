import type { FreightToFetch, PickupCarrier } from "./carrier.ts";
import type { Change, Outcome } from "./changes.ts";

/** What is kept about couriers who come for parcels. */

/** `unknown`: it was asked for and the answer was lost, so a courier may come. */
export type PickupState = "asked" | "confirmed" | "cancelled" | "refused" | "unknown";

export type Pickup = {
	id: string;
	divisionId: string;
	fedexAccountId: string;
	carrier: PickupCarrier;
	day: string;
	number: number;
	state: PickupState;
	packages: number;
	weightGrams: number;
	confirmationCode: string | null;
	location: string | null;
	version: number;
	createdAt: number;
};

export type PickupDay = Pick<Pickup, "divisionId" | "fedexAccountId" | "carrier" | "day">;

export interface PickupStore {
	/** Parcels with a label of that day that FedEx has not seen yet. */
	countWaiting(day: PickupDay): Promise<{ packages: number; weightGrams: number }>;
	/** Shipments of pallets with a label of that day that FedEx Freight has not seen yet. */
	listFreight(day: PickupDay): Promise<FreightToFetch[]>;
	find(id: string): Promise<Pickup | undefined>;
	/** In the order in which they were asked for. */
	list(day: PickupDay): Promise<Pickup[]>;
	/** Lost where somebody else asks for the same one at this moment. */
	begin(pickup: Pickup, change: Change): Promise<Outcome>;
	end(
		pickup: Pickup,
		end: Pick<Pickup, "state" | "confirmationCode" | "location">,
		change: Change,
	): Promise<Outcome>;
}
