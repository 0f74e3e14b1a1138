import type {
	Account,
	Address,
	Contact,
	DeletedEntity,
	Item,
	OrderHeader,
	OrderLine,
} from "./order.ts";
import type { Booking, RawAnswer, ShipmentPlan } from "./shipment.ts";
import type { TrackingState } from "./tracking-states.ts";

/** What the program asks of the outside. `exact`, `fedex`, `db` and the Durable Objects answer. */

/** Who goes first when Exact's calls run short. */
export type Lane = "reconcile" | "label" | "write-back" | "tracking" | "backfill";

export type FeedPage<T> = {
	items: T[];
	/** The highest row version on the page, 20 digits; null for an empty page. */
	lastTimestamp: string | null;
	/** True when there is nothing after this page. */
	isEnd: boolean;
};

export const ORDER_FEEDS = ["order-headers", "order-lines", "deleted"] as const;
/** Before everything: Exact's row versions as text of 20 digits. */
export const FIRST_ROW_VERSION = "1".padStart(20, "0");

export type OrderFeed = (typeof ORDER_FEEDS)[number];

/** A document to be attached beside an order. */
export type ErpDocument = {
	subject: string;
	body: string;
	accountId: string | null;
	orderNumber: number;
};

/** A subscription to what happens to a topic in a division. */
export type ErpWebhook = {
	id: string;
	topic: string;
	callbackUrl: string;
	/** The app that it belongs to; null where that is not said. */
	clientId: string | null;
};

export type ErpUser = { id: string; name: string; currentDivision: number };

export type ErpDivisionInfo = {
	code: number;
	name: string;
	country: string;
	currency: string;
	/** Changes when Exact moved the division, which makes every row version new. */
	moveMarker: string | null;
};

/** One grant at Exact. */
export interface ErpConnection {
	currentUser(): Promise<ErpUser>;
	/** Divisions that the user may enter; `through` is any division of theirs. */
	listDivisions(through: number): Promise<ErpDivisionInfo[]>;
}

/**
 * One division of Exact. Every call takes room first and throws `wait` when there is none; reads throw `retry`,
 * `suspend` or `reauthorize`; posts throw `uncertain` for anything but a complete answer.
 */
export interface ErpDivision {
	readInfo(): Promise<ErpDivisionInfo>;
	/** The row version where changes since that date begin; null when there were none. */
	feedPositionAt(feed: OrderFeed | "documents", date: string): Promise<string | null>;
	readOrderHeaders(after: string): Promise<FeedPage<OrderHeader>>;
	readOrderLines(after: string): Promise<FeedPage<OrderLine>>;
	/** For orders whose lines changed before the feeds begin. */
	readLinesOfOrders(orderIds: readonly string[]): Promise<OrderLine[]>;
	readDeleted(after: string): Promise<FeedPage<DeletedEntity>>;
	/** At most 60 ids a call, as for the three below; ids that Exact does not know are missing in the answer. */
	readAddresses(ids: readonly string[]): Promise<Address[]>;
	readAccounts(ids: readonly string[]): Promise<Account[]>;
	readContacts(ids: readonly string[]): Promise<Contact[]>;
	readItems(ids: readonly string[]): Promise<Item[]>;
	postDocument(document: ErpDocument): Promise<{ id: string }>;
	/**
	 * Gives a Document a new text; the same text twice does no harm.
	 * @throws AppError `exact.not_found` (`refuse`) when it is not there any more
	 */
	putDocument(id: string, document: { subject: string; body: string }): Promise<void>;
	listWebhooks(): Promise<ErpWebhook[]>;
	/** "exists" where the app has a subscription to the topic already. */
	createWebhook(webhook: {
		topic: string;
		callbackUrl: string;
	}): Promise<{ id: string } | "exists">;
	deleteWebhook(id: string): Promise<void>;
	readDocuments(
		after: string,
	): Promise<FeedPage<{ id: string; subject: string; timestamp: string }>>;
}

/** An endpoint had so many errors that Exact may block it, so it is not called for a while. */
export const ENDPOINT_RESTS = "exact.endpoint_rests";

export type RoomGrant = {
	granted: number;
	/** When there may be room again, where fewer were granted than asked for. */
	retryAt: number | null;
};

/** Calls left to one division of Exact. Permits that are reserved are used before new ones are asked for. */
export interface CallRoom {
	reserve(count: number, lane: Lane): Promise<RoomGrant>;
	/** @throws AppError `exact.no_room` (`wait`), `exact.endpoint_rests` (`suspend`) */
	take(lane: Lane, endpoint: string): Promise<void>;
	/**
	 * The call that room was taken for has ended: what its headers said, missing values being unknown and not zero;
	 * null where no answer came.
	 */
	ended(endpoint: string, seen: RateHeaders | null): Promise<void>;
	/** Hands what the answers said to the one place that keeps it. */
	flush(): Promise<void>;
}

export type RateHeaders = {
	status: number;
	minute: RateWindow | null;
	day: RateWindow | null;
};

export type RateWindow = { limit: number; remaining: number; resetAt: number };

export type BookingRequest = {
	plan: ShipmentPlan;
	accountNumber: string;
	reference: string;
	/** `YYYY-MM-DD` */
	shipDate: string;
};

/** One shipping account at the carrier. */
export interface Carrier {
	/** Makes sure that a call could go out now. @throws AppError `wait` or `suspend` */
	prepare(): Promise<void>;
	/** Exactly what would be sent, as text: hashed and kept before it is sent. */
	writeBooking(request: BookingRequest): string;
	/**
	 * Sends it once. Returns any complete answer, whatever its status.
	 * @throws AppError `uncertain` when no complete answer came
	 */
	sendBooking(request: string, reference: string): Promise<RawAnswer>;
	/**
	 * Reads an answer, at once or from the journal.
	 * @throws AppError `refuse` with problems, `suspend`, `wait`, or `uncertain` when it can't be told what happened
	 */
	readBooking(answer: RawAnswer): Booking;
	/** Tracking numbers that stand in an answer which can't be read as a whole: what there is to cancel. */
	findTrackingNumbers(answer: RawAnswer): string[];
	/**
	 * Asks for a cancellation; asking twice does no harm. Only "gone" proves something: it was cancelled before.
	 * @throws AppError `wait`, `retry`, `suspend`, or `refuse` when the carrier does not take the number
	 */
	cancelBooking(trackingNumber: string): Promise<CancelOutcome>;
	/** Whether both sets of credentials are accepted. */
	check(): Promise<{ ship: CredentialCheck; track: CredentialCheck }>;
}

/** `asked`: the carrier says yes, also of numbers it never gave out. `too-late`: it has the parcel, or closed its day. */
export type CancelOutcome = "asked" | "gone" | "too-late";

export type CredentialCheck = { ok: boolean; problem: string | null };

export type TrackedNumber = {
	trackingNumber: string;
	/** The carrier's own id of the parcel, which tells a number that was used before from ours. */
	uniqueId: string | null;
	/** `YYYY-MM-DD` */
	shipDate: string;
};

/** One thing that happened to a parcel. */
export type ParcelScan = {
	at: number;
	/** The carrier's code. */
	code: string;
	exceptionCode: string | null;
	/** Null where it says nothing about where the parcel is. */
	state: TrackingState | null;
	description: string;
	/** City and country. */
	location: string | null;
};

export type ParcelLook =
	| {
			kind: "seen";
			trackingNumber: string;
			uniqueId: string | null;
			/** Null where the carrier's code is not known or says nothing. */
			state: TrackingState | null;
			expectedDeliveryAt: number | null;
			/** In the order in which they happened. */
			events: ParcelScan[];
	  }
	/** Usual for hours after the label was made. */
	| { kind: "unseen"; trackingNumber: string; code: string };

/** Where parcels of one shipping account are. */
export interface ParcelTracker {
	/**
	 * One call for at most 30 numbers; a look for each, in their order.
	 * @throws AppError `wait`, `retry`, `suspend`, or `refuse` when the carrier refuses all numbers for one of them
	 */
	track(numbers: readonly TrackedNumber[]): Promise<ParcelLook[]>;
}

/** What became of a parcel whose label never reached us. `moving`: the carrier handles it, or did. */
export type ParcelFate = "made" | "cancelled" | "moving";

export type FoundParcel = { trackingNumber: string; fate: ParcelFate };

/** Finds what a shipping account booked although its answer was lost. Looking changes nothing. */
export interface BookingFinder {
	/**
	 * Every parcel of the account that bears exactly this reference; none while the carrier knows of none (yet).
	 * @throws AppError `wait`, `retry`, `suspend` or `refuse` when it can't be told
	 */
	findByReference(asked: { reference: string; shipDate: string }): Promise<FoundParcel[]>;
	/** Those of at most 30 numbers that the carrier knows. @throws as above */
	findByNumber(numbers: readonly TrackedNumber[]): Promise<FoundParcel[]>;
}

/** Write-once storage of bytes. */
export interface ObjectStore {
	/** Stores unless the key is taken; tells which of the two happened. */
	putOnce(
		key: string,
		bytes: Uint8Array<ArrayBuffer> | string,
		contentType: string,
	): Promise<"stored" | "taken">;
	read(key: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
}

export type WakeUpKind =
	| "poll"
	| "reconcile"
	| "ship"
	| "track"
	| "write-back"
	| "keep-alive"
	| "subscribe";

/** Says that rows of a scope are due. A lost or repeated wake-up changes nothing: the rows decide. */
export interface WakeUps {
	send(kind: WakeUpKind, scope: string): Promise<void>;
}
