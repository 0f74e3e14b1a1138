import { env } from "cloudflare:workers";

/**
 * How often a property is tried: as often as its test says in `npm test`, PROPERTY_RUNS times as often in a long run.
 * A failure prints seed and path; PROPERTY_SEED and PROPERTY_PATH repeat exactly that case.
 */
export function runs(count = 100) {
	const { PROPERTY_RUNS, PROPERTY_SEED, PROPERTY_PATH } = env;
	return {
		numRuns: count * Math.max(1, Number(PROPERTY_RUNS)),
		...(PROPERTY_SEED === "" ? {} : { seed: Number(PROPERTY_SEED) }),
		...(PROPERTY_PATH === "" ? {} : { path: PROPERTY_PATH }),
	};
}
