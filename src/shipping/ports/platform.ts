import type { RawAnswer } from "../model/shipment.ts";
import type { WakeUpKind } from "../model/wake-up-kinds.ts";

/** What the program asks of the place where it runs. */

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

/** Says that rows of a scope are due. A lost or repeated wake-up changes nothing: the rows decide. */
export interface WakeUps {
	/** Comes no sooner than `inMs`. */
	send(kind: WakeUpKind, scope: string, inMs?: number): Promise<void>;
}

/** What was asked of the carrier and what it answered, one record per attempt. */
export interface Journal {
	/** Makes everything ready before the call, so that only one write stands between the answer and safety. */
	begin(exactOrderId: string, reference: string): Promise<JournalEntry>;
	read(exactOrderId: string, reference: string): Promise<RawAnswer | undefined>;
}

export interface JournalEntry {
	record(answer: RawAnswer): Promise<void>;
}
