import type { Problem } from "../../lib/errors.ts";
import type { Decision, DecisionChoice, SettledDecision } from "../model/decision.ts";
import type { EnteredPackages } from "../model/entered-packages.ts";
import type { OrderState } from "../model/order-states.ts";
import type {
	Address,
	AddressCheck,
	DeletedEntity,
	OrderHeader,
	OrderLine,
} from "../model/order.ts";
import type { Reserved } from "../model/quantities.ts";
import type { ShipmentPlan } from "../model/shipment-plan.ts";
import type { ShipmentStatus } from "../model/shipment-states.ts";
import type { TrackingState } from "../model/tracking-states.ts";
import type { UnreadField } from "../model/unread-field.ts";
import type { Change, Outcome } from "./changes.ts";
import type { Division } from "./divisions.ts";
import type { UnreadRow } from "./erp.ts";

/** What is kept about orders: for polls, and for those who decide about one. */

export type PageStep = {
	divisionId: string;
	/** The cursor before this page: the page is stored once, whoever reads it twice. */
	from: string;
	to: string;
	isEnd: boolean;
	/** Rows of the page that could not be read: what they are of waits for them. */
	unread: readonly UnreadRow[];
	now: number;
	correlationId: string;
};

export type StoredOrder = OrderHeader & {
	id: string;
	state: OrderState;
	reasons: Problem[];
	address: Address | null;
	addressReadAt: number | null;
	addressCheck: AddressCheck | null;
	/** What a person entered for one of its shipments. */
	packages: EnteredPackages | null;
	/** Which of its shipments stands packed at the bench. */
	packedSequence: number | null;
	firstReadyAt: number | null;
	readySince: number | null;
	releasedAt: number | null;
	heldBackAt: number | null;
	deletedAt: number | null;
	judgeDueAt: number | null;
	/** What a person must decide about it since its label was made, and what was decided. */
	decision: Decision | null;
	settledDecisions: SettledDecision[];
	version: number;
	/** What of it, or of its lines, could not be read; it does not ship meanwhile. */
	unread: UnreadField[];
	correlationId: string;
};

/** What an order's shipment looks like when the order is judged again. */
export type ReservedShipment = {
	id: string;
	orderId: string;
	sequence: number;
	status: ShipmentStatus;
	trackingState: TrackingState | null;
	version: number;
	plan: ShipmentPlan | null;
	reason: Problem | null;
	fedexAccountId: string;
	/** Which it stands for, also while it could not be planned. */
	costCentre: string | null;
	attemptNumber: number;
	/** The goods delivery that it is made of; null where it is made of the order. */
	exactDeliveryId: string | null;
};

export type ReservedLine = Reserved & { orderId: string; shipmentId: string; exactLineId: string };

export type Judgement = {
	orderId: string;
	/** The order's when it was read: what a person settled since then stays. */
	version: number;
	/** The flag as it was when the order was read: a change since then keeps the order due. */
	judgeDueAt: number;
	state: OrderState;
	reasons: Problem[];
	decision: Decision | null;
	settled: SettledDecision[];
	/** Whether the decision is another one than before. */
	isDecisionNew: boolean;
	firstReadyAt: number | null;
	readySince: number | null;
	/** When it is judged again although nothing about the order changed; null for never. */
	judgeAgainAt: number | null;
};

export type Reservation = {
	shipmentId: string;
	orderId: string;
	exactOrderId: string;
	orderNumber: number;
	sequence: number;
	exactDeliveryId: string | null;
	/** Of those that are stored together: where any from it on exists already, none is. */
	firstSequence: number;
	costCentre: string | null;
	fedexAccountId: string;
	correlationId: string;
	outcome: { plan: ShipmentPlan } | { reason: Problem };
};

export interface OrderStore {
	storeHeaders(headers: readonly OrderHeader[], step: PageStep): Promise<void>;
	storeLines(lines: readonly OrderLine[], step: PageStep): Promise<void>;
	/** Lines that were read beside the feed; newer ones stay. */
	addLines(divisionId: string, lines: readonly OrderLine[]): Promise<void>;
	storeDeletions(deleted: readonly DeletedEntity[], step: PageStep): Promise<void>;
	/** Those of the division among the ids. */
	findStored(divisionId: string, ids: readonly string[]): Promise<StoredOrder[]>;
	listToJudge(divisionId: string, now: number, limit: number): Promise<StoredOrder[]>;
	listLines(divisionId: string, exactOrderIds: readonly string[]): Promise<OrderLine[]>;
	/** In the order of their sequence. */
	listShipments(orderIds: readonly string[]): Promise<ReservedShipment[]>;
	/** What each shipment that was not voided holds of the lines. */
	listReserved(orderIds: readonly string[]): Promise<ReservedLine[]>;
	saveAddresses(
		addresses: readonly { orderId: string; address: Address | null }[],
		now: number,
	): Promise<void>;
	/** What the carrier said of the orders' addresses. */
	saveAddressChecks(checks: readonly { orderId: string; check: AddressCheck }[]): Promise<void>;
	/** Has the orders judged again. */
	requestJudgement(orderIds: readonly string[], now: number): Promise<void>;
	/** Has blocked orders judged again that were judged before `judgedBefore`, those that waited longest first. */
	recheckBlocked(
		divisionId: string,
		when: { now: number; judgedBefore: number },
		limit: number,
	): Promise<void>;
	/**
	 * False where the division is not the one any more that was judged for: then nothing is kept, and the orders stay
	 * flagged.
	 */
	saveJudgements(
		division: Pick<Division, "id" | "version">,
		judgements: readonly Judgement[],
		now: number,
	): Promise<boolean>;
	/** Reserves and creates in one batch; a reservation that exists already wins, and so does a changed division. */
	reserve(
		division: Pick<Division, "id" | "version">,
		reservations: readonly Reservation[],
		now: number,
	): Promise<void>;
	findRecords(
		divisionId: string,
		kind: RecordKind,
		exactIds: readonly string[],
		notBefore: number,
	): Promise<Map<string, unknown>>;
	saveRecords(
		divisionId: string,
		kind: RecordKind,
		records: readonly { id: string }[],
		now: number,
	): Promise<void>;
}

export type RecordKind = "account" | "contact" | "item" | "origin";

/** What planning an order reads. */
export type OrderReads = Pick<
	OrderStore,
	"findStored" | "listLines" | "listShipments" | "listReserved" | "findRecords"
>;

export type WantedRecord = { divisionId: string; kind: RecordKind; exactId: string };

export type KnownRecord = WantedRecord & { data: unknown };

/** A decision that is open, and the row that carries it. */
type OpenDecision = {
	on: "order" | "shipment";
	id: string;
	version: number;
	divisionId: string;
	decision: Decision;
};

/** An order as somebody who wants it shipped finds it. */
export type HeldBackOrder = {
	id: string;
	divisionId: string;
	exactOrderId: string;
	orderNumber: number;
	state: OrderState;
	heldBackAt: number | null;
	packedSequence: number | null;
	reasons: Problem[];
	version: number;
};

export interface OrderSetupStore {
	find(id: string): Promise<HeldBackOrder | undefined>;
	/** `held_back`: it goes as if the release had ticked it. */
	letGo(order: HeldBackOrder, change: Change): Promise<Outcome>;
	/** It stands packed at the bench: where its division waits for that, its label is made now. */
	markPacked(order: HeldBackOrder, change: Change): Promise<Outcome>;
	/** For the shipment that they name, while it was not sent; null goes back to computed ones. Judged with them next. */
	savePackages(
		order: HeldBackOrder,
		entered: EnteredPackages,
		change: Change & { isRemoved: boolean },
	): Promise<Outcome>;
	/** The decision that a shipment shows: its own, or else its order's. Undefined where there is no such shipment. */
	findDecision(shipmentId: string): Promise<OpenDecision | "none" | undefined>;
	/** Taken: it is open no more, and an order is judged with it. */
	settle(open: OpenDecision, choice: DecisionChoice, change: Change): Promise<Outcome>;
}
