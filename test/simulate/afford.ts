import { callsKeptFrom } from "../../src/shipping/model/call-lanes.ts";
import type { WriteBackPolicy } from "../../src/shipping/model/division-settings.ts";
import { LIMITS } from "../../src/shipping/model/limits.ts";
import { LICENCE_DAY_CALLS } from "./exact-side.ts";
import type { Outcome } from "./measure.ts";

const POLLS_A_DAY = 12;
/** Division, headers, lines and deletions; the nightly sweep is within the rounding. */
const CALLS_A_POLL = 4;

export type Afforded = {
	policy: string;
	writes: number;
	reads: number;
	divisionDay: number;
	licenceDay: number;
};

/**
 * At which volume of a day the calls end. What polls cost whether there are orders or not is taken off first; of a
 * division's day the lane of Documents may not touch what is kept for polls and lost answers.
 */
export function affordedBy(
	policy: WriteBackPolicy,
	outcome: Outcome,
	days: number,
	divisions: number,
): Afforded[] {
	const fixed = POLLS_A_DAY * CALLS_A_POLL;
	const perOrder = Math.max(0, outcome.exact.read - fixed * days * divisions) / outcome.labelled;
	const { post, put } = outcome.exactPerShipment;
	const ofDivision =
		LIMITS.exactDayCalls - callsKeptFrom("write-back", "day", LIMITS.exactDayCalls);
	return [0, 1].map((attachments) => {
		const writes = post + put + attachments;
		const reads = perOrder;
		return {
			policy: `${policy}${attachments === 1 ? " with the label attached" : ""}`,
			writes,
			reads,
			divisionDay: Math.floor((ofDivision - fixed) / (writes + reads)),
			licenceDay: Math.floor((LICENCE_DAY_CALLS - fixed * divisions) / (writes + reads)),
		};
	});
}
