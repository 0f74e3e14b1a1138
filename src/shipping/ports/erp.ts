import type { Lane } from "../model/call-lanes.ts";
import type { DeliveryHeader, DeliveryLine } from "../model/delivery.ts";
import type {
	Account,
	Address,
	Contact,
	DeletedEntity,
	Item,
	ItemOrigin,
	OrderHeader,
	OrderLine,
} from "../model/order.ts";

/** What the program asks of Exact. `exact` answers, with the Durable Object that counts the calls. */

/** A row that is not what Exact's contract says, as far as it can be told what it is of. */
export type UnreadRow = {
	/** The row's own id; where that can't be read `@` and its row version. */
	key: string;
	/** The order or delivery that it is of; null where it does not tell. */
	ownerId: string | null;
	/** That people know the order or delivery by, if it could be read. */
	number: number | null;
	/** 20 digits; empty where it could not be read. */
	timestamp: string;
	/** Exact's name of the first field that is not as it should be. */
	field: string;
};

export type FeedPage<T> = {
	items: T[];
	/** Those that could not be read, and that may be passed over. */
	unread: UnreadRow[];
	/** The highest row version on the page, 20 digits; null for an empty page. */
	lastTimestamp: string | null;
	/** True when there is nothing after this page. */
	isEnd: boolean;
};

export const ORDER_FEEDS = ["order-headers", "order-lines", "deleted"] as const;

/** Before everything: Exact's row versions as text of 20 digits. */
export const FIRST_ROW_VERSION = "1".padStart(20, "0");

export type OrderFeed = (typeof ORDER_FEEDS)[number];

/** Read only in divisions that follow goods deliveries. */
export const DELIVERY_FEEDS = ["deliveries", "delivery-lines"] as const;

export type Feed = OrderFeed | (typeof DELIVERY_FEEDS)[number];

/** A document to be attached beside an order. */
export type ErpDocument = {
	subject: string;
	body: string;
	accountId: string | null;
	orderNumber: number;
};

/** A file that hangs on a Document. */
export type ErpAttachment = { id: string; fileName: string };

/** A goods delivery to be booked. */
export type ErpDelivery = {
	/** `YYYY-MM-DD` */
	deliveryDate: string;
	trackingNumber: string;
	/** Finds it again. */
	remarks: string;
	lines: readonly { exactLineId: string; quantity: number }[];
};

/** What tells a delivery of ours from others. */
export type MarkedDelivery = {
	id: string;
	timestamp: string;
	trackingNumber: string | null;
	remarks: string | null;
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

/** A record whose field, by the name that Exact's API has for it, is not what it should be. */
export type UnreadRecord = { id: string; field: string };

export type OnUnread = (record: UnreadRecord) => void;

/**
 * One division of Exact. Every call takes room first and throws `wait` when there is none; reads throw `retry`,
 * `suspend` or `reauthorize`; posts throw `uncertain` for anything but a complete answer.
 */
export interface ErpDivision {
	readInfo(): Promise<ErpDivisionInfo>;
	/** The row version where changes since that date begin; null when there were none. */
	feedPositionAt(feed: Feed | "documents", date: string): Promise<string | null>;
	readOrderHeaders(after: string): Promise<FeedPage<OrderHeader>>;
	readOrderLines(after: string): Promise<FeedPage<OrderLine>>;
	/** For orders whose lines changed before the feeds begin. */
	readLinesOfOrders(orderIds: readonly string[]): Promise<OrderLine[]>;
	readDeleted(after: string): Promise<FeedPage<DeletedEntity>>;
	readDeliveries(after: string): Promise<FeedPage<DeliveryHeader>>;
	readDeliveryLines(after: string): Promise<FeedPage<DeliveryLine>>;
	/**
	 * At most 60 ids a call, as for the four below. Ids that Exact does not know are missing in the answer, and so are
	 * those whose record can't be read, each of which is told.
	 */
	readAddresses(ids: readonly string[], onUnread: OnUnread): Promise<Address[]>;
	readAccounts(ids: readonly string[], onUnread: OnUnread): Promise<Account[]>;
	readContacts(ids: readonly string[], onUnread: OnUnread): Promise<Contact[]>;
	readItems(ids: readonly string[], onUnread: OnUnread): Promise<Item[]>;
	/** By item id; items without a main supplier are missing in the answer. */
	readOrigins(itemIds: readonly string[], onUnread: OnUnread): Promise<ItemOrigin[]>;
	postDocument(document: ErpDocument): Promise<{ id: string }>;
	/**
	 * Gives a Document a new text; the same text twice does no harm.
	 * @throws AppError `exact.not_found` (`refuse`) when it is not there any more
	 */
	putDocument(id: string, document: { subject: string; body: string }): Promise<void>;
	/** @throws AppError `exact.not_found` (`refuse`) when it is not there any more */
	deleteDocument(id: string): Promise<void>;
	/**
	 * Puts a tracking number on a goods delivery that is booked, or takes it away; the order stays as it is, and the
	 * same number twice does no harm.
	 * @throws AppError `exact.not_found` (`refuse`) when the delivery is not there any more
	 */
	putTrackingNumber(exactDeliveryId: string, trackingNumber: string | null): Promise<void>;
	/** @throws AppError `exact.not_found` (`refuse`) or `refuse` when the Document is not there any more */
	postAttachment(
		documentId: string,
		file: { fileName: string; bytes: Uint8Array<ArrayBuffer> },
	): Promise<{ id: string }>;
	/** The files of a Document; none where it is not there any more. */
	listAttachments(documentId: string): Promise<ErpAttachment[]>;
	/** @throws AppError `exact.not_found` (`refuse`) when it is not there any more */
	deleteAttachment(id: string): Promise<void>;
	/** Books a goods delivery: stock moves and the order's lines count as delivered. Nothing takes it back. */
	postDelivery(delivery: ErpDelivery): Promise<{ id: string }>;
	/** The feed of goods deliveries, read for what was booked by us. */
	readMarkedDeliveries(after: string): Promise<FeedPage<MarkedDelivery>>;
	/** Which of these Documents are there, at most 60 ids a call. */
	findDocuments(ids: readonly string[]): Promise<string[]>;
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
	/** How many calls went out through it so far. */
	callsMade?(): number;
}

export type RateHeaders = {
	status: number;
	minute: RateWindow | null;
	day: RateWindow | null;
};

export type RateWindow = { limit: number; remaining: number; resetAt: number };
