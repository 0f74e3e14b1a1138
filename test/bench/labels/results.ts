import type { Calls } from "./calls.ts";
import type { Grown } from "./growth-rows.ts";
import type { Measured } from "./measured.ts";
import type { Usage } from "./usage.ts";

/** How long the simulators take for an answer. */
export type Latencies = { fedexMs: number; exactMs: number };

export type Bundle = { bytes: number; gzipBytes: number };

/** From the Document to a parcel's end, an order, without what goes on whether there are orders or not. */
export type Life = { orders: number; ended: number; days: number; usage: Usage; calls: Calls };

/** All that one run of the benchmark measured; what it left out is absent. */
export type Results = {
	latencies: Latencies;
	runs: Measured[];
	grown: Grown[];
	life?: Life;
	coldStartMs?: number;
	bundle?: Bundle;
};
