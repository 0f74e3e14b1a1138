import type { TrackedNumber } from "./carrier.ts";
import type { Change, Outcome } from "./changes.ts";

/** The carrier's proof that parcels were delivered. */
export interface ProofDesk {
	/**
	 * One PDF for each of at most 30 numbers, or one for all. Asking again does no harm.
	 * @throws AppError `wait`, `retry`, `suspend`, or `refuse` where the carrier has none
	 */
	fetchProofs(numbers: readonly TrackedNumber[]): Promise<Uint8Array<ArrayBuffer>[]>;
}

/** A shipment whose proof of delivery is asked for. */
export type ProvableShipment = {
	id: string;
	divisionId: string;
	fedexAccountId: string;
	orderNumber: number;
	status: string;
	trackingState: string | null;
	attemptNumber: number;
	shipDate: string | null;
	version: number;
	correlationId: string;
	parcels: readonly { trackingNumber: string; uniqueId: string | null }[];
	/** Of its proof, where it was fetched. */
	documentId: string | null;
};

export type ProofFile = { id: string; key: string; bytes: number; sha256: string };

export interface ProofStore {
	find(shipmentId: string): Promise<ProvableShipment | undefined>;
	/** Keeps it, and has it attached to the shipment's Document in Exact where there is one: each once. */
	save(shipment: ProvableShipment, file: ProofFile, change: Change): Promise<Outcome>;
}
