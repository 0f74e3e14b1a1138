import type { Resealed } from "../../lib/reseal.ts";
import type { ErasureState, ErasureTarget, KeyUses, RotationState } from "../model/keeping.ts";
import type { Change, Outcome } from "./changes.ts";

/** Somewhere that holds sealed texts. */
export interface SealedPlace {
	name: string;
	/** Whether what it holds is so little that all of it may be counted while somebody waits. */
	isSmall: boolean;
	/**
	 * One bounded step from behind the cursor: what other keys sealed is sealed with the ring's current one. Repeated,
	 * it changes nothing more. `next` is null at the end.
	 */
	rewrap(cursor: string | null): Promise<Resealed & { next: string | null }>;
	/** Only of small places: which keys seal what is there now. */
	count(): Promise<Record<string, number>>;
}

export type KeyRotation = {
	id: string;
	keyId: string;
	state: RotationState;
	place: string | null;
	cursor: string | null;
	rewrapped: number;
	rewrappedNow: number;
	uses: KeyUses;
	lastUses: KeyUses | null;
	dueAt: number | null;
	failures: number;
	version: number;
	startedAt: number;
	finishedAt: number | null;
};

export interface KeyRotationStore {
	/** The newest. */
	findLatest(): Promise<KeyRotation | undefined>;
	/** "lost" where another one is open; one for another key is superseded. */
	start(
		rotation: { id: string; keyId: string },
		open: KeyRotation | undefined,
		change: Change,
	): Promise<Outcome>;
	/** Where it has got to; "lost" where somebody else moved it. */
	save(rotation: KeyRotation, to: Partial<KeyRotation>, now: number): Promise<Outcome>;
	finish(rotation: KeyRotation, to: Partial<KeyRotation>, change: Change): Promise<Outcome>;
	/**
	 * What is signed and not sealed ends with its key or by itself: answers that are given again, and links to pages of
	 * parcels on their way that were made before.
	 */
	countSigned(before: number): Promise<{ answers: Record<string, number>; pages: number }>;
}

export type ErasureRequest = { divisionId: string; target: ErasureTarget; exactId: string };

export type Erasure = ErasureRequest & {
	id: string;
	state: ErasureState;
	cursor: string | null;
	orders: number;
	documentsDeleted: number;
	documentsKept: number;
	dueAt: number | null;
	failures: number;
	version: number;
	createdAt: number;
	doneAt: number | null;
};

/** An order whose person is asked to be forgotten, and why that can't be yet; null where it can. */
export type ErasableOrder = {
	id: string;
	exactOrderId: string;
	orderNumber: number;
	open: string | null;
};

export interface ErasureStore {
	/** Those that were known by then, behind that one; blanked ones only where `isRepeated`. */
	listOrders(
		request: ErasureRequest,
		page: { after: string | null; knownBy: number; limit: number; isRepeated: boolean },
	): Promise<ErasableOrder[]>;
	/** One that is open comes before any that is not. */
	findOpen(request: ErasureRequest, limit: number): Promise<ErasableOrder[]>;
	create(erasure: ErasureRequest & { id: string }, change: Change): Promise<Outcome>;
	find(id: string): Promise<Erasure | undefined>;
	findDue(now: number): Promise<Erasure | undefined>;
	/**
	 * Blanks what is stored of the receivers of these orders, if none of them was taken up again; answers the keys of
	 * the documents whose bytes go. Repeated, it answers the same keys.
	 */
	blank(
		orders: readonly ErasableOrder[],
		change: Change,
	): Promise<{ delete: string[]; kept: number }>;
	save(erasure: Erasure, to: Partial<Erasure>, now: number): Promise<Outcome>;
	finish(erasure: Erasure, to: Partial<Erasure>, change: Change): Promise<Outcome>;
}

/** Destroys bytes. */
export interface ObjectEraser {
	erase(keys: readonly string[]): Promise<void>;
}
