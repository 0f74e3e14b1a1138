import { DurableObject } from "cloudflare:workers";

import { type Egress, fedexFetch } from "../fedex/egress.ts";
import type { TokenAnswer, TokenKeeper, TokenQuestion } from "../fedex/oauth.ts";
import { readClock, systemClock, type Clock } from "../lib/clock.ts";
import { openKeyRing } from "../lib/key-ring.ts";
import { createLog } from "../lib/log.ts";
import { FedexTokenDesk } from "./fedex-token-desk.ts";
import type { RewrapAnswer } from "./rewrap-answer.ts";

type FedexSessionEnv = { ENCRYPTION_KEYS: string; CLOCK_ORIGIN?: string } & Egress;

/**
 * One object per FedEx host; the desk holds the rules. What can be expected to fail is returned, since an
 * error loses its class on the way out of a Durable Object.
 */
export class FedexSession extends DurableObject<FedexSessionEnv> implements TokenKeeper {
	readonly #desk: FedexTokenDesk;
	#clock: Clock = systemClock;

	constructor(ctx: DurableObjectState, env: FedexSessionEnv) {
		super(ctx, env);
		this.#desk = new FedexTokenDesk({
			storage: ctx.storage,
			now: () => this.#clock.now(),
			fetch: fedexFetch(env),
			sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
			keys: () => openKeyRing(env.ENCRYPTION_KEYS),
			log: createLog(),
		});
	}

	async accessToken(question: TokenQuestion): Promise<TokenAnswer> {
		await this.#setClock();
		return this.#desk.accessToken(question);
	}

	async tokenAfterRejection(question: TokenQuestion & { token: string }): Promise<TokenAnswer> {
		await this.#setClock();
		return this.#desk.tokenAfterRejection(question);
	}

	/** Seals anew what older keys sealed. */
	rewrap(wanted: { keyId: string }): Promise<RewrapAnswer> {
		return this.#desk.rewrap(wanted.keyId);
	}

	/** Which keys seal what is here. */
	sealedWith(): Promise<Record<string, number>> {
		return this.#desk.sealedWith();
	}

	async status(): Promise<{ holdUntil: number | null; tokens: number }> {
		await this.#setClock();
		return this.#desk.status();
	}

	async #setClock(): Promise<void> {
		this.#clock = await readClock(this.env.CLOCK_ORIGIN);
	}
}
