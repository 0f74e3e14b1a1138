import type { LogSummary } from "../../../src/tools/start/twin.ts";
import type { Counted } from "./counted.ts";
import type { Percentiles } from "./times.ts";

/** What so many orders took, from their being visible in Exact until each has its label and its Document. */
export type Measured = {
	divisions: number;
	orders: number;
	labels: number;
	/** From the first call that buys a label until the last label was stored. */
	shippingSeconds: number;
	/** From visible until the last label, and until the last Document. */
	labelledSeconds: number;
	documentedSeconds: number;
	/** From visible in Exact to label stored. */
	toLabelMs: Percentiles;
	/** Runs that made labels, at the same time at the most. */
	consumers: number;
	/** Of a run's first label: from the run's start until it was stored, without FedEx's call. */
	overheadMs: Percentiles;
	createMs: Percentiles;
	cpuMs: number | null;
	peakMegabytes: number | null;
	counted: Counted;
	calls: { exact: LogSummary; fedex: LogSummary };
};

/** Labels in a second while labels were made. */
export function rateOf({ labels, shippingSeconds }: Measured): number {
	return labels / shippingSeconds;
}
