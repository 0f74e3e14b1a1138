import { VENDOR } from "../../../src/tools/scale/inputs.ts";

const CALLS_AT_ONCE = 6;

/** Labels a second that each system would allow by itself. */
export type Ceilings = { consumers: number; fedex: number; d1: number; exact: number };

/** Six calls an invocation, each as long as FedEx takes. */
export function consumerCeiling(consumers: number, fedexMs: number): number {
	return (CALLS_AT_ONCE * consumers * 1_000) / fedexMs;
}

export function ceilingsOf(run: {
	consumers: number;
	fedexMs: number;
	divisions: number;
	fedexCallsPerOrder: number;
	d1StatementsPerOrder: number;
	exactCallsPerOrder: number;
}): Ceilings {
	return {
		consumers: consumerCeiling(run.consumers, run.fedexMs),
		fedex: VENDOR.fedexCallsPerTenSeconds / 10 / run.fedexCallsPerOrder,
		d1: VENDOR.d1StatementsPerSecond / run.d1StatementsPerOrder,
		exact: (VENDOR.exactMinuteCalls / 60 / run.exactCallsPerOrder) * run.divisions,
	};
}
