import type { Problem } from "../../lib/errors.ts";
import type { Decision } from "../model/decision.ts";
import type { ShipmentPlan } from "../model/shipment-plan.ts";
import type { ShipmentStatus } from "../model/shipment-states.ts";
import type { Booking } from "../model/shipment.ts";
import type { TrackingPace } from "../model/tracking-paces.ts";
import type { Actor, Change, Outcome } from "./changes.ts";
import type { WriteBackDraft } from "./write-backs.ts";

/** What is kept about shipments on their way to a label. */

export type DueShipment = {
	id: string;
	divisionId: string;
	fedexAccountId: string;
	orderId: string;
	exactOrderId: string;
	orderNumber: number;
	sequence: number;
	exactDeliveryId: string | null;
	status: ShipmentStatus;
	plan: ShipmentPlan | null;
	attemptNumber: number;
	reference: string | null;
	shipDate: string | null;
	failures: number;
	version: number;
	correlationId: string;
};

/** A shipment whose attempt is running. */
export type SentShipment = DueShipment & {
	reference: string;
	shipDate: string;
	plan: ShipmentPlan;
};

export type Claim = {
	shipment: DueShipment;
	reference: string;
	requestHash: string;
	shipDate: string;
	now: number;
	leasedUntil: number;
	maxLabelsPerHour: number;
	/** Feeds and address must have been read since then. */
	freshSince: number;
	/** The token of the probe that this is; null for a claim that a suspended account does not get. */
	probeAt: number | null;
};

export type StoredDocument = {
	id: string;
	packageSequence: number;
	kind: string;
	contentType: string;
	bytes: number;
	sha256: string;
	key: string;
};

export type ReturnDraft = { id: string; plan: ShipmentPlan };

export type Confirmation = {
	shipment: DueShipment;
	reference: string;
	booking: Booking;
	documents: StoredDocument[];
	writeBack: WriteBackDraft | null;
	/** What about the label a person should look at. */
	decision?: Decision | null;
	/** A shipment for the way back, which is reserved with it unless there is one. */
	returnLabel?: ReturnDraft | null;
	/** When its parcels are looked at for the first time, and how often from then on. */
	firstLook: { pace: TrackingPace; at: number };
	now: number;
};

/** What stands between a division's due shipments and the carrier. */
export type ShippingGate = {
	closedBy: "mode" | "pause" | "account_paused" | "account_suspended" | null;
	labelsLastHour: number;
	/** When as many labels as were asked about may be made again; null while there are fewer in the hour. */
	slotsFreeAt: number | null;
	feedsReadAt: number | null;
};

export interface ShipmentStore {
	gate(
		divisionId: string,
		fedexAccountId: string,
		asked: { now: number; slots: number },
	): Promise<ShippingGate>;
	find(id: string): Promise<DueShipment | undefined>;
	/** Leases up to `limit` due rows to this run with one statement. */
	leaseDue(
		divisionId: string,
		lease: { limit: number; now: number; until: number },
	): Promise<DueShipment[]>;
	/** By order id: when its address was last read, and whether it is to be judged first. */
	listOrderFreshness(
		orderIds: readonly string[],
	): Promise<Map<string, { addressReadAt: number | null; isFlagged: boolean }>>;
	/** `planned → creating`, only if every condition still holds; writes the attempt. */
	claim(claim: Claim): Promise<Outcome>;
	/** The reference of the running attempt is another one than was claimed: a marker from before was found. */
	adoptReference(
		shipment: DueShipment,
		found: { reference: string; shipDate: string },
		now: number,
	): Promise<Outcome>;
	confirm(confirmation: Confirmation): Promise<Outcome>;
	/** `creating → blocked`: the carrier said no. */
	refuse(shipment: DueShipment, reason: Problem, now: number): Promise<Outcome>;
	/** `creating → planned`: it is proven that the carrier did nothing. */
	giveBack(
		shipment: DueShipment,
		end: {
			attempt: "refused" | "abandoned";
			code: string;
			dueAt: number;
			failures: number;
			now: number;
		},
	): Promise<Outcome>;
	/** `creating → unknown`; the first look at the carrier is due soon. */
	lose(shipment: DueShipment, reason: Problem, now: number): Promise<Outcome>;
	/** `creating → blocked`: what became of the attempt can't be looked up. */
	leaveToPerson(
		shipment: DueShipment,
		code: string,
		reason: Problem,
		now: number,
	): Promise<Outcome>;
	/** Not a move: the row is due again, or rests with `dueAt` null. */
	postpone(id: string, version: number, dueAt: number | null, failures: number): Promise<void>;
	/** The same for rows that all wait for the same thing. */
	postponeAll(ids: readonly string[], dueAt: number): Promise<void>;
	/** Every planned row of the division that is due and that nobody holds. */
	postponeBacklog(divisionId: string, now: number, dueAt: number): Promise<void>;
	/** `planned`, `blocked` or `failed` gets a new plan or a new reason. */
	replan(
		shipment: { id: string; version: number; status: ShipmentStatus },
		outcome: { plan: ShipmentPlan } | { reason: Problem },
		change: { now: number; actor: Actor },
	): Promise<Outcome>;
	/** `planned` gets the carrier's quote and the service that it decides, or is blocked with both. */
	settleQuote(
		shipment: DueShipment,
		settled: { plan: ShipmentPlan; reason: Problem | undefined },
		now: number,
	): Promise<Outcome>;
	/**
	 * One that never went to the carrier is void and its reservation is free again; "lost" where it did, or is being
	 * sent.
	 */
	withdraw(
		shipment: { id: string; version: number; status: ShipmentStatus },
		reason: Problem,
		change: Change,
	): Promise<Outcome>;
	fail(shipment: DueShipment, reason: Problem, now: number): Promise<Outcome>;
	countDue(divisionId: string, now: number): Promise<number>;
	/** Whether at least one of them has its label by now. */
	hasLabelled(ids: readonly string[]): Promise<boolean>;
}
