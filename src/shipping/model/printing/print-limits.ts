const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const PRINT_LIMITS = {
	/** A label that comes out of a printer that was off overnight lands on a box that went otherwise long ago. */
	jobLifeMs: 12 * HOUR,
	/** Longer than the 30 days that a database can be put back by: what came out by then must not come out anew. */
	settledJobsKeptMs: 35 * DAY,
	jobRowsKeptMs: 60 * DAY,
	/** A station pings so often; a connection that was silent for longer is over. */
	pingMs: 20_000,
	silentMs: 65_000,
	/** 40 random bits that live so long: a guess a millisecond would find one code in 1,800,000. */
	pairingCodeMs: 10 * MINUTE,
	pairingCodeLength: 8,
	/** Hand-over to a station that failed. */
	retryMs: 30_000,
	/** What waits for a person is told to the database again, in case that was put back in time. */
	doubtToldEveryMs: HOUR,
	drainRows: 200,
	/** A station answers at most 1,000 in one message. */
	recalledAtOnce: 500,
	stationsMax: 200,
} as const;
