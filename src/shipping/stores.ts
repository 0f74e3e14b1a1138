import type { Problem } from "../lib/errors.ts";
import type { Decision, SettledDecision } from "./decision.ts";
import type { DivisionSettings } from "./division-settings.ts";
import type {
	Account,
	Address,
	Contact,
	DeletedEntity,
	DivisionMode,
	Item,
	OrderHeader,
	OrderLine,
} from "./order.ts";
import type { OrderFeed, WakeUpKind } from "./ports.ts";
import type { Reserved } from "./quantities.ts";
import type { ShipmentStatus } from "./shipment-states.ts";
import type { Booking, Money, ShipmentPlan } from "./shipment.ts";
import type { TrackingState } from "./tracking-states.ts";

/** What the program keeps. `db` answers; every change of a state goes through its one `transition()`. */

/** Who did it: `system`, `operator:<name>`, `token:<id>`. */
export type Actor = string;

/** "lost" means somebody else changed the row first, or its conditions no longer hold; nothing was written. */
export type Outcome = "done" | "lost";

export type Division = {
	id: string;
	connectionId: string;
	region: string;
	code: number;
	name: string;
	country: string;
	currency: string;
	mode: DivisionMode;
	pausedAt: number | null;
	settings: DivisionSettings | null;
	fedexAccountId: string | null;
	moveMarker: string | null;
	releasedAt: number | null;
	pollDueAt: number | null;
	pollId: string | null;
	pollStartedAt: number | null;
	pollFailures: number;
	pollProblem: Problem | null;
	sweepDueAt: number | null;
	lastPollAt: number | null;
	version: number;
};

export type FedexAccount = {
	id: string;
	name: string;
	accountNumber: string;
	environment: "production" | "sandbox";
	suspendedAt: number | null;
	suspendedCode: string | null;
	suspendedMessage: string | null;
	probeAt: number | null;
	pausedAt: number | null;
	version: number;
};

export type FeedCursor = { timestamp: string; readToEndAt: number | null };

export interface DivisionStore {
	find(id: string): Promise<Division | undefined>;
	/** Whether the division, or everything, is paused. */
	isPaused(id: string): Promise<boolean>;
	/** Begins a poll unless one is under way; the running one either way. */
	beginPoll(
		id: string,
		poll: { id: string; now: number },
	): Promise<{ id: string; startedAt: number }>;
	endPoll(id: string, end: { now: number; nextPollAt: number | null }): Promise<void>;
	/** The poll failed: it goes on at `dueAt`, and the division shows why. */
	postponePoll(
		id: string,
		postponed: { dueAt: number; failures: number; problem: Problem },
	): Promise<void>;
	/** Brings the next poll forward to `now`, unless one is under way or waits because it failed. */
	requestPoll(id: string, now: number): Promise<void>;
	/** The same whatever the poll waits for: a person asks. */
	hurryPoll(id: string, now: number): Promise<void>;
	cursors(id: string): Promise<Partial<Record<OrderFeed, FeedCursor>>>;
	/** Sets where the feeds are read from, by ordinary polls and by the first sweep, for all three at once. */
	setCursors(id: string, cursors: Record<OrderFeed, string>): Promise<void>;
	/**
	 * Takes all three feeds back to where they stood two sweeps ago, remembers where they stand now, and sets when
	 * the next sweep is due: all or nothing, and nothing where it is not due any more.
	 */
	beginSweep(id: string, sweep: { now: number; nextSweepAt: number }): Promise<void>;
	/** Exact moved the division: the cursors are forgotten and the marker is kept. */
	restartFeeds(id: string, moveMarker: string | null): Promise<void>;
}

export type PageStep = {
	divisionId: string;
	/** The cursor before this page: the page is stored once, whoever reads it twice. */
	from: string;
	to: string;
	isEnd: boolean;
	now: number;
	correlationId: string;
};

export type OrderState =
	| "new"
	| "not_ready"
	| "ready"
	| "blocked"
	| "reserved"
	| "held_back"
	| "deleted";

export type StoredOrder = OrderHeader & {
	id: string;
	state: OrderState;
	reasons: Problem[];
	address: Address | null;
	addressReadAt: number | null;
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
	attemptNumber: number;
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

export type RecordKind = "account" | "contact" | "item";
export type ReferenceRecord = Account | Contact | Item;

export type DueShipment = {
	id: string;
	divisionId: string;
	fedexAccountId: string;
	orderId: string;
	exactOrderId: string;
	orderNumber: number;
	sequence: number;
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

export type WriteBackDraft = {
	id: string;
	subject: string;
	body: string;
	accountId: string | null;
};

export type Confirmation = {
	shipment: DueShipment;
	reference: string;
	booking: Booking;
	documents: StoredDocument[];
	writeBack: WriteBackDraft | null;
	/** When its parcels are looked at for the first time; null for never. */
	firstLookAt: number | null;
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
	lose(shipment: DueShipment, code: string, now: number): Promise<Outcome>;
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
	fail(shipment: DueShipment, reason: Problem, now: number): Promise<Outcome>;
	countDue(divisionId: string, now: number): Promise<number>;
	/** Whether at least one of them has its label by now. */
	hasLabelled(ids: readonly string[]): Promise<boolean>;
}

export interface AccountStore {
	find(id: string): Promise<FedexAccount | undefined>;
	/** One more outcome in a row that can't be told; answers how many by now. */
	countUncertain(id: string): Promise<number>;
	/** A label was made although the account was suspended: it works again. */
	resume(id: string, now: number): Promise<void>;
	suspend(
		id: string,
		why: { code: string; message: string; now: number; probeAt: number },
	): Promise<void>;
}

export type DueWriteBack = {
	id: string;
	divisionId: string;
	shipmentId: string;
	state: "due" | "writing" | "doubtful";
	subject: string;
	body: string;
	accountId: string | null;
	orderNumber: number;
	/** Known once it stands in Exact; from then on it is updated. */
	exactDocumentId: string | null;
	/** Hash of the text that stands in Exact; null where that is not known. */
	writtenHash: string | null;
	postedAt: number | null;
	postedAfter: string | null;
	failures: number;
	version: number;
	correlationId: string;
};

/** `turnAt` is its place among those that wait. */
export type WaitingWriteBack = { id: string; turnAt: number };

export interface WriteBackStore {
	/** Doubtful rows whose time to look has come. */
	listDoubtful(divisionId: string, now: number, limit: number): Promise<DueWriteBack[]>;
	/** Due rows whose turn it is, the first first. */
	listNext(divisionId: string, now: number, limit: number): Promise<WaitingWriteBack[]>;
	/** Leases those that are still due, and marks them as being written, with one statement. */
	claimDue(
		divisionId: string,
		claim: { ids: readonly string[]; now: number; until: number },
	): Promise<DueWriteBack[]>;
	/**
	 * Rows that were being written when their run died. Whether a new Document came to be has to be looked up; an
	 * update is just written again.
	 */
	releaseOrphans(divisionId: string, now: number, lookAt: number): Promise<void>;
	/** It stands in Exact. Where its text was replaced in the meantime it is due again, as an update. */
	written(row: DueWriteBack, exactDocumentId: string, now: number): Promise<Outcome>;
	/** It stands in Exact no more: due again, as a new one. */
	forget(row: DueWriteBack, now: number): Promise<Outcome>;
	doubt(row: DueWriteBack, code: string, lookAt: number, now: number): Promise<Outcome>;
	/** It is certain that nothing was written: due again. */
	again(row: DueWriteBack, dueAt: number, failures: number, now: number): Promise<void>;
	fail(row: DueWriteBack, reason: Problem, now: number): Promise<Outcome>;
	/** Nothing can be written: every due row of the division waits until then. */
	postponeDue(divisionId: string, now: number, dueAt: number): Promise<void>;
	/** No room: they wait until then, or until they climb into a lane that may have some; answers how many wait. */
	awaitRoom(divisionId: string, now: number, retryAt: number): Promise<number>;
}

export interface LeaseStore {
	/** False when somebody else holds it. */
	acquire(
		kind: WakeUpKind,
		scope: string,
		lease: { holder: string; now: number; until: number },
	): Promise<boolean>;
	release(kind: WakeUpKind, scope: string, holder: string): Promise<void>;
}

export interface CountStore {
	find(day: string, scope: string, name: string): Promise<number>;
	add(
		day: string,
		counts: readonly { scope: string; name: string; count: number }[],
	): Promise<void>;
}

export type { Money };
