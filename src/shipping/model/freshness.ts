/**
 * How long it takes until something is known, counted in steps as it happens: a counter a day, division, kind and
 * step, in the batch that stores it anyway. So the share of any number of them is had from a few rows.
 */
export const FRESHNESS_KINDS = [
	/** From FedEx's first scan of a parcel to D1. */
	"pick-up",
	"in-transit",
	/** From the scan that it went out for delivery on. */
	"out-for-delivery",
	/** From the first scan that a Document's text tells to that text in Exact. */
	"scan-to-exact",
	"label-to-document",
] as const;

export type FreshnessKind = (typeof FRESHNESS_KINDS)[number];

/** The ends of the steps in minutes; what took longer is one step more. */
export const FRESHNESS_MINUTES = [
	1, 2, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 480, 1_440,
] as const;

/** The calls of Exact that are counted over a shipment's life. */
export const EXACT_CALL_KINDS = ["read", "post", "update", "number", "file", "delivery"] as const;

export type ExactCallKind = (typeof EXACT_CALL_KINDS)[number];

export type LifeCount = { name: string; count: number };

export const PARCELS = "parcels";
export const SHIPMENTS = "shipments";

/** Theirs alone, so that who reads a division's few counters for a chart does not read these as well. */
const SCOPE = "life:";

/** Between these stand the scopes of all divisions. */
export const LIFE_SCOPES = { from: SCOPE, before: "life;" } as const;

export function lifeScope(divisionId: string): string {
	return `${SCOPE}${divisionId}`;
}

export function exactCallName(kind: ExactCallKind): string {
	return `exact:${kind}`;
}

/** The counters that go up by these waits, each once. */
export function countsOfWaits(
	waits: readonly { kind: FreshnessKind; waitedMs: number }[],
): LifeCount[] {
	const counts = new Map<string, number>();
	for (const { kind, waitedMs } of waits) {
		const name = waitName(kind, stepOf(waitedMs));
		counts.set(name, (counts.get(name) ?? 0) + 1);
	}
	return Array.from(counts, ([name, count]) => ({ name, count }));
}

export type Share = { count: number; p50Minutes: number; p95Minutes: number };

/** Half and 95 of 100 of a kind, as if the waits of a step were spread evenly over it; undefined without any. */
export function sharesOf(
	kind: FreshnessKind,
	counts: ReadonlyMap<string, number>,
): Share | undefined {
	const steps = Array.from(
		{ length: FRESHNESS_MINUTES.length + 1 },
		(_, step) => counts.get(waitName(kind, step)) ?? 0,
	);
	const count = steps.reduce((sum, one) => sum + one, 0);
	return count === 0
		? undefined
		: {
				count,
				p50Minutes: minutesOf(steps, count * 0.5),
				p95Minutes: minutesOf(steps, count * 0.95),
			};
}

function minutesOf(steps: readonly number[], rank: number): number {
	let seen = 0;
	for (const [step, count] of steps.entries()) {
		if (count > 0 && seen + count >= rank) {
			const from = FRESHNESS_MINUTES[step - 1] ?? 0;
			// The last step has no end: what is in it took at least so long.
			const to = FRESHNESS_MINUTES[step] ?? from;
			return Math.round((from + ((to - from) * (rank - seen)) / count) * 10) / 10;
		}
		seen += count;
	}
	return 0;
}

function stepOf(waitedMs: number): number {
	const step = FRESHNESS_MINUTES.findIndex((minutes) => waitedMs <= minutes * 60_000);
	return step === -1 ? FRESHNESS_MINUTES.length : step;
}

function waitName(kind: FreshnessKind, step: number): string {
	return `wait:${kind}:${step}`;
}
