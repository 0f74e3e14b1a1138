import type { TwinClock } from "../twin/clock.ts";
import type { Store } from "../twin/store.ts";

/**
 * FedEx counts token requests by public address, over all credentials behind it: 3 a second sustained for
 * 5 seconds, 1 a second sustained for 2 minutes. Beyond either the address is refused for 10 minutes, and
 * every request during the penalty starts the 10 minutes anew. The twin has one caller, so one address.
 */
const BURST = { hits: 15, windowMs: 5_000 };
const AVERAGE = { hits: 120, windowMs: 120_000 };
export const TOKEN_PENALTY_MS = 10 * 60_000;

type Address = { hits: number[]; penaltyEndsAt: number };

export class TokenLimit {
	readonly #store: Store;
	readonly #clock: TwinClock;

	constructor(store: Store, clock: TwinClock) {
		this.#store = store;
		this.#clock = clock;
	}

	/** Counts one request and says whether it may pass. */
	admit(): boolean {
		const now = this.#clock.now();
		const address = this.#address();
		if (now < address.penaltyEndsAt) {
			this.#save({ hits: [], penaltyEndsAt: now + TOKEN_PENALTY_MS });
			return false;
		}
		const hits = [...address.hits.filter((hit) => hit > now - AVERAGE.windowMs), now];
		const isBurst = hits.filter((hit) => hit > now - BURST.windowMs).length > BURST.hits;
		const isOver = isBurst || hits.length > AVERAGE.hits;
		this.#save({ hits: isOver ? [] : hits, penaltyEndsAt: isOver ? now + TOKEN_PENALTY_MS : 0 });
		return !isOver;
	}

	/** The end of the penalty, or 0 when there is none. */
	penaltyEndsAt(): number {
		const { penaltyEndsAt } = this.#address();
		return penaltyEndsAt > this.#clock.now() ? penaltyEndsAt : 0;
	}

	#address(): Address {
		return this.#addresses().get("caller") ?? { hits: [], penaltyEndsAt: 0 };
	}

	#save(address: Address): void {
		this.#addresses().set("caller", address);
	}

	#addresses() {
		return this.#store.collection<Address>("addresses");
	}
}
