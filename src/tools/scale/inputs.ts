/**
 * What the arithmetic of scale starts from. MEASURED comes from `npm run simulate` (test/simulate/RESULTS.md) and
 * `npm run test:faults` (test/faults/RESULTS.md, long run); a test holds it near to what the simulation
 * measured last. VENDOR is what the vendors publish. ASSUMED is neither, and each of its numbers is named in docs/scale.md.
 */

export const MEASURED = {
	parcelsPerShipment: 1.087,
	trackCallsPerParcel: 1.717,
	/** Policy "end-state": the Document's post and its updates. */
	exactWritesPerShipment: 1.996,
	/** Beyond what polls cost whether there are orders or not. */
	exactReadsPerShipment: 0.054,
	exactWritesByPolicy: [
		["end-state", 1.996, 0.054],
		["end-state with the label attached", 2.996, 0.054],
		["milestones", 4.07, 0.114],
		["every-scan", 10.59, 0.115],
	] as const,
	/** Calls of a run in which vendors lose and refuse, of calls of a run in which nothing goes wrong. */
	callsOnABadDay: 2_509 / 1_659,
} as const;

export const VENDOR = {
	exactMinuteCalls: 60,
	exactDayCalls: 5_000,
	exactLicenceDayCalls: 20_000,
	fedexCallsPerTenSeconds: 1_400,
	trackDayCalls: 100_000,
	d1Bytes: 10_000_000_000,
	/** One after another, at a millisecond each. */
	d1StatementsPerSecond: 1_000,
	queueMessagesPerSecond: 5_000,
	r2WritesPerSecondAndKey: 1,
	workerCpuMsPerInvocation: 30_000,
} as const;

export const ASSUMED = {
	workingDays: 21,
	/** A busy working day, of an average one. */
	busyDay: 1.5,
	/** Of a day's labels in its busiest hour. */
	busiestHour: 0.2,
	pollsPerDay: 12,
	callsPerPoll: 4,
	/** Of a division's day and minute, what Documents leave to polls and lost answers. */
	dayKept: 0.1,
	minuteKept: 1 / 6,
	/** The create, and a price or a check before it. */
	fedexCallsPerLabel: 2,
	d1BytesPerShipment: 14_000,
	d1StatementsPerShipment: 60,
	/** Supposes that all of a shipment is taken out of D1 so many months after it was made. */
	monthsInD1: 13,
	/** A database is counted as full at this share. */
	d1Fill: 0.8,
	cpuMsPerShipment: 80,
	cpuMsPerRun: 500,
	invocationsPerShipment: 7,
	queueMessagesPerShipment: 4,
	queueOperationsPerShipment: 14,
	rowsWrittenPerShipment: 60,
	rowsReadPerShipment: 2_000,
	objectRequestsPerShipment: 12,
	objectSecondsPerShipment: 5,
	objectRowsWrittenPerShipment: 10,
	r2WritesPerShipment: 4,
	r2ReadsPerShipment: 3,
	r2BytesPerShipment: 200_000,
	monthsInR2: 6,
	logLinesPerShipment: 40,
	/** A tick a minute and what it reads, whether there is work or not. */
	idleInvocations: 43_200,
	idleRowsRead: 43_200 * 200,
} as const;

/** Dollars, Workers Paid, as published by Cloudflare on 2026-07-07: what a month includes, and a unit beyond it. */
export const PRICES = {
	base: 5,
	requests: { included: 10_000_000, unit: 0.3 / 1e6 },
	cpuMs: { included: 30_000_000, unit: 0.02 / 1e6 },
	queueOperations: { included: 1_000_000, unit: 0.4 / 1e6 },
	d1RowsRead: { included: 25_000_000_000, unit: 0.001 / 1e6 },
	d1RowsWritten: { included: 50_000_000, unit: 1 / 1e6 },
	d1Gigabytes: { included: 5, unit: 0.75 },
	objectRequests: { included: 1_000_000, unit: 0.15 / 1e6 },
	objectGigabyteSeconds: { included: 400_000, unit: 12.5 / 1e6 },
	objectRowsWritten: { included: 50_000_000, unit: 1 / 1e6 },
	r2Writes: { included: 1_000_000, unit: 4.5 / 1e6 },
	r2Reads: { included: 10_000_000, unit: 0.36 / 1e6 },
	r2Gigabytes: { included: 10, unit: 0.015 },
	logLines: { included: 20_000_000, unit: 0.6 / 1e6 },
} as const;

export type Billed = Exclude<keyof typeof PRICES, "base">;
