import { DurableObject } from "cloudflare:workers";

import { exactBaseUrl } from "../exact/hosts.ts";
import type { TokenAnswer } from "../exact/token.ts";
import { type Clock, readClock } from "../lib/clock.ts";
import { openKeyRing } from "../lib/key-ring.ts";
import { createLog } from "../lib/log.ts";
import {
	type AdoptAnswer,
	type Configuration,
	type ExchangeAnswer,
	ExactGrant,
	type GrantStatus,
} from "./exact-grant.ts";
import type { SessionRecord, SessionStore } from "./grant-record.ts";
import type { RewrapAnswer } from "./rewrap-answer.ts";

/**
 * One per connection to Exact: the grant and the app's secret live only here, sealed. A shell: the rules are in
 * exact-grant.ts. Expected failures are returned, since errors lose their shape on the way out.
 */
export class ExactSession extends DurableObject<ExactSessionEnv> {
	readonly #grant: ExactGrant;

	constructor(ctx: DurableObjectState, env: ExactSessionEnv) {
		super(ctx, env);
		this.#grant = new ExactGrant({
			store: sessionStore(ctx.storage),
			keys: () => openKeyRing(env.ENCRYPTION_KEYS),
			baseUrl: (region) => exactBaseUrl(region, env.EXACT_ORIGIN),
			fetch: (...args) => fetch(...args),
			log: createLog(),
		});
	}

	configure(configuration: Configuration): Promise<void> {
		return this.#grant.configure(configuration);
	}

	async exchangeAside(answer: { code: string }): Promise<ExchangeAnswer> {
		return this.#grant.exchangeAside(answer.code, await this.#clock());
	}

	adopt(candidate: { id: string }): Promise<AdoptAnswer> {
		return this.#grant.adopt(candidate.id);
	}

	discard(candidate: { id: string }): Promise<void> {
		return this.#grant.discard(candidate.id);
	}

	async accessToken(): Promise<TokenAnswer> {
		return this.#grant.accessToken(await this.#clock());
	}

	async tokenAfterRejection(rejected: { token: string }): Promise<TokenAnswer> {
		return this.#grant.tokenAfterRejection(rejected.token, await this.#clock());
	}

	async keepAlive(): Promise<GrantStatus> {
		await this.#grant.keepAlive(await this.#clock());
		return this.#grant.status();
	}

	status(): Promise<GrantStatus> {
		return this.#grant.status();
	}

	/** Seals anew what older keys sealed. */
	rewrap(wanted: { keyId: string }): Promise<RewrapAnswer> {
		return this.#grant.rewrap(wanted.keyId);
	}

	/** Which keys seal what is here. */
	sealedWith(): Promise<Record<string, number>> {
		return this.#grant.sealedWith();
	}

	forget(): Promise<void> {
		return this.#grant.forget();
	}

	#clock(): Promise<Clock> {
		return readClock(this.env.CLOCK_ORIGIN);
	}
}

type ExactSessionEnv = {
	ENCRYPTION_KEYS: string;
	EXACT_ORIGIN?: string;
	CLOCK_ORIGIN?: string;
};

const KEY = "session";

function sessionStore(storage: DurableObjectStorage): SessionStore {
	return {
		read: () => storage.kv.get<SessionRecord>(KEY),
		async write(record) {
			storage.kv.put(KEY, record);
			await storage.sync();
		},
		clear: () => storage.deleteAll(),
	};
}
