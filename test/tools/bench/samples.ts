import type { Measured } from "../../bench/labels/measured.ts";

/** A run of a thousand orders that meets every target; each test changes what it is about. */
export function sampleRun(changes: Partial<Measured> = {}): Measured {
	return {
		divisions: 1,
		orders: 1_000,
		labels: 1_000,
		shippingSeconds: 170,
		labelledSeconds: 175,
		documentedSeconds: 180,
		toLabelMs: { p50: 90_000, p95: 170_000, p99: 174_000 },
		consumers: 1,
		overheadMs: { p50: 40, p95: 90, p99: 99 },
		createMs: { p50: 1_010, p95: 1_050, p99: 1_090 },
		cpuMs: 20_000,
		peakMegabytes: 240,
		counted: sampleCounted(),
		calls: {
			exact: { counts: { "nl/1 write.Documents": 1_000, "nl token.refresh": 1 }, broken: {} },
			fedex: { counts: { "key ship.create": 1_000, "key token": 1 }, broken: {} },
		},
		...changes,
	};
}

export function sampleCounted(counts: Record<string, number> = {}): Measured["counted"] {
	return {
		counts: { "ship d1 statements": 14_000, "ship d1 rows written": 60_000, ...counts },
		runs: [],
		callMs: [],
	};
}
