import type { ShipmentStatus } from "../model/shipment-states.ts";
import type { Change, Outcome } from "./changes.ts";
import type { ShipmentKind } from "./returns.ts";

/** What is kept about work that failed. */

export type ReplayableShipment = {
	id: string;
	divisionId: string;
	orderId: string;
	fedexAccountId: string;
	status: ShipmentStatus;
	kind: ShipmentKind;
	reasonCode: string | null;
	/** A label of one of its attempts should be cancelled and is not. */
	hasLooseLabel: boolean;
	version: number;
	writeBack: { id: string; state: string; version: number } | null;
};

export type FailedWorkKind = "shipment" | "write-back";

export type FailedRow = { kind: FailedWorkKind; id: string; divisionId: string; version: number };

export type FailedWorkFilter = {
	code?: string | undefined;
	divisionId?: string | undefined;
	from?: number | undefined;
	to?: number | undefined;
};

export interface ReplayStore {
	findShipment(id: string): Promise<ReplayableShipment | undefined>;
	/** `blocked`: its order is judged again and planned with fresh data. */
	judgeAgain(shipment: ReplayableShipment, change: Change): Promise<Outcome>;
	/** `blocked` by its price: it is bought all the same. */
	acceptCharge(shipment: ReplayableShipment, change: Change): Promise<Outcome>;
	/** `blocked` by labels that are not cancelled: they are looked up and asked to be cancelled again. */
	lookAgain(shipment: ReplayableShipment, change: Change): Promise<Outcome>;
	listFailed(
		which: { ids: readonly string[] } | FailedWorkFilter,
		limit: number,
	): Promise<FailedRow[]>;
	/** Makes the rows due again with all their tries; those that moved meanwhile are left out. */
	retry(rows: readonly FailedRow[], change: Change): Promise<FailedRow[]>;
}
