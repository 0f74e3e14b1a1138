import { seededRandom } from "./random.ts";

/**
 * Faults that a person or a test switches on for one operation of a twin.
 * - `cut-before`, `cut-after`: the connection ends without an answer, before or after the effect
 * - `status-before`, `status-after`: an error status, before or after the effect
 * - `half`: the answer is cut in the middle, after the effect
 * - `html`: a page of HTML in place of JSON, after the effect
 * - `slow`: the answer comes `delayMs` late
 */
export type FaultKind =
	| "cut-before"
	| "cut-after"
	| "status-before"
	| "status-after"
	| "half"
	| "html"
	| "slow";

export type Fault = {
	operation: string;
	kind: FaultKind;
	/** Share of the calls that it hits, 0 to 1. */
	rate: number;
	/** How many more calls it may hit; absent means no end. */
	times?: number;
	status?: number;
	delayMs?: number;
	headers?: Record<string, string>;
	body?: string;
};

/** Thrown by a twin to have the connection cut; what serves the twin turns it into a lost connection. */
export class ConnectionCut extends Error {
	override name = "ConnectionCut";
}

export class Faults {
	#faults: Fault[] = [];
	#random = seededRandom(1);

	list(): Fault[] {
		return this.#faults;
	}

	replace(faults: Fault[], seed = 1): void {
		this.#faults = faults.map((fault) => ({ ...fault }));
		this.#random = seededRandom(seed);
	}

	/** The fault that hits this call, if any; counts it. */
	pick(operation: string): Fault | undefined {
		for (const fault of this.#faults) {
			if (fault.operation !== operation || fault.times === 0) {
				continue;
			}
			if (this.#random() < fault.rate) {
				if (fault.times !== undefined) {
					fault.times -= 1;
				}
				return fault;
			}
		}
		return undefined;
	}
}
