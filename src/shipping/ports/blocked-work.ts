import type { Change } from "./changes.ts";

/** Blocked by something that a person mends elsewhere: a shipment, or an order that has none yet. */
export type BlockedKind = "shipment" | "order";

export type BlockedRow = { kind: BlockedKind; id: string; divisionId: string; version: number };

/** Those of a cause, or those that a person named. */
export type BlockedFilter = { kind: BlockedKind } & ({ code: string } | { ids: readonly string[] });

export interface BlockedWorkStore {
	/** Only what a look at Exact can free: no return, and nothing that is replayed one by one. */
	listBlocked(which: BlockedFilter, limit: number): Promise<BlockedRow[]>;
	/** Their orders are judged again with fresh data; those that moved meanwhile are left out. */
	judgeAgain(rows: readonly BlockedRow[], change: Change): Promise<BlockedRow[]>;
}
