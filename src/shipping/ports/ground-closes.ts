import type { Change, Outcome } from "./changes.ts";
import type { StoredDocument } from "./shipments.ts";

/** What is kept about days that were closed at FedEx Ground. */

/** `unknown`: it was asked for and the answer was lost, so the day may be closed. */
export type GroundCloseState = "asked" | "closed" | "refused" | "unknown";

export type GroundClose = {
	id: string;
	/** The division from which it was asked for; FedEx closes the whole account. */
	divisionId: string;
	fedexAccountId: string;
	day: string;
	number: number;
	state: GroundCloseState;
	shipments: number;
	packages: number;
	version: number;
	createdAt: number;
	updatedAt: number;
};

type GroundDay = Pick<GroundClose, "fedexAccountId" | "day">;

type OpenGroundShipment = { id: string; packages: number };

export interface GroundCloseStore {
	/** Labelled Ground shipments of that account and ship date that no close has taken. */
	listOpen(day: GroundDay): Promise<OpenGroundShipment[]>;
	/** In the order in which they were asked for. */
	list(day: GroundDay): Promise<GroundClose[]>;
	/** The number of a parcel that the close was to take. */
	findTrackingNumber(closeId: string): Promise<string | undefined>;
	/** Lost where somebody else closes the same day at this moment. */
	begin(close: GroundClose, shipmentIds: readonly string[], change: Change): Promise<Outcome>;
	end(
		close: GroundClose,
		end: { state: GroundCloseState; documents: readonly StoredDocument[] },
		change: Change,
	): Promise<Outcome>;
}
