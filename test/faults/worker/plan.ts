/**
 * What the wrapper does to the Worker's calls. A call is named by its context (which drain, request or tick makes it)
 * and what it asks of whom: `ship: d1 update shipments #4f2a`. The first rule that matches and strikes decides.
 */
export type FaultRule = {
	/** A regular expression over the call's whole name. */
	calls: string;
	/** Before its effect, or when the effect is there already. */
	when: "before" | "after";
	/** Share of the calls, 0 to 1. */
	rate: number;
	/** How many more calls it may strike; absent means no end. */
	times?: number;
	/** Only vendor calls whose body holds this text. */
	bodyHolds?: string;
	/** What a vendor answers instead; else the call throws. */
	answer?: { status: number; body: string };
	/** What is thrown. */
	message?: string;
};

export type Kill = { call: string; when: "before" | "after"; skip: number };

export type FaultPlan = {
	seed: number;
	rules: FaultRule[];
	/** Every wake-up twice, each after the one that was sent later, and this share of them never. */
	wakeUps?: { lost: number };
	/** The runtime is killed at the first of these that comes, each after letting so many of its calls pass. */
	kills?: Kill[];
	/** It is killed, too, before the first call of this kind that is none of those known. */
	killsUnknown?: { calls: string; known: string[] };
};

export const NO_FAULTS: FaultPlan = { seed: 1, rules: [] };
