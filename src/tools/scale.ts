import { ASSUMED, MEASURED, VENDOR } from "./scale/inputs.ts";

/**
 * Scale on paper: what a month of so many shipments takes of each limit, and how much of what has to stand beside each
 * other. Pure arithmetic over `scale/inputs.ts`; docs/scale.md shows its tables.
 */

export const SIZES = [1_000, 10_000, 30_000, 100_000, 300_000, 1_000_000] as const;

export type LimitName =
	| "exact-minute"
	| "exact-day"
	| "exact-licence"
	| "fedex-rate"
	| "track-day"
	| "d1-size"
	| "d1-statements"
	| "queues"
	| "r2-key"
	| "worker-cpu";

export type Load = {
	/** On a busy working day, and in a second of its busiest hour. */
	perDay: number;
	perSecond: number;
};

export type Use = { limit: LimitName; used: number; allowed: number; share: number };

const FIXED_EXACT_CALLS = ASSUMED.pollsPerDay * ASSUMED.callsPerPoll;
const EXACT_CALLS = MEASURED.exactWritesPerShipment + MEASURED.exactReadsPerShipment;
const TRACK_CALLS = MEASURED.parcelsPerShipment * MEASURED.trackCallsPerParcel;
const HOUR_SECONDS = 3_600;

/** How many shipments a busy day and its busiest second have. */
export function loadOf(shipmentsPerMonth: number): Load {
	const perDay = (shipmentsPerMonth / ASSUMED.workingDays) * ASSUMED.busyDay;
	return { perDay, perSecond: (perDay * ASSUMED.busiestHour) / HOUR_SECONDS };
}

/** What one of everything (division, licence, project, database, queue) would have to bear. */
export function usesOf(shipmentsPerMonth: number): Use[] {
	const { perDay, perSecond } = loadOf(shipmentsPerMonth);
	const stored = shipmentsPerMonth * ASSUMED.monthsInD1;
	const perMinute = perSecond * 60;
	return [
		use(
			"exact-minute",
			perMinute * MEASURED.exactWritesPerShipment,
			VENDOR.exactMinuteCalls * (1 - ASSUMED.minuteKept),
		),
		use(
			"exact-day",
			perDay * EXACT_CALLS + FIXED_EXACT_CALLS,
			VENDOR.exactDayCalls * (1 - ASSUMED.dayKept),
		),
		use("exact-licence", perDay * EXACT_CALLS + FIXED_EXACT_CALLS, VENDOR.exactLicenceDayCalls),
		use(
			"fedex-rate",
			perSecond * 10 * ASSUMED.fedexCallsPerLabel * MEASURED.callsOnABadDay,
			VENDOR.fedexCallsPerTenSeconds,
		),
		use("track-day", perDay * TRACK_CALLS, VENDOR.trackDayCalls),
		use("d1-size", stored * ASSUMED.d1BytesPerShipment, VENDOR.d1Bytes * ASSUMED.d1Fill),
		use("d1-statements", perSecond * ASSUMED.d1StatementsPerShipment, VENDOR.d1StatementsPerSecond),
		use("queues", perSecond * ASSUMED.queueMessagesPerShipment, VENDOR.queueMessagesPerSecond),
		// Every key is of one attempt or one paper and is written once, however many shipments there are.
		use("r2-key", 0, VENDOR.r2WritesPerSecondAndKey),
		// Of one run, whose rows are bounded, however many shipments there are.
		use("worker-cpu", ASSUMED.cpuMsPerRun, VENDOR.workerCpuMsPerInvocation),
	];
}

function use(limit: LimitName, used: number, allowed: number): Use {
	return { limit, used, allowed, share: used / allowed };
}

/** The limits that one of everything would break, the worst first. */
export function bindingAt(shipmentsPerMonth: number): LimitName[] {
	return usesOf(shipmentsPerMonth)
		.filter(({ share }) => share > 1)
		.toSorted((one, other) => other.share - one.share)
		.map(({ limit }) => limit);
}

/** From how many shipments a month one of everything no longer does; null where no size of them does it. */
export function bindsFrom(limit: LimitName): number | null {
	const shareOf = (size: number) => usesOf(size).find((one) => one.limit === limit)?.share ?? 0;
	const atNone = shareOf(0);
	const perShipment = (shareOf(1e6) - atNone) / 1e6;
	return perShipment === 0 ? null : (1 - atNone) / perShipment;
}

export type Needs = {
	divisions: number;
	licences: number;
	trackProjects: number;
	shipProjects: number;
	/** All in D1 for as long as it is kept, and with only the newest two months there. */
	databases: number;
	databasesWithArchive: number;
};

export const MONTHS_WITH_ARCHIVE = 2;

/** How many of each a month of so many shipments needs, spread evenly. */
export function needsOf(shipmentsPerMonth: number): Needs {
	const { perDay } = loadOf(shipmentsPerMonth);
	const share = new Map(usesOf(shipmentsPerMonth).map((one) => [one.limit, one.share]));
	const of = (limit: LimitName) => Math.max(1, Math.ceil(share.get(limit) ?? 0));
	const ofDivision = VENDOR.exactDayCalls * (1 - ASSUMED.dayKept) - FIXED_EXACT_CALLS;
	const divisions = Math.max(1, Math.ceil((perDay * EXACT_CALLS) / ofDivision), of("exact-minute"));
	const calls = perDay * EXACT_CALLS + divisions * FIXED_EXACT_CALLS;
	const archived = ((share.get("d1-size") ?? 0) * MONTHS_WITH_ARCHIVE) / ASSUMED.monthsInD1;
	return {
		divisions,
		licences: Math.ceil(calls / VENDOR.exactLicenceDayCalls),
		trackProjects: of("track-day"),
		shipProjects: of("fedex-rate"),
		databases: Math.max(of("d1-size"), of("d1-statements")),
		databasesWithArchive: Math.max(1, Math.ceil(archived), of("d1-statements")),
	};
}

export type Afforded = { policy: string; calls: number; division: number; licence: number };

/** Shipments a month at which one division's day and one licence's end, with busy days counted, by policy. */
export function affordedByPolicy(divisionsOfLicence = 4): Afforded[] {
	const perMonth = ASSUMED.workingDays / ASSUMED.busyDay;
	const ofDivision = VENDOR.exactDayCalls * (1 - ASSUMED.dayKept) - FIXED_EXACT_CALLS;
	const ofLicence = VENDOR.exactLicenceDayCalls - divisionsOfLicence * FIXED_EXACT_CALLS;
	return MEASURED.exactWritesByPolicy.map(([policy, writes, reads]) => ({
		policy,
		calls: writes + reads,
		division: Math.floor((ofDivision / (writes + reads)) * perMonth),
		licence: Math.floor((ofLicence / (writes + reads)) * perMonth),
	}));
}
