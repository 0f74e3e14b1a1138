import type {
	PrintDecision,
	PrintJobState,
	PrintLife,
	PrintOutcome,
} from "../model/printing/print-job.ts";
import type { PrintFormat, StationRoute } from "../model/printing/route-print.ts";
import type { Change, Outcome } from "./changes.ts";

/** What is kept about print stations and what goes to them. */

/** One paper for one station. Everything about it that a station needs is fetched at the hand-over. */
export type NewPrintJob = {
	id: string;
	/**
	 * What the station takes once: a database that was put back to before it was brought there makes another row of
	 * the same paper, under another id.
	 */
	once: string;
	documentId: string;
	shipmentId: string;
	attemptNumber: number;
	/** Order and parcel: no name, no address. */
	title: string;
	contentType: string;
	expiresAt: number;
	createdAt: number;
};

export type PrintJob = NewPrintJob &
	PrintLife & {
		sentAt: number | null;
		settledAt: number | null;
		/** Who decided it, where a person did. */
		settledBy: string | null;
		updatedAt: number;
	};

export type StationStanding = {
	/** Null while nobody is connected. */
	connectedSince: number | null;
	kind: "agent" | "browser" | null;
	/** What it says that keeps it from printing. */
	trouble: string | null;
	lastSeenAt: number | null;
	counts: Record<PrintJobState, number>;
	lastPrintedAt: number | null;
	lastPrinted: string | null;
};

/** One station's jobs. What can be expected to fail is answered, since an error loses its class on the way. */
export interface StationDesk {
	/**
	 * Jobs that it knows already are left as they are, but one that was withdrawn waits again: its label counts once
	 * more. Answers the ids of those that it never took and never will, because it is closed.
	 */
	enqueue(jobs: readonly NewPrintJob[]): Promise<string[]>;
	/** Of these the ids that it never took, where it is closed; none where it is not. */
	listMissed(jobs: readonly { id: string; once: string }[]): Promise<string[]>;
	/** Nothing of that attempt is printed any more. */
	withdraw(of: { shipmentId: string; attemptNumber: number }): Promise<void>;
	/** "changed" where the job is in another run or state by now. */
	decide(wish: {
		jobId: string;
		run: number;
		decision: PrintDecision;
		actor: string;
	}): Promise<"done" | "changed">;
	/** Whether the station that asks is to print that now. */
	handOver(printId: string, journalId: string): Promise<{ documentId: string } | null>;
	/** Its document can't be handed over any more. */
	refuse(printId: string): Promise<void>;
	find(jobId: string): Promise<PrintJob | null>;
	list(which: {
		states: readonly PrintJobState[] | null;
		before: string | null;
		limit: number;
	}): Promise<PrintJob[]>;
	standing(): Promise<StationStanding>;
	/** Tells the database how many papers are in doubt, which has another number. */
	tellDoubtful(): Promise<void>;
	/** Whoever is connected is sent away. */
	endSession(): Promise<void>;
	/**
	 * Takes nothing more, unless something waits or is in doubt: answers how much. What it took is remembered for as long
	 * as a database can be put back to before.
	 */
	close(): Promise<number>;
	/** It was not deleted after all, or is there again. */
	reopen(): Promise<void>;
}

export type PrintReport = { printId: string; outcome: PrintOutcome };

export type PrintStation = StationRoute & {
	name: string;
	pairedAt: number | null;
	codeExpiresAt: number | null;
	/** Papers that wait for a person's word, as its object told last. */
	doubtful: number;
	version: number;
	createdAt: number;
	formats: readonly PrintFormat[];
};

export type StationInput = Omit<StationRoute, "id"> & { name: string };

export interface StationStore {
	list(): Promise<PrintStation[]>;
	find(id: string): Promise<PrintStation | undefined>;
	create(id: string, input: StationInput, change: Change): Promise<Outcome>;
	update(station: PrintStation, input: StationInput, change: Change): Promise<Outcome>;
	/** The code before, if there was one, is worthless from then on. */
	setCode(
		station: PrintStation,
		code: { hash: string; expiresAt: number },
		change: Change,
	): Promise<Outcome>;
	findByCode(hash: string, now: number): Promise<string | undefined>;
	/** The station that a code pairs, which is used up by it; undefined where it is late or none. */
	pair(code: { hash: string; tokenHash: string }, change: Change): Promise<string | undefined>;
	revoke(station: PrintStation, change: Change): Promise<Outcome>;
	remove(station: PrintStation, change: Change): Promise<Outcome>;
}

/** A row that brings a document to a station, with what decides to which. */
export type DuePrint = {
	id: string;
	stationId: string | null;
	divisionId: string;
	warehouseCode: string | null;
	documentId: string;
	shipmentId: string;
	attemptNumber: number;
	exactOrderId: string;
	exactDeliveryId: string | null;
	sequence: number;
	orderNumber: number;
	packageSequence: number;
	key: string;
	copy: number;
	kind: string;
	contentType: string;
	/** The label counts, is the last one, and may come out of a printer. */
	isPrintable: boolean;
	failures: number;
	createdAt: number;
};

export interface PrintStore {
	listDue(
		of: { divisionId: string } | { shipmentId: string },
		which: { now: number; limit: number },
	): Promise<DuePrint[]>;
	/** Each one that still goes where it went before. */
	assign(to: readonly { id: string; stationId: string; from: string | null }[]): Promise<void>;
	/** Nothing more is to be done about them here. */
	settle(ids: readonly string[]): Promise<void>;
	postpone(ids: readonly string[], dueAt: number): Promise<void>;
	/** Another copy for that station; the id of its row. */
	addCopies(
		documentId: string,
		to: { stationId: string; copies: number; shipmentId: string; attemptNumber: number },
		change: Change,
	): Promise<void>;
	noteDecision(jobId: string, decision: PrintDecision, change: Change): Promise<Outcome>;
	listStationsOf(of: { shipmentId: string; attemptNumber: number }): Promise<string[]>;
}

/** What making and taking back labels has to do with printers. */
export interface Printing {
	/** Brings its papers to their stations at once; what fails stays due. Never throws. */
	labelReady(shipmentId: string): Promise<void>;
	/** Throws where a station's jobs could not be cancelled. */
	withdraw(of: { shipmentId: string; attemptNumber: number }): Promise<void>;
}
