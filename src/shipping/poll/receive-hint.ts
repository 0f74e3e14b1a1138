import { LIMITS } from "../model/limits.ts";
import type { Hint, HintStore } from "../ports/webhooks.ts";

/**
 * Something changed in a division: its next poll comes soon, spread out so that divisions which change together are
 * not read together. The hint itself costs no call; a lost one only waits for the schedule.
 */
export async function receiveHint(
	hint: Hint,
	now: number,
	deps: { hints: HintStore; random?: () => number },
): Promise<void> {
	const random = deps.random ?? Math.random;
	const spreadMs = Math.round(random() * (LIMITS.hintPollMaxMs - LIMITS.hintPollMinMs));
	await deps.hints.receive(hint, { now, pollAt: now + LIMITS.hintPollMinMs + spreadMs });
}
