import type { TwinClock } from "../twin/clock.ts";
import type { Store } from "../twin/store.ts";

export const TOKEN_SECONDS = 3_600;

type IssuedToken = { clientId: string; expiresAt: number };

/** Bearer tokens. A new one leaves the earlier ones valid until their own end. */
export class Tokens {
	readonly #store: Store;
	readonly #clock: TwinClock;

	constructor(store: Store, clock: TwinClock) {
		this.#store = store;
		this.#clock = clock;
	}

	issue(clientId: string): string {
		this.#dropExpired();
		const token = `twin.${crypto.randomUUID().replaceAll("-", "")}`;
		const expiresAt = this.#clock.now() + TOKEN_SECONDS * 1_000;
		this.#issued().set(token, { clientId, expiresAt });
		return token;
	}

	/** The client that a valid token was issued to. */
	findClient(token: string): string | undefined {
		const issued = this.#issued().get(token);
		return issued !== undefined && issued.expiresAt > this.#clock.now()
			? issued.clientId
			: undefined;
	}

	#dropExpired(): void {
		for (const [token, issued] of this.#issued().entries()) {
			if (issued.expiresAt <= this.#clock.now()) {
				this.#issued().delete(token);
			}
		}
	}

	#issued() {
		return this.#store.collection<IssuedToken>("tokens");
	}
}
