import type { Problem } from "../../lib/errors.ts";
import type { ShipmentStatus } from "../model/shipment-states.ts";
import type { WriteBackKind } from "../model/write-back-states.ts";
import type { Outcome } from "./changes.ts";

/** What is kept about Documents that are to stand beside orders. */

export type WriteBackDraft = {
	id: string;
	subject: string;
	body: string;
	bodyHash: string;
	accountId: string | null;
};

export type DueWriteBack = {
	id: string;
	divisionId: string;
	shipmentId: string;
	exactOrderId: string;
	sequence: number;
	/** Of the shipment, where it is made of a goods delivery. */
	exactDeliveryId: string | null;
	kind: WriteBackKind;
	state: "due" | "writing" | "doubtful" | "written";
	subject: string;
	body: string;
	accountId: string | null;
	orderNumber: number;
	shipmentStatus: ShipmentStatus;
	/** The Document that a file hangs on; null until that stands in Exact. */
	parentId: string | null;
	/** Known once it stands in Exact; from then on it is updated. Of a tracking number: its delivery. */
	exactDocumentId: string | null;
	/** Hash of the text that stands in Exact; null where that is not known. */
	writtenHash: string | null;
	/** How often it was about to be posted; a claim counts, until it is settled that nothing was to go out. */
	posts: number;
	/** How often it was put back after it was gone from Exact. */
	putBacks: number;
	postedAt: number | null;
	postedAfter: string | null;
	failures: number;
	version: number;
	correlationId: string;
	/** When the label was made that it tells first. */
	createdAt: number;
	/** When the scan was that it tells next; null where it tells none. */
	newsAt: number | null;
};

/** A line of a goods delivery that is to be booked. */
export type LineToDeliver = {
	shipmentId: string;
	exactOrderId: string;
	exactLineId: string;
	quantity: number;
	/** What of it is known to be booked: before the shipment was planned, and for the order's other shipments. */
	deliveredBefore: number;
	/** Nobody knows yet whether a delivery of the same line for another of the order's shipments is booked. */
	isContested: boolean;
};

/** Bytes that were stored of a shipment. */
export type FilePart = { key: string; contentType: string; bytes: number };

/** A Document that is to stand in Exact. */
export type CheckedDocument = {
	id: string;
	shipmentId: string;
	subject: string;
	exactDocumentId: string;
	writtenAt: number;
	posts: number;
	putBacks: number;
	version: number;
	correlationId: string;
};

/** `turnAt` is its place among those that wait. */
type WaitingWriteBack = { id: string; turnAt: number };

export interface WriteBackStore {
	/** Rows to be looked for in Exact now: doubtful ones, and written ones that may have a twin. */
	listToLookFor(divisionId: string, now: number, limit: number): Promise<DueWriteBack[]>;
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
	/**
	 * It stands in Exact. Where its text was replaced in the meantime it is due again, as an update; where it was
	 * posted more than once, a twin is looked for later.
	 */
	written(row: DueWriteBack, exactDocumentId: string, now: number): Promise<Outcome>;
	/** Another Document of its subject stands in Exact, and is to be deleted; it is looked again then. */
	foundTwin(
		row: DueWriteBack,
		twinId: string,
		lookAt: number | null,
		now: number,
	): Promise<Outcome>;
	/** Not a move: when a twin of a written one is looked for next. */
	awaitTwin(row: DueWriteBack, lookAt: number | null): Promise<void>;
	/** It stands in Exact no more: due again, as a new one. */
	forget(row: DueWriteBack, now: number): Promise<Outcome>;
	/** The file is gone from Exact: due again where another one is wanted. */
	detached(row: DueWriteBack, now: number): Promise<Outcome>;
	/** Nothing is to be written any more; the reason tells why. */
	notNeeded(row: DueWriteBack, reason: Problem, now: number): Promise<Outcome>;
	/** What a file row stands for: the labels of an attempt, or one document. */
	listFileParts(row: DueWriteBack): Promise<FilePart[]>;
	listLinesToDeliver(shipmentIds: readonly string[]): Promise<LineToDeliver[]>;
	/** Another subject was posted for it before the database was put back in time: looked up under that one. */
	adopt(
		row: DueWriteBack,
		first: { subject: string; postedAfter: string | null },
		now: number,
	): Promise<Outcome>;
	/**
	 * Which of them failed or had a doubtful post since they were written or replayed last, and since the first of those
	 * another of the division was written.
	 */
	listOvertaken(divisionId: string, ids: readonly string[]): Promise<Set<string>>;
	doubt(row: DueWriteBack, code: string, lookAt: number, now: number): Promise<Outcome>;
	/** It is certain that nothing was written: due again. */
	again(row: DueWriteBack, dueAt: number, failures: number, now: number): Promise<void>;
	/** The same for the first time, which is kept in mind: an outage is told from one that alone fails by it. */
	falter(row: DueWriteBack, failed: { code: string; dueAt: number }, now: number): Promise<Outcome>;
	fail(row: DueWriteBack, reason: Problem, now: number): Promise<Outcome>;
	/** Nothing can be written, or nothing of that kind: its due rows of the division wait until then. */
	postponeDue(divisionId: string, now: number, dueAt: number, kind?: WriteBackKind): Promise<void>;
	/** The tracking numbers of shipments go on the deliveries that were booked for them; each is told once. */
	noteDeliveries(
		pairs: readonly { shipmentId: string; exactDeliveryId: string }[],
		now: number,
	): Promise<void>;
	/** When the division's Documents are checked next. */
	beginChecks(divisionId: string, dueAt: number): Promise<void>;
	/** When they were checked last, and the row version that was known then; undefined before the first time. */
	lastCheck(divisionId: string): Promise<{ at: number; after: string } | undefined>;
	endCheck(divisionId: string, when: { now: number; nextAt: number }): Promise<void>;
	/** It is not over: it goes on from there. */
	leaveCheck(
		divisionId: string,
		rest: { at: number; after: string },
		nextAt: number,
	): Promise<void>;
	/** Documents written since then, and not void, the first first. */
	listWrittenSince(divisionId: string, since: number, limit: number): Promise<CheckedDocument[]>;
	/** It is gone from Exact: due again, as a new one, with what hung on it. */
	putBack(row: CheckedDocument, now: number): Promise<Outcome>;
	/** It is gone, and another post of ours stands there: that is the one from now on. */
	adoptTwin(row: CheckedDocument, exactDocumentId: string, now: number): Promise<Outcome>;
	/** Of written ones: twins are looked for now. */
	lookForTwins(ids: readonly string[], now: number): Promise<void>;
	/** No room: they wait until then, or until they climb into a lane that may have some; answers how many wait. */
	awaitRoom(divisionId: string, now: number, retryAt: number): Promise<number>;
}
