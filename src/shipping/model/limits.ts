/**
 * The numbers that more than one part of the design hangs on, in one table. Vendor facts behind them: Exact's limits (60 calls a minute,
 * 10 errors an hour and endpoint, 600 s tokens) and FedEx's (30 numbers a call, token requests counted by IP),
 * as published by the vendors and read in November 2026.
 */
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const LIMITS = {
	fedexCreateTimeoutMs: 30 * SECOND,
	claimLeaseMs: 120 * SECOND,
	exactTimeoutMs: 20 * SECOND,
	fedexTimeoutMs: 15 * SECOND,

	attemptsBeforeFailed: 8,
	backoffBaseMs: 30 * SECOND,
	backoffCapMs: 6 * HOUR,
	earlyDelayMs: 20 * SECOND,

	/**
	 * A shipment that the carrier makes in a job: how long until it is asked what came of it, from the first to the
	 * last wait, and after how long its outcome counts as lost.
	 */
	jobFirstLookMs: 20 * SECOND,
	jobLastLookMs: 5 * MINUTE,
	jobLostMs: HOUR,
	lostAttemptsBeforeBlocked: 2,
	uncertainInARowBeforeSuspended: 5,
	/** Since the answer was lost: looks before a new attempt, then watches for one that appears late. */
	reconcileLooksMs: [60 * SECOND, 300 * SECOND],
	reconcileWatchesMs: [15 * MINUTE, HOUR, 6 * HOUR, DAY, 3 * DAY, 14 * DAY],
	/** From one request to cancel to the look at what came of it; one request each, then a person. */
	cancelLooksMs: [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 6 * HOUR],
	/** Labels of one shipment that had to be cancelled because their answers could not be used. */
	cancelledAttemptsBeforeBlocked: 2,
	/** Attempts that may have bought a label, whatever became of it: more than these only a person asks for. */
	attemptsByItself: 3,
	reconcileRows: 12,
	reconcileLeaseMs: 180 * SECOND,

	freshnessMs: 15 * MINUTE,
	referenceDataMs: DAY,

	exactTokenRefreshFromMs: 572 * SECOND,
	exactTokenLifeMs: 600 * SECOND,
	exactKeepAliveMs: DAY,
	exactGrantLifeMs: 30 * DAY,
	fedexTokenUseMs: 55 * MINUTE,
	fedexTokenSpacingMs: 2 * SECOND,
	fedexTokenHoldMs: 10 * MINUTE,

	exactMinuteCalls: 60,
	exactDayCalls: 5_000,
	/** Of one licence, over all its divisions and apps; a Premium one has 30,000 (a vendor's notes, read 2026-11). */
	exactLicenceDayCalls: 20_000,
	/** The division, three feeds, and look-ups of what changed; and how much of the day they may take. */
	exactCallsPerPoll: 8,
	/** The two feeds of goods deliveries, where they are followed. */
	exactCallsForDeliveries: 2,
	pollShareOfDay: 0.5,
	errorsBeforeEndpointRests: 6,

	/** How long a row waits until it goes before fresh ones of the next more urgent class. */
	writeBackStepMs: 4 * HOUR,
	/** What blocks an order is read again by a poll that comes so long after it was judged, or when a person asks. */
	recheckBlockedMs: 10 * MINUTE,

	documentLookDelayMs: 60 * SECOND,
	/** A file whose Document does not stand in Exact yet. */
	fileWaitsMs: 5 * MINUTE,
	/** How many of the Documents of a day the nightly check compares. */
	documentsChecked: 10_000,
	/** Since the last post of a Document that was posted more than once: looks for a twin that appears late. */
	documentTwinLooksMs: [15 * MINUTE, HOUR, 6 * HOUR, DAY],
	/** What a post must still have of its run's lease when it starts: two calls where a token is refused, and some. */
	documentCallMarginMs: 60 * SECOND,
	/** A poll that a hint asks for comes so long after it; polls by hint in an hour and division. */
	hintPollMinMs: 10 * SECOND,
	hintPollMaxMs: 60 * SECOND,
	hintPollsAnHour: 60,
	/** In a UTC day; at four calls each about a quarter of the day's calls. After that the schedule reads. */
	hintPollsADay: 300,
	/** So long after a write of ours a hint about the same delivery is taken for its echo. */
	echoMs: 15 * MINUTE,
	webhookMaxBytes: 64 * 1_024,
	webhookCheckMs: DAY,

	idempotencyKeptMs: 7 * DAY,
	receiptsKeptMs: 30 * DAY,
	/** How far back what happened can be sent to a webhook again. */
	toldEventsKeptMs: 30 * DAY,
	/** How long a division tells of a row of Exact that does not say what it is of. */
	namelessRowsKeptMs: 30 * DAY,
	/** Since anything about a goods delivery changed, once nobody needs it any more. */
	deliveriesKeptMs: 90 * DAY,

	suspendedProbeMs: 15 * MINUTE,

	/** FedEx takes so many calls of a project in ten seconds; the queues' concurrency keeps below (wrangler.toml). */
	fedexWindowCalls: 1_400,
	fedexWindowMs: 10 * SECOND,
	/** What a call is taken to last at least; where it is less, FedEx answers 429, which is a wait. */
	fedexFastestCallMs: SECOND,

	trackNumbersPerCall: 30,
	/** Of FedEx's calls a day; the rest is left to looking up bookings whose answer was lost. */
	trackDayCalls: 95_000,
	trackProjectDayCalls: 100_000,
	trackLeaseMs: 120 * SECOND,
	/** Of the day's calls; those after them are for parcels that are expected today. */
	trackUnhurriedDayCalls: 80_000,
	/**
	 * How long until a parcel is looked at again, by its pace. A scan waits half of that on average, 95 of 100 wait
	 * less than 19 twentieths of it, and a run takes up to two minutes on top.
	 */
	trackIntervalMs: {
		label_made: 4 * HOUR,
		picking_up: 110 * MINUTE,
		in_transit: 110 * MINUTE,
		due_today: 18 * MINUTE,
		out_for_delivery: 18 * MINUTE,
		exception: HOUR,
		returned: 6 * HOUR,
	},
	/**
	 * The hours in which a scan is expected: from the division's cut-off on the ship date; from the morning of the
	 * expected day at its destination, when the vans are loaded; and after it went out for delivery.
	 */
	trackWindows: {
		pickUpMs: 12 * HOUR,
		dueFromMs: 6 * HOUR,
		dueMs: 14.5 * HOUR,
		outForDeliveryMs: 14 * HOUR,
	},
	/** FedEx's push: the largest body, how long it counts as working, and how much slower looks are meanwhile. */
	pushMaxBytes: 256 * 1_024,
	pushFreshMs: DAY,
	pushSlowsBy: 4,
	/** A label that FedEx never scanned, and a parcel that never came to an end, become a person's matter. */
	neverScannedMs: 14 * DAY,
	neverEndedMs: 90 * DAY,

	/** An address at R2 itself, which can't be taken back; its label is cancelled no sooner than it and a slow clock end. */
	directLinkSeconds: 60,
	directLinkOverMs: 75_000,
	linkDefaultSeconds: 900,
	linkMinSeconds: 60,
	linkMaxSeconds: 604_800,
	oauthStateMs: 10 * MINUTE,

	/** Wrong secrets that one network may send in a minute, and all together; pairing codes are short. */
	wrongAdminTokensAMinute: 10,
	wrongAdminTokensInAll: 100,
	wrongApiTokensAMinute: 60,
	wrongPairingCodesAMinute: 10,
	wrongPairingCodesInAll: 50,
	/** A network that sent the right secret is so long not held for what others send. */
	knownNetworkMs: DAY,
	/** Calls of one API token. */
	apiCallsAMinute: 600,
	sessionMs: 12 * HOUR,

	drainRows: 50,
	callsAtOnce: 6,
	lookupIdsPerCall: 60,
	pollLeaseMs: 180 * SECOND,
	/** A run hands over to the next wake-up before the platform could cut it off. */
	runMs: 60 * SECOND,
	writeBackLeaseMs: 120 * SECOND,
	defaultReadBackDays: 30,
	hour: HOUR,
	minute: MINUTE,
	day: DAY,
} as const;
