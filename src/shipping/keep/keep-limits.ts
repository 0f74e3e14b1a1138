const MINUTE = 60_000;
const DAY = 86_400_000;

/** What clearing up may take of one run, and how long it waits. */
export const KEEP_LIMITS = {
	leaseMs: 120_000,
	/** Steps of a rotation in one run: a step asks for 300 objects at most, an invocation for a thousand. */
	rotationSteps: 3,
	/** Until the places are looked through again: what ran with the ring of before has ended then. */
	rotationCheckMs: 10 * MINUTE,
	retryMs: MINUTE,
	/** The longest life of a signed link, and of an answer that is given again; a day for the run that clears them. */
	signedLifeMs: 8 * DAY,
} as const;
