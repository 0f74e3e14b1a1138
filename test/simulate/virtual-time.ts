import { LIMITS } from "../../src/shipping/model/limits.ts";

/** The instant that everything reads; it moves from event to event, and within a run by what its calls take. */
export class VirtualTime {
	#now: number;

	constructor(start: number) {
		this.#now = start;
	}

	now(): number {
		return this.#now;
	}

	goTo(instant: number): void {
		this.#now = instant;
	}

	/** A call of that length; a run has so many of them out at once. */
	spend(callMs: number): void {
		this.#now += Math.ceil(callMs / LIMITS.callsAtOnce);
	}
}
