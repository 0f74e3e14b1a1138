import type { WriteBackPolicy } from "./division-settings.ts";
import { LIMITS } from "./limits.ts";

/**
 * What writing to Exact costs of its calls, by policy and with or without the label attached. A Document is one call and
 * each change of it another; changes that come while it waits are one. Pure.
 */
export type MeasuredVolume = {
	/** Labels on the busiest day of the last weeks. */
	labelsOnBusiestDay: number;
	/** How often a shipment's state changes on its way, and how often a look tells anything new. */
	milestonesEach: number;
	newsEach: number;
	/** Calls a day that reading takes at most. */
	readsADay: number;
	goodsDelivery: "none" | "tracking-number" | "post";
};

export type WriteCost = {
	policy: WriteBackPolicy;
	attachLabel: boolean;
	callsEach: number;
	/** With the reading. */
	callsOnBusiestDay: number;
	/** Of what Exact allows the division a day, and the licence as a whole; above 1 it does not fit. */
	shareOfDay: number;
	shareOfLicence: number;
	/** With how many labels a day each of them ends. */
	labelsUntilDayEnds: number;
	labelsUntilLicenceEnds: number;
};

const POLICIES: readonly WriteBackPolicy[] = ["end-state", "milestones", "every-scan"];

export function writeCosts(measured: MeasuredVolume): WriteCost[] {
	return POLICIES.flatMap((policy) =>
		[false, true].map((attachLabel) => writeCost(measured, policy, attachLabel)),
	);
}

function writeCost(
	measured: MeasuredVolume,
	policy: WriteBackPolicy,
	attachLabel: boolean,
): WriteCost {
	const { labelsOnBusiestDay, readsADay } = measured;
	const callsEach =
		1 + updatesEach(measured, policy) + (attachLabel ? 1 : 0) + deliveryCalls(measured);
	const calls = readsADay + labelsOnBusiestDay * callsEach;
	const labelsUntil = (limit: number) => Math.max(0, Math.floor((limit - readsADay) / callsEach));
	return {
		policy,
		attachLabel,
		callsEach,
		callsOnBusiestDay: Math.ceil(calls),
		shareOfDay: calls / LIMITS.exactDayCalls,
		shareOfLicence: calls / LIMITS.exactLicenceDayCalls,
		labelsUntilDayEnds: labelsUntil(LIMITS.exactDayCalls),
		labelsUntilLicenceEnds: labelsUntil(LIMITS.exactLicenceDayCalls),
	};
}

function updatesEach(
	{ milestonesEach, newsEach }: MeasuredVolume,
	policy: WriteBackPolicy,
): number {
	switch (policy) {
		case "end-state":
			return 1;
		case "milestones":
			return Math.max(1, milestonesEach);
		case "every-scan":
			return Math.max(1, milestonesEach, newsEach);
	}
}

/** A delivery that we book has its lines read first: up to 60 orders a call, and one where they come singly. */
function deliveryCalls({ goodsDelivery }: MeasuredVolume): number {
	return { none: 0, "tracking-number": 1, post: 2 }[goodsDelivery];
}
