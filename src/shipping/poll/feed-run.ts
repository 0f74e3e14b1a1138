import type { DivisionSettings } from "../model/division-settings.ts";
import type { Division } from "../ports/divisions.ts";
import type { ErpDivision } from "../ports/erp.ts";

/** One poll at work: where it began, and whether it may go on. */
export type FeedRun = {
	division: Division;
	settings: DivisionSettings;
	poll: { id: string; startedAt: number };
	exact: ErpDivision;
	/** False once the run has used its time or lost its lease; then the next wake-up goes on. */
	mayGoOn(): Promise<boolean>;
};
