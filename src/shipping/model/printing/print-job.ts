/**
 * The life of one paper at a print station, pure. `queued → sent → printed` is the way. Where the connection ends
 * after a job was sent and before it was acknowledged the job is `doubtful`: it is never sent again by itself, unless
 * the station says from its journal that it did not begin, and only the journal that it was sent to can say that.
 * Otherwise a person says "printed" or "again", and "again" is a run of its own that no journal has heard of.
 */
export const PRINT_JOB_STATES = [
	"queued",
	"sent",
	"doubtful",
	"printed",
	"cancelled",
	"expired",
] as const;

export type PrintJobState = (typeof PRINT_JOB_STATES)[number];

/** Those that still want something of somebody. */
export const OPEN_STATES: readonly PrintJobState[] = ["queued", "sent", "doubtful"];

export const PRINT_DECISIONS = ["printed", "again", "cancel"] as const;

export type PrintDecision = (typeof PRINT_DECISIONS)[number];

/** `never`: the station did not begin, and will not. `unknown`: it began, and can't tell how it ended. */
export const PRINT_OUTCOMES = ["printed", "never", "unknown"] as const;

export type PrintOutcome = (typeof PRINT_OUTCOMES)[number];

export type PrintLife = {
	state: PrintJobState;
	/** Raised with every "again" of a person. */
	run: number;
	/** Which journal it was sent to in this run; null before. */
	journalId: string | null;
	/** Why it is doubtful. */
	doubt: "cut" | "unknown" | null;
	/** Cancelled after it was sent: a paper may be out that must not be stuck on a box. */
	mayBeOut: boolean;
	/** Cancelled with its label and by no person: it comes back where the label counts again. */
	isWithdrawn: boolean;
	expiresAt: number;
};

export type PrintEvent =
	| { kind: "sent"; journalId: string }
	/** The session that it was sent on is over. */
	| { kind: "cut" }
	| { kind: "reported"; run: number; journalId: string; outcome: PrintOutcome }
	| { kind: "withdrawn" }
	/** Its label could not be taken back, and counts again. */
	| { kind: "restored" }
	| { kind: "decided"; decision: PrintDecision; expiresAt: number }
	| { kind: "time"; now: number };

/** What the event makes of it; the same object where it changes nothing. */
export function stepPrintJob<T extends PrintLife>(job: T, event: PrintEvent): T {
	switch (event.kind) {
		case "sent":
			return job.state === "queued"
				? { ...job, state: "sent", journalId: event.journalId, doubt: null }
				: job;
		case "cut":
			return job.state === "sent" ? { ...job, state: "doubtful", doubt: "cut" } : job;
		case "reported":
			return job.run === event.run && job.journalId === event.journalId
				? takeReport(job, event.outcome)
				: job;
		case "withdrawn":
			return withdraw(job, true);
		case "restored":
			return restore(job);
		case "decided":
			return decide(job, event);
		case "time":
			return job.state === "queued" && event.now >= job.expiresAt
				? { ...job, state: "expired" }
				: job;
	}
}

function takeReport<T extends PrintLife>(job: T, outcome: PrintOutcome): T {
	if (job.state === "cancelled") {
		return job.mayBeOut && outcome === "never" ? { ...job, mayBeOut: false } : job;
	}
	if (job.state !== "sent" && job.state !== "doubtful") {
		return job;
	}
	switch (outcome) {
		case "printed":
			return { ...job, state: "printed", doubt: null };
		case "never":
			return { ...job, state: "queued", journalId: null, doubt: null };
		case "unknown":
			return { ...job, state: "doubtful", doubt: "unknown" };
	}
}

function withdraw<T extends PrintLife>(job: T, isWithdrawn: boolean): T {
	switch (job.state) {
		case "queued":
		case "expired":
			return { ...job, state: "cancelled", isWithdrawn };
		case "sent":
		case "doubtful":
			return { ...job, state: "cancelled", mayBeOut: true, doubt: null, isWithdrawn };
		default:
			return job;
	}
}

/** What may be out is not printed again by itself: the journal that it was sent to is asked, or a person. */
function restore<T extends PrintLife>(job: T): T {
	if (job.state !== "cancelled" || !job.isWithdrawn) {
		return job;
	}
	return job.mayBeOut
		? { ...job, state: "doubtful", doubt: "cut", mayBeOut: false, isWithdrawn: false }
		: { ...job, state: "queued", journalId: null, doubt: null, isWithdrawn: false };
}

function decide<T extends PrintLife>(
	job: T,
	{ decision, expiresAt }: { decision: PrintDecision; expiresAt: number },
): T {
	if (!choicesFor(job.state).includes(decision)) {
		return job;
	}
	switch (decision) {
		case "printed":
			return { ...job, state: "printed", doubt: null };
		case "cancel":
			return withdraw(job, false);
		case "again":
			return {
				...job,
				state: "queued",
				run: job.run + 1,
				journalId: null,
				doubt: null,
				expiresAt,
			};
	}
}

/** What a person can say of a job in that state. */
export function choicesFor(state: PrintJobState): readonly PrintDecision[] {
	switch (state) {
		case "doubtful":
			return ["printed", "again", "cancel"];
		case "expired":
			return ["again", "cancel"];
		case "queued":
		case "sent":
			return ["cancel"];
		default:
			return [];
	}
}

/** What a station knows a job by: another one for each run. */
export function printIdOf({ id, run }: { id: string; run: number }): string {
	return `${id}.${run}`;
}

export function readPrintId(printId: string): { id: string; run: number } | undefined {
	const [, id, run] = /^([\w-]{1,60})\.(\d{1,6})$/.exec(printId) ?? [];
	return id === undefined ? undefined : { id, run: Number(run) };
}
