import { requestToken, type TokenAnswer, type TokenQuestion } from "../fedex/oauth.ts";
import { sha256Hex } from "../lib/encoding.ts";
import { isAppError } from "../lib/errors.ts";
import { type KeyRing, keyIdOf } from "../lib/key-ring.ts";
import type { Log } from "../lib/log.ts";
import { countUse, nothingResealed, reseal } from "../lib/reseal.ts";
import { LIMITS } from "../shipping/model/limits.ts";
import type { RewrapAnswer } from "./rewrap-answer.ts";

/**
 * Every token request to one FedEx host goes through here, because FedEx counts them by address: one after
 * another, at least two seconds apart, and none at all for ten minutes after a 403, since each would lengthen
 * the penalty. Both instants are stored before the next request may leave, so that an eviction changes nothing.
 * A token serves for 55 minutes; where no newer one is to be had, to its real end. It never repeats a request.
 */
export interface DeskStorage {
	get<T>(key: string): Promise<T | undefined>;
	put<T>(key: string, value: T): Promise<void>;
	delete(key: string): Promise<boolean>;
	list<T>(options: { prefix: string }): Promise<Map<string, T>>;
}

export type DeskDeps = {
	storage: DeskStorage;
	now: () => number;
	fetch: typeof fetch;
	sleep: (ms: number) => Promise<void>;
	keys: () => KeyRing;
	log: Log;
};

type StoredToken = { sealed: string; obtainedAt: number; expiresAt: number };
type KeptToken = { token: string; obtainedAt: number; expiresAt: number };
type Flight = { question: TokenQuestion; key: string; rejected: string | undefined };

const TOKENS = "token:";
const HOLD_UNTIL = "hold-until";
const NEXT_REQUEST_AT = "next-request-at";
const YOUNG_MS = LIMITS.minute;

export class FedexTokenDesk {
	readonly #deps: DeskDeps;
	readonly #flights = new Map<string, Promise<TokenAnswer>>();
	#lastTurn: Promise<unknown> = Promise.resolve();

	constructor(deps: DeskDeps) {
		this.#deps = deps;
	}

	async accessToken(question: TokenQuestion): Promise<TokenAnswer> {
		const key = await storageKey(question);
		const kept = await this.#findKept(key);
		if (kept !== undefined && this.#isFresh(kept)) {
			return toAnswer(kept);
		}
		const answer = await this.#share({ question, key, rejected: undefined });
		const isRefused = !answer.ok && answer.code === "fedex.credentials_refused";
		return !answer.ok && !isRefused && kept !== undefined && this.#deps.now() < kept.expiresAt
			? toAnswer(kept)
			: answer;
	}

	/** A newer token, or the word to wait: a token that was just made gets its minute to be known at FedEx. */
	async tokenAfterRejection(question: TokenQuestion & { token: string }): Promise<TokenAnswer> {
		const { token: rejected } = question;
		const key = await storageKey(question);
		const kept = await this.#findKept(key);
		if (kept !== undefined && kept.token !== rejected && this.#deps.now() < kept.expiresAt) {
			return toAnswer(kept);
		}
		if (kept?.token === rejected && this.#ageOf(kept) < YOUNG_MS) {
			return waitFor(YOUNG_MS - this.#ageOf(kept));
		}
		const answer = await this.#share({ question, key, rejected });
		return answer.ok && answer.token === rejected ? waitFor(YOUNG_MS) : answer;
	}

	/** In turn with the requests for tokens. A token that no key opens is dropped: a new one costs one request. */
	rewrap(keyId: string): Promise<RewrapAnswer> {
		return this.#inTurn(async () => {
			const { storage } = this.#deps;
			const keys = this.#deps.keys();
			if (keys.currentId !== keyId) {
				return { ok: false, code: "keys.object_behind" } as const;
			}
			const counted = nothingResealed();
			for (const [key, stored] of await storage.list<StoredToken>({ prefix: TOKENS })) {
				const sealed = await reseal(keys, stored.sealed, key);
				if (keyIdOf(sealed) !== keyId) {
					await storage.delete(key);
					continue;
				}
				countUse(counted, stored.sealed, sealed);
				if (sealed !== stored.sealed) {
					await storage.put<StoredToken>(key, { ...stored, sealed });
				}
			}
			return { ok: true, ...counted } as const;
		});
	}

	async sealedWith(): Promise<Record<string, number>> {
		const counted = nothingResealed();
		const tokens = await this.#deps.storage.list<StoredToken>({ prefix: TOKENS });
		for (const { sealed } of tokens.values()) {
			countUse(counted, sealed, sealed);
		}
		return counted.uses;
	}

	async status(): Promise<{ holdUntil: number | null; tokens: number }> {
		const holdUntil = await this.#holdUntil();
		const tokens = await this.#deps.storage.list<StoredToken>({ prefix: TOKENS });
		const now = this.#deps.now();
		return {
			holdUntil: holdUntil > now ? holdUntil : null,
			tokens: [...tokens.values()].filter((token) => token.expiresAt > now).length,
		};
	}

	/** All who ask for one credential at the same time wait for one request. */
	#share(flight: Flight): Promise<TokenAnswer> {
		const running = this.#flights.get(flight.key);
		if (running !== undefined) {
			return running;
		}
		const started = this.#inTurn(() => this.#renew(flight)).finally(() => {
			this.#flights.delete(flight.key);
		});
		this.#flights.set(flight.key, started);
		return started;
	}

	#inTurn<T>(work: () => Promise<T>): Promise<T> {
		const turn = this.#lastTurn.then(work);
		this.#lastTurn = turn.catch(() => {
			// Those who asked for this turn get its error; the next turn starts all the same.
		});
		return turn;
	}

	async #renew({ question, key, rejected }: Flight): Promise<TokenAnswer> {
		const { storage, now, sleep } = this.#deps;
		// An unusable key ring must be found before FedEx is asked for what could not be stored.
		const keys = this.#deps.keys();
		const kept = await this.#findKept(key);
		if (kept !== undefined && kept.token !== rejected && this.#isFresh(kept)) {
			return toAnswer(kept);
		}
		const holdMs = (await this.#holdUntil()) - now();
		if (holdMs > 0) {
			return waitFor(holdMs);
		}
		const spacingMs = ((await storage.get<number>(NEXT_REQUEST_AT)) ?? 0) - now();
		if (spacingMs > 0) {
			await sleep(Math.min(spacingMs, LIMITS.fedexTokenSpacingMs));
		}
		const obtainedAt = now();
		await storage.put(NEXT_REQUEST_AT, obtainedAt + LIMITS.fedexTokenSpacingMs);
		const { verdict, status } = await requestToken(question, this.#deps);
		this.#deps.log.info("fedex.token", {
			system: "fedex",
			operation: "token",
			credentialId: question.credentialId,
			status,
			durationMs: now() - obtainedAt,
		});
		switch (verdict.kind) {
			case "ok": {
				const { token, expiresInSeconds } = verdict;
				const expiresAt = obtainedAt + expiresInSeconds * 1_000;
				const sealed = await keys.seal(token, key);
				await storage.put<StoredToken>(key, { sealed, obtainedAt, expiresAt });
				await this.#dropExpired();
				return { ok: true, token, expiresAt };
			}
			case "held":
				return this.#hold(LIMITS.fedexTokenHoldMs);
			case "busy":
				return this.#hold(verdict.retryAfterSeconds * 1_000);
			case "refused":
				return { ok: false, code: "fedex.credentials_refused" };
			case "unavailable":
				return { ok: false, code: "fedex.token_unavailable" };
		}
	}

	async #hold(ms: number): Promise<TokenAnswer> {
		await this.#deps.storage.put(HOLD_UNTIL, this.#deps.now() + ms);
		return waitFor(ms);
	}

	async #holdUntil(): Promise<number> {
		return (await this.#deps.storage.get<number>(HOLD_UNTIL)) ?? 0;
	}

	async #findKept(key: string): Promise<KeptToken | undefined> {
		const stored = await this.#deps.storage.get<StoredToken>(key);
		if (stored === undefined) {
			return undefined;
		}
		const { sealed, obtainedAt, expiresAt } = stored;
		try {
			return { token: await this.#deps.keys().open(sealed, key), obtainedAt, expiresAt };
		} catch (error) {
			if (isAppError(error) && error.code === "secrets.unreadable") {
				// Its key left the ring: a new token costs one request, an old one is worth no failure.
				return undefined;
			}
			throw error;
		}
	}

	async #dropExpired(): Promise<void> {
		const { storage, now } = this.#deps;
		for (const [key, token] of await storage.list<StoredToken>({ prefix: TOKENS })) {
			if (token.expiresAt <= now()) {
				await storage.delete(key);
			}
		}
	}

	#ageOf(kept: KeptToken): number {
		return this.#deps.now() - kept.obtainedAt;
	}

	#isFresh(kept: KeptToken): boolean {
		return this.#ageOf(kept) < LIMITS.fedexTokenUseMs && this.#deps.now() < kept.expiresAt;
	}
}

async function storageKey({ baseUrl, clientId, clientSecret }: TokenQuestion): Promise<string> {
	return TOKENS + (await sha256Hex([baseUrl, clientId, clientSecret].join("\n")));
}

function toAnswer({ token, expiresAt }: KeptToken): TokenAnswer {
	return { ok: true, token, expiresAt };
}

function waitFor(ms: number): TokenAnswer {
	return { ok: false, code: "fedex.token_hold", retryAfterSeconds: Math.ceil(ms / 1_000) };
}
