/** What is kept about work that the other side refuses as a whole. */

export const SUSPENDABLE_WORK = ["write-back", "document-look", "track", "reconcile"] as const;

/** The scope is a division for Documents, and a FedEx account for the others. */
export type Work = { kind: (typeof SUSPENDABLE_WORK)[number]; scope: string };

export type Suspension = Work & {
	code: string;
	message: string;
	since: number;
	/** When one call may find out whether it is over. */
	probeAt: number;
};

export interface SuspensionStore {
	find(work: Work): Promise<Suspension | undefined>;
	/** One that stands already only gets its next probe. Answers whether it is news. */
	begin(
		work: Work,
		why: { code: string; message: string; now: number; probeAt: number },
	): Promise<boolean>;
	/** The right to the probe whose time has come, to one run alone; `next` is when another may try. */
	takeProbe(work: Work, probe: { now: number; next: number }): Promise<boolean>;
	/** Answers whether it stood. */
	end(work: Work, now: number): Promise<boolean>;
}
