import { AppError } from "../../src/lib/errors.ts";
import type { Lane } from "../../src/shipping/model/call-lanes.ts";
import type { DeliveryHeader, DeliveryLine } from "../../src/shipping/model/delivery.ts";
import type {
	Account,
	Address,
	Contact,
	DeletedEntity,
	Item,
	ItemOrigin,
	OrderHeader,
	OrderLine,
} from "../../src/shipping/model/order.ts";
import type {
	CallRoom,
	ErpDelivery,
	ErpDivision,
	ErpDocument,
	ErpWebhook,
	FeedPage,
	Feed,
	MarkedDelivery,
	OnUnread,
	UnreadRow,
} from "../../src/shipping/ports/erp.ts";

type Operation = keyof ErpDivision;
type Dated = { timestamp: string };

/**
 * A division of Exact in memory: feeds in the order of their row versions, a page at a time, and posted Documents
 * that appear in theirs. Counts its calls; `fail` makes the next ones of an operation throw.
 */
export class ScriptedErp implements ErpDivision {
	readonly calls: Operation[] = [];
	/** Ids asked for, one entry a call. */
	readonly lookUps: { operation: Operation; ids: readonly string[] }[] = [];
	readonly posted: ErpDocument[] = [];
	/** What Documents were changed to, one entry a call. */
	readonly updated: { id: string; subject: string; body: string }[] = [];
	readonly headers: OrderHeader[] = [];
	readonly lines: OrderLine[] = [];
	/** Lines that changed before every feed begins. */
	readonly looseLines: OrderLine[] = [];
	readonly deleted: DeletedEntity[] = [];
	readonly deliveries: DeliveryHeader[] = [];
	readonly deliveryLines: DeliveryLine[] = [];
	/** Tracking numbers put on deliveries, one entry a call. */
	readonly trackingNumbers: { id: string; trackingNumber: string | null }[] = [];
	readonly documents: { id: string; subject: string; timestamp: string }[] = [];
	readonly attachments: {
		id: string;
		documentId: string;
		fileName: string;
		bytes: Uint8Array<ArrayBuffer>;
	}[] = [];
	/** Goods deliveries that were booked through the API. */
	readonly booked: (ErpDelivery & MarkedDelivery)[] = [];
	readonly addresses = new Map<string, Address>();
	readonly accounts = new Map<string, Account>();
	readonly contacts = new Map<string, Contact>();
	readonly items = new Map<string, Item>();
	readonly origins = new Map<string, ItemOrigin>();
	/** What `SyncTimestamp` answers, by feed; the dates that were asked for. */
	positions: Partial<Record<Feed | "documents", string>> = {};
	readonly datesAsked: string[] = [];
	webhooks: ErpWebhook[] = [];
	/** Those of another user of the same app, which Exact does not list. */
	hiddenWebhooks: ErpWebhook[] = [];
	/** Rows that can't be read, by their row versions. */
	readonly unreadable = new Map<string, UnreadRow>();
	/** Records that can't be read: the fields why, by their ids. */
	readonly unreadableRecords = new Map<string, string>();
	pageSize = 1_000;
	moveMarker: string | null = null;
	/** Runs when an operation is called, before it answers. */
	onCall: (operation: Operation) => Promise<void> = () => Promise.resolve();
	#failures: { operation: Operation; error: Error; isAfter: boolean }[] = [];
	#version = 100;

	/** The next row version of the whole administration. */
	nextVersion(): string {
		this.#version += 1;
		return String(this.#version).padStart(20, "0");
	}

	/** Adds or changes a row: it moves to the end of its feed. */
	put<T extends Dated>(feed: T[], row: T, isSame: (other: T) => boolean): T {
		const at = feed.findIndex(isSame);
		if (at >= 0) {
			feed.splice(at, 1);
		}
		const stored = { ...row, timestamp: this.nextVersion() };
		feed.push(stored);
		return stored;
	}

	putHeader(header: OrderHeader): OrderHeader {
		return this.put(this.headers, header, (other) => other.exactOrderId === header.exactOrderId);
	}

	putLine(line: OrderLine): OrderLine {
		return this.put(this.lines, line, (other) => other.exactLineId === line.exactLineId);
	}

	putDelivery(delivery: DeliveryHeader): DeliveryHeader {
		const id = delivery.exactDeliveryId;
		return this.put(this.deliveries, delivery, (other) => other.exactDeliveryId === id);
	}

	putDeliveryLine(line: DeliveryLine): DeliveryLine {
		const id = line.exactDeliveryLineId;
		return this.put(this.deliveryLines, line, (other) => other.exactDeliveryLineId === id);
	}

	remove(kind: DeletedEntity["kind"], exactId: string): void {
		this.deleted.push({ timestamp: this.nextVersion(), kind, exactId });
	}

	/** The next calls of that operation throw; with `isAfter` what they were to do is done all the same. */
	fail(operation: Operation, error: Error, isAfter = false): void {
		this.#failures.push({ operation, error, isAfter });
	}

	count(operation: Operation): number {
		return this.calls.filter((call) => call === operation).length;
	}

	async readInfo() {
		await this.#begin("readInfo");
		const { moveMarker } = this;
		return { code: 102_673, name: "Noordzee", country: "NL", currency: "EUR", moveMarker };
	}

	async feedPositionAt(feed: Feed | "documents", date: string) {
		await this.#begin("feedPositionAt");
		this.datesAsked.push(date);
		return this.positions[feed] ?? null;
	}

	readOrderHeaders = (after: string) => this.#page("readOrderHeaders", this.headers, after);
	readOrderLines = (after: string) => this.#page("readOrderLines", this.lines, after);
	readDeleted = (after: string) => this.#page("readDeleted", this.deleted, after);
	readDeliveries = (after: string) => this.#page("readDeliveries", this.deliveries, after);
	readDeliveryLines = (after: string) => this.#page("readDeliveryLines", this.deliveryLines, after);
	readDocuments = (after: string) => this.#page("readDocuments", this.documents, after);

	readAddresses = (ids: readonly string[], onUnread: OnUnread) =>
		this.#lookUp("readAddresses", this.addresses, ids, onUnread);
	readAccounts = (ids: readonly string[], onUnread: OnUnread) =>
		this.#lookUp("readAccounts", this.accounts, ids, onUnread);
	readContacts = (ids: readonly string[], onUnread: OnUnread) =>
		this.#lookUp("readContacts", this.contacts, ids, onUnread);
	readLinesOfOrders = async (ids: readonly string[]) => {
		await this.#begin("readLinesOfOrders");
		this.lookUps.push({ operation: "readLinesOfOrders", ids });
		return [...this.looseLines, ...this.lines].filter((line) => ids.includes(line.exactOrderId));
	};
	readItems = (ids: readonly string[], onUnread: OnUnread) =>
		this.#lookUp("readItems", this.items, ids, onUnread);
	readOrigins = (ids: readonly string[], onUnread: OnUnread) =>
		this.#lookUp("readOrigins", this.origins, ids, onUnread);

	async postDocument(document: ErpDocument) {
		const late = await this.#begin("postDocument");
		const id = crypto.randomUUID();
		this.posted.push(document);
		this.documents.push({ id, subject: document.subject, timestamp: this.nextVersion() });
		if (late !== undefined) {
			throw late;
		}
		return { id };
	}

	async postAttachment(
		documentId: string,
		{ fileName, bytes }: { fileName: string; bytes: Uint8Array<ArrayBuffer> },
	) {
		const late = await this.#begin("postAttachment");
		if (!this.documents.some((one) => one.id === documentId)) {
			throw new AppError({ code: "exact.refused", disposition: "refuse", message: "no Document" });
		}
		const id = crypto.randomUUID();
		this.attachments.push({ id, documentId, fileName, bytes });
		if (late !== undefined) {
			throw late;
		}
		return { id };
	}

	async listAttachments(documentId: string) {
		await this.#begin("listAttachments");
		return this.attachments.filter((one) => one.documentId === documentId);
	}

	async deleteAttachment(id: string) {
		const late = await this.#begin("deleteAttachment");
		const at = this.attachments.findIndex((one) => one.id === id);
		if (at < 0) {
			throw new AppError({ code: "exact.not_found", disposition: "refuse", message: "gone" });
		}
		this.attachments.splice(at, 1);
		if (late !== undefined) {
			throw late;
		}
	}

	/** The lines count as delivered from then on, as in Exact. */
	async postDelivery(delivery: ErpDelivery) {
		const late = await this.#begin("postDelivery");
		const id = crypto.randomUUID();
		this.booked.push({ id, timestamp: this.nextVersion(), ...delivery });
		for (const { exactLineId, quantity } of delivery.lines) {
			const line = this.lines.find((one) => one.exactLineId === exactLineId);
			if (line !== undefined) {
				this.putLine({ ...line, quantityDelivered: line.quantityDelivered + quantity });
			}
		}
		if (late !== undefined) {
			throw late;
		}
		return { id };
	}

	readMarkedDeliveries = (after: string) => this.#page("readMarkedDeliveries", this.booked, after);

	async findDocuments(ids: readonly string[]) {
		await this.#begin("findDocuments");
		return this.documents.map(({ id }) => id).filter((id) => ids.includes(id));
	}

	async putTrackingNumber(id: string, trackingNumber: string | null) {
		const late = await this.#begin("putTrackingNumber");
		if (!this.deliveries.some((one) => one.exactDeliveryId === id)) {
			throw new AppError({ code: "exact.not_found", disposition: "refuse", message: "gone" });
		}
		this.trackingNumbers.push({ id, trackingNumber });
		if (late !== undefined) {
			throw late;
		}
	}

	async listWebhooks() {
		await this.#begin("listWebhooks");
		return [...this.webhooks];
	}

	async createWebhook({ topic, callbackUrl }: { topic: string; callbackUrl: string }) {
		const late = await this.#begin("createWebhook");
		if ([...this.webhooks, ...this.hiddenWebhooks].some((webhook) => webhook.topic === topic)) {
			return "exists" as const;
		}
		const id = crypto.randomUUID();
		this.webhooks.push({ id, topic, callbackUrl, clientId: null });
		if (late !== undefined) {
			throw late;
		}
		return { id };
	}

	async deleteWebhook(id: string) {
		await this.#begin("deleteWebhook");
		this.webhooks = this.webhooks.filter((webhook) => webhook.id !== id);
	}

	async putDocument(id: string, document: { subject: string; body: string }) {
		const late = await this.#begin("putDocument");
		if (!this.documents.some((one) => one.id === id)) {
			throw new AppError({ code: "exact.not_found", disposition: "refuse", message: "gone" });
		}
		this.updated.push({ id, ...document });
		if (late !== undefined) {
			throw late;
		}
	}

	async deleteDocument(id: string) {
		await this.#begin("deleteDocument");
		const at = this.documents.findIndex((one) => one.id === id);
		if (at < 0) {
			throw new AppError({ code: "exact.not_found", disposition: "refuse", message: "gone" });
		}
		this.documents.splice(at, 1);
	}

	async #page<T extends Dated>(
		operation: Operation,
		feed: readonly T[],
		after: string,
	): Promise<FeedPage<T>> {
		await this.#begin(operation);
		const newer = feed.filter((row) => row.timestamp > after);
		const items = newer.slice(0, this.pageSize);
		return {
			items: items.filter((row) => !this.unreadable.has(row.timestamp)),
			unread: items
				.map((row) => this.unreadable.get(row.timestamp))
				.filter((row) => row !== undefined),
			lastTimestamp: items.at(-1)?.timestamp ?? null,
			isEnd: newer.length <= this.pageSize,
		};
	}

	async #lookUp<T>(
		operation: Operation,
		known: ReadonlyMap<string, T>,
		ids: readonly string[],
		onUnread: OnUnread,
	): Promise<T[]> {
		await this.#begin(operation);
		this.lookUps.push({ operation, ids });
		const readable = ids.filter((id) => {
			const field = this.unreadableRecords.get(id);
			if (field !== undefined) {
				onUnread({ id, field });
			}
			return field === undefined;
		});
		return readable.map((id) => known.get(id)).filter((found) => found !== undefined);
	}

	/** Answers with the error that is to be thrown once the call has had its effect. */
	async #begin(operation: Operation): Promise<Error | undefined> {
		this.calls.push(operation);
		await this.onCall(operation);
		const failure = this.#failures.find((planned) => planned.operation === operation);
		if (failure === undefined) {
			return undefined;
		}
		this.#failures = this.#failures.filter((planned) => planned !== failure);
		if (failure.isAfter) {
			return failure.error;
		}
		throw failure.error;
	}
}

/** Room for a number of calls; what was asked for, in which lane, is kept. */
export class ScriptedRoom implements CallRoom {
	readonly asked: { count: number; lane: Lane }[] = [];
	flushes = 0;
	left: number;
	retryAt: number | null;
	/** Lanes that have to leave what is left to others. */
	readonly closed = new Set<Lane>();

	constructor(left = Number.MAX_SAFE_INTEGER, retryAt: number | null = null) {
		this.left = left;
		this.retryAt = retryAt;
	}

	reserve(count: number, lane: Lane) {
		this.asked.push({ count, lane });
		const granted = this.closed.has(lane) ? 0 : Math.min(count, this.left);
		this.left -= granted;
		return Promise.resolve({ granted, retryAt: granted < count ? this.retryAt : null });
	}

	take() {
		return Promise.resolve();
	}

	ended() {
		return Promise.resolve();
	}

	flush() {
		this.flushes += 1;
		return Promise.resolve();
	}
}
