import type { Outcome } from "./measure.ts";
import type { Scenario } from "./world.ts";

/** Runs that are made in Node and in workerd, with real D1, R2 and Durable Objects there, and have to cost the same. */
export const SLICES: Readonly<Record<string, Scenario>> = {
	small: { shipments: 24, days: 1, divisions: 2, policy: "milestones", seed: 3 },
	full: { shipments: 2_000, days: 2, divisions: 4, policy: "end-state", seed: 7 },
};

/** What must be the same on both, call by call. */
export function callsOf(outcome: Outcome) {
	const { labelled, parcels, delivered, returned, trackCalls, exact, documents } = outcome;
	return { labelled, parcels, delivered, returned, trackCalls, exact, documents };
}

export type SliceCalls = ReturnType<typeof callsOf>;
