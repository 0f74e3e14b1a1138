import type { Decision } from "../model/decision.ts";
import type { WriteBackPolicy } from "../model/division-settings.ts";
import type { FreshnessKind } from "../model/freshness.ts";
import type { ShipmentPlan } from "../model/shipment-plan.ts";
import type { ShipmentStatus } from "../model/shipment-states.ts";
import type { PaceFacts, TrackingPace } from "../model/tracking-paces.ts";
import type { TrackingState } from "../model/tracking-states.ts";
import type { Urgency } from "../model/write-back-turn.ts";
import type { ParcelScan } from "./carrier.ts";
import type { Outcome } from "./changes.ts";

/** What the program keeps about parcels on their way. */

export type TrackingGroup = {
	id: string;
	/** How often its members are looked at. */
	pace: TrackingPace;
	failures: number;
};

export type TrackedParcel = {
	shipmentId: string;
	sequence: number;
	trackingNumber: string;
	/** Null once nobody looks at it any more. */
	groupId: string | null;
	state: TrackingState;
	uniqueId: string | null;
	lastEventAt: number | null;
	expectedDeliveryAt: number | null;
	expectedDayAt: number | null;
	/** Tells whether a look shows other scans than those that are stored; null before the first. */
	scansPrint: string | null;
};

export type TrackedShipment = {
	id: string;
	divisionId: string;
	status: ShipmentStatus;
	attemptNumber: number;
	trackingState: TrackingState | null;
	hasDecision: boolean;
	isReturn: boolean;
	shipDate: string;
	labelledAt: number;
	pickUp: PaceFacts["pickUp"];
	policy: WriteBackPolicy;
	version: number;
	correlationId: string;
	/** All of them, whichever groups they are in. */
	parcels: TrackedParcel[];
};

export type StoredScan = ParcelScan & { packageSequence: number };

export type NewText = { body: string; bodyHash: string; urgency: Urgency; newsAt?: number | null };

/** What a look told about one shipment. */
export type ShipmentNews = {
	shipmentId: string;
	/** Whose label's parcels tell it: nothing is stored once that label does not count any more. Else it always is. */
	attemptNumber?: number;
	parcels: Omit<TrackedParcel, "shipmentId" | "trackingNumber" | "groupId">[];
	events: (StoredScan & { eventKey: string })[];
	/** How fresh the scans are of which that is asked. */
	scansOf?: readonly { kind: FreshnessKind; at: number }[];
	divisionId?: string;
	/** The Document's new text, where it is to be written. */
	document: NewText | null;
};

export type Member = { shipmentId: string; sequence: number };

/** Groups after packing: where each moved member goes, groups that are new, and groups that are empty now. */
export type Regrouping = {
	moves: (Member & { groupId: string })[];
	added: string[];
	emptied: string[];
};

export type GroupSettlement = {
	groupId: string;
	/** When its remaining members are looked at again. */
	dueAt: number;
	failures: number;
	news: readonly ShipmentNews[];
	/** Members that nobody looks at any more. */
	leaving: readonly Member[];
	/** Members whose state asks for another pace. */
	moving: readonly {
		id: string;
		pace: TrackingPace;
		dueAt: number;
		failures: number;
		members: readonly Member[];
	}[];
};

export interface TrackingStore {
	/** Due groups of an account, the most urgent pace first and then the longest due, as many as have about so many members. */
	listDue(accountId: string, now: number, membersMax: number): Promise<TrackingGroup[]>;
	/** The shipments that have a parcel in one of the groups, each with all its parcels. */
	listShipments(groupIds: readonly string[]): Promise<TrackedShipment[]>;
	/** What is known to have happened, by shipment and in its order. */
	listEvents(shipmentIds: readonly string[]): Promise<Map<string, StoredScan[]>>;
	listPlans(shipmentIds: readonly string[]): Promise<Map<string, ShipmentPlan>>;
	regroup(accountId: string, pace: TrackingPace, change: Regrouping, now: number): Promise<void>;
	/** A move of the shipment's tracking state together with everything that the look told about it. */
	saveMove(
		shipment: TrackedShipment,
		to: TrackingState,
		news: ShipmentNews,
		now: number,
	): Promise<Outcome>;
	/** Asks a person about the shipment. */
	ask(shipment: TrackedShipment, decision: Decision): Promise<Outcome>;
	/** One batch; a single row is written where there is no news. */
	settle(accountId: string, settlement: GroupSettlement, now: number): Promise<void>;
	/** The call failed: the group is looked at again then. */
	postponeGroup(id: string, dueAt: number, failures: number, now: number): Promise<void>;
	/** Every due group of the account waits until then, or those of some paces. */
	postponeDue(
		accountId: string,
		now: number,
		dueAt: number,
		paces?: readonly TrackingPace[],
	): Promise<void>;
}
