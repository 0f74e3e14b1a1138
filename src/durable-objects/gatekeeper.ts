import { DurableObject } from "cloudflare:workers";

import { LIMITS } from "../shipping/model/limits.ts";
import { countOne, heldForMs, NO_TRIES, type Tries } from "./tries.ts";

/** How long to wait before the next try, and whether the right secret came from here lately. */
export type Verdict = { heldForMs: number; isKnown: boolean };

/**
 * One for each kind of secret and network, one for each kind in all, one for each API token. While a window is full
 * nobody learns whether a secret was right; it is over after a minute, however many tries come meanwhile.
 */
export class Gatekeeper extends DurableObject {
	#calls: Tries = NO_TRIES;

	/** How it stands; nothing is counted. */
	look(asked: { max: number; now: number }): Verdict {
		const tries = this.#read();
		return {
			heldForMs: heldForMs(tries, asked.max, asked.now),
			isKnown: Math.abs(asked.now - tries.rightAt) < LIMITS.knownNetworkMs,
		};
	}

	/** A try with a secret. A wrong one is counted; what comes while the window is full is not. */
	async tryOnce(tried: { isRight: boolean; max: number; now: number }): Promise<Verdict> {
		const verdict = this.look(tried);
		if (verdict.heldForMs > 0) {
			return verdict;
		}
		const tries = this.#read();
		if (!tried.isRight) {
			await this.#keep(countOne(tries, tried.now));
		} else if (tried.now - tries.rightAt > LIMITS.hour) {
			await this.#keep({ ...tries, rightAt: tried.now });
		}
		return verdict;
	}

	/** A call of a token. Kept in memory alone: an eviction lets more through, and no call costs a write. */
	countCall(call: { max: number; now: number }): number {
		const held = heldForMs(this.#calls, call.max, call.now);
		if (held === 0) {
			this.#calls = countOne(this.#calls, call.now);
		}
		return held;
	}

	/** Nothing of a network is kept for longer than it counts. */
	override async alarm(): Promise<void> {
		await this.ctx.storage.deleteAll();
	}

	#read(): Tries {
		return this.ctx.storage.kv.get<Tries>(KEY) ?? NO_TRIES;
	}

	async #keep(tries: Tries): Promise<void> {
		this.ctx.storage.kv.put(KEY, tries);
		await this.ctx.storage.setAlarm(Date.now() + LIMITS.knownNetworkMs);
	}
}

const KEY = "tries";
