const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** The numbers of telling. */
export const TELL_LIMITS = {
	spreadRows: 500,
	/** Claimed with one statement and settled with one. */
	deliveryRows: 50,
	callsAtOnce: 6,
	leaseMs: 120 * SECOND,
	/** How long a receiver may take to answer. */
	timeoutMs: 10 * SECOND,
	backoffBaseMs: 30 * SECOND,
	backoffCapMs: HOUR,
	/** So long an event is tried, and an endpoint that takes nothing. */
	giveUpMs: 24 * HOUR,
	/** An endpoint that takes nothing is given up only after so many runs besides: a paused Worker proves nothing. */
	giveUpRuns: 8,
	mailTries: 40,
	watchEveryMs: 5 * MINUTE,
} as const;
