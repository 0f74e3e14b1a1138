import type { Store } from "./store.ts";

/** The instant a twin lives in: the system's clock plus an offset that only ever jumps forward. */
export interface TwinClock {
	now(): number;
	offsetMs(): number;
}

/** The clock that the Exact twin keeps for everybody (`GET /_twin/clock`). */
export class OwnClock implements TwinClock {
	readonly #store: Store;
	readonly #system: () => number;

	constructor(store: Store, system: () => number = Date.now) {
		this.#store = store;
		this.#system = system;
	}

	offsetMs(): number {
		return this.#store.collection<number>("clock").get("offsetMs") ?? 0;
	}

	now(): number {
		return this.#system() + this.offsetMs();
	}

	advance(byMs: number): number {
		if (!(byMs >= 0)) {
			throw new RangeError("the clock only moves forward");
		}
		this.#store.collection<number>("clock").set("offsetMs", this.offsetMs() + byMs);
		return this.now();
	}
}

/** A clock that follows another twin's; `refresh()` is called once per request. */
export class FollowedClock implements TwinClock {
	readonly #origin: string;
	#offset = 0;

	constructor(origin: string) {
		this.#origin = origin;
	}

	offsetMs(): number {
		return this.#offset;
	}

	now(): number {
		return Date.now() + this.#offset;
	}

	async refresh(): Promise<void> {
		const response = await fetch(`${this.#origin}/_twin/clock`);
		const body = (await response.json()) as { offsetMs: number };
		this.#offset = body.offsetMs;
	}
}
