import { type TokenVerdict, codeRequest, refreshRequest } from "../exact/oauth.ts";
import type { TokenAnswer } from "../exact/token.ts";
import type { Clock } from "../lib/clock.ts";
import type { KeyRing } from "../lib/key-ring.ts";
import type { Log } from "../lib/log.ts";
import { nothingResealed } from "../lib/reseal.ts";
import { LIMITS } from "../shipping/model/limits.ts";
import {
	afterFailure,
	grantExpiresAt,
	isRefreshDue,
	isTokenUsable,
	nextRefreshAt,
} from "./grant-policy.ts";
import {
	type AppRecord,
	type GrantRecord,
	type SessionRecord,
	type SessionStore,
	grantFrom,
	openApp,
	refreshTokenOf,
	seal,
	unseal,
} from "./grant-record.ts";
import { countSession, resealSession } from "./reseal-session.ts";
import type { RewrapAnswer } from "./rewrap-answer.ts";
import { askTokenEndpoint } from "./token-endpoint.ts";

/**
 * The keeper of one grant. Refresh tokens are good for one use, so requests to the token endpoint go one at a
 * time, callers at the same time share one refresh, and new tokens are stored before anybody gets them. A failed
 * refresh leaves the token in hand in use to its end; only Exact's verdict ends the grant, and it is remembered.
 */
type ExactGrantDeps = {
	store: SessionStore;
	/** Asked for at use, so that a bad key ring fails the call and not the object. */
	keys: () => KeyRing;
	baseUrl: (region: string) => string;
	fetch: typeof fetch;
	log: Log;
};

export type Configuration = {
	connectionId: string;
	region: string;
	clientId: string;
	clientSecret: string;
	redirectUri: string;
};

export type ExchangeAnswer =
	| { ok: true; candidateId: string; accessToken: string }
	| { ok: false; code: ExchangeFailure; retryAfterSeconds?: number };

export type AdoptAnswer =
	| { ok: true; grantExpiresAt: number }
	| { ok: false; code: "exact.not_connected" };

type ExchangeFailure =
	| "exact.not_configured"
	| "exact.code_refused"
	| "exact.client_refused"
	| "exact.token_unavailable";

export type GrantStatus = {
	state: "pending" | "connected" | "needs_reauthorization";
	grantExpiresAt: number | null;
};

export class ExactGrant {
	readonly #deps: ExactGrantDeps;
	#lastTurn: Promise<unknown> = Promise.resolve();
	#unsaved: SessionRecord | undefined;

	constructor(deps: ExactGrantDeps) {
		this.#deps = deps;
	}

	/** Keeps a grant that there is; with the same app it goes on with the new secret. */
	configure(configuration: Configuration): Promise<void> {
		return this.#inTurn(async () => {
			const { connectionId, region, clientId, clientSecret, redirectUri } = configuration;
			const app: AppRecord = {
				region,
				clientId,
				redirectUri,
				clientSecret: await seal(this.#deps.keys(), connectionId, "client-secret", clientSecret),
			};
			const grant = (await this.#read())?.grant ?? null;
			const isSameApp = grant?.app.clientId === clientId && grant.app.region === region;
			await this.#save({
				connectionId,
				app,
				// A refusal of the old secret says nothing about the new one.
				grant: grant !== null && isSameApp ? { ...grant, app, holdUntil: 0 } : grant,
				candidate: null,
			});
		});
	}

	/** Turns a code into a grant that stands aside; the one in use goes on until it is adopted. */
	exchangeAside(code: string, clock: Clock): Promise<ExchangeAnswer> {
		return this.#inTurn(async () => {
			const record = await this.#read();
			if (record === undefined) {
				return { ok: false, code: "exact.not_configured" };
			}
			const app = await openApp(this.#deps.keys(), record.connectionId, record.app);
			const baseUrl = this.#deps.baseUrl(record.app.region);
			const sentAt = clock.now();
			const request = codeRequest(baseUrl, app, code);
			const verdict = await askTokenEndpoint("exchange", request, { ...this.#deps, clock });
			const grant = await grantFrom(this.#deps.keys(), {
				connectionId: record.connectionId,
				app: record.app,
				verdict,
				sentAt,
				receivedAt: clock.now(),
			});
			if (grant === undefined || verdict.kind !== "granted") {
				return { ok: false, code: exchangeFailure(verdict) };
			}
			const candidateId = crypto.randomUUID();
			await this.#save({ ...record, candidate: { ...grant, id: candidateId } });
			return { ok: true, candidateId, accessToken: verdict.accessToken };
		});
	}

	/** The candidate becomes the grant in use. */
	adopt(candidateId: string): Promise<AdoptAnswer> {
		return this.#inTurn(async () => {
			const record = await this.#read();
			if (record?.candidate?.id !== candidateId) {
				return { ok: false, code: "exact.not_connected" };
			}
			const { id: _id, ...grant } = record.candidate;
			await this.#save({ ...record, grant, candidate: null });
			return { ok: true, grantExpiresAt: grantExpiresAt(grant) };
		});
	}

	discard(candidateId: string): Promise<void> {
		return this.#inTurn(async () => {
			const record = await this.#read();
			if (record?.candidate?.id === candidateId) {
				await this.#save({ ...record, candidate: null });
			}
		});
	}

	async accessToken(clock: Clock): Promise<TokenAnswer> {
		const grant = (await this.#read())?.grant ?? null;
		if (grant !== null && isRefreshDue(grant, clock.now())) {
			await this.#inTurn(() => this.#refresh(clock));
		}
		return this.#answer(clock.now());
	}

	/** A token newer than the one that Exact refused; never by asking for one early. */
	async tokenAfterRejection(rejected: string, clock: Clock): Promise<TokenAnswer> {
		const answer = await this.accessToken(clock);
		if (!answer.ok || answer.token !== rejected) {
			return answer;
		}
		const grant = (await this.#read())?.grant ?? null;
		const at = grant === null ? clock.now() : nextRefreshAt(grant);
		return {
			ok: false,
			code: "exact.token_rejected",
			retryAfterSeconds: secondsUntil(at, clock.now()),
		};
	}

	/** A grant dies when it is not used for 30 days; a daily refresh keeps it. */
	async keepAlive(clock: Clock): Promise<void> {
		const grant = (await this.#read())?.grant ?? null;
		const isOld = grant !== null && clock.now() - grant.issuedAt >= LIMITS.exactKeepAliveMs;
		if (isOld && isRefreshDue(grant, clock.now())) {
			await this.#inTurn(() => this.#refresh(clock));
		}
	}

	async status(): Promise<GrantStatus> {
		const grant = (await this.#read())?.grant ?? null;
		if (grant === null) {
			return { state: "pending", grantExpiresAt: null };
		}
		return {
			state: grant.deadReason === null ? "connected" : "needs_reauthorization",
			grantExpiresAt: grantExpiresAt(grant),
		};
	}

	/** In turn with the requests for tokens, so that no token that just came is replaced by the one before it. */
	rewrap(keyId: string): Promise<RewrapAnswer> {
		return this.#inTurn(async () => {
			const keys = this.#deps.keys();
			if (keys.currentId !== keyId) {
				return { ok: false, code: "keys.object_behind" };
			}
			const record = await this.#read();
			if (record === undefined) {
				return { ok: true, ...nothingResealed() };
			}
			const { counted, anew } = await resealSession(keys, record);
			if (counted.rewrapped > 0) {
				await this.#save(anew);
			}
			return { ok: true, ...counted };
		});
	}

	async sealedWith(): Promise<Record<string, number>> {
		const record = await this.#read();
		return record === undefined ? {} : countSession(record);
	}

	forget(): Promise<void> {
		return this.#inTurn(async () => {
			this.#unsaved = undefined;
			await this.#deps.store.clear();
		});
	}

	/** Looks again first: of callers at the same time one refreshes, and the others find it done. */
	async #refresh(clock: Clock): Promise<void> {
		const record = await this.#read();
		const grant = record?.grant ?? null;
		if (record === undefined || grant === null || !isRefreshDue(grant, clock.now())) {
			return;
		}
		const keys = this.#deps.keys();
		const { connectionId } = record;
		const app = await openApp(keys, connectionId, grant.app);
		const refreshToken = await unseal(keys, connectionId, "refresh-token", grant.refreshToken);
		const request = refreshRequest(this.#deps.baseUrl(grant.app.region), app, refreshToken);
		const sentAt = clock.now();
		const verdict = await askTokenEndpoint("refresh", request, { ...this.#deps, clock });
		// With the key that is at hand: until the answer is stored, a death ends the grant.
		const received = { verdict, sentAt, receivedAt: clock.now() };
		const kept = await this.#afterRefresh(record, grant, received, keys);
		await this.#save({ ...record, grant: kept });
	}

	async #afterRefresh(
		record: SessionRecord,
		grant: GrantRecord,
		received: { verdict: TokenVerdict; sentAt: number; receivedAt: number },
		keys: KeyRing,
	): Promise<GrantRecord> {
		const { connectionId } = record;
		const { verdict, receivedAt } = received;
		if (verdict.kind === "granted") {
			const from = { connectionId, app: grant.app, ...received };
			return (await grantFrom(keys, from)) ?? grant;
		}
		const after = afterFailure(grant, verdict, receivedAt);
		const newer = refreshTokenOf(verdict);
		return newer === undefined
			? after
			: { ...after, refreshToken: await seal(keys, connectionId, "refresh-token", newer) };
	}

	async #answer(now: number): Promise<TokenAnswer> {
		const record = await this.#read();
		const grant = record?.grant ?? null;
		if (record === undefined || grant === null) {
			return { ok: false, code: "exact.not_connected" };
		}
		if (grant.deadReason !== null) {
			return { ok: false, code: "exact.needs_reauthorization" };
		}
		if (grant.accessToken === null || !isTokenUsable(grant, now)) {
			const retryAfterSeconds = secondsUntil(nextRefreshAt(grant), now);
			return { ok: false, code: "exact.token_unavailable", retryAfterSeconds };
		}
		const keys = this.#deps.keys();
		const token = await unseal(keys, record.connectionId, "access-token", grant.accessToken);
		return { ok: true, token, expiresAt: grant.endsAt };
	}

	/** A write that failed is made up for before anything else: Exact has no second copy of the tokens. */
	async #read(): Promise<SessionRecord | undefined> {
		if (this.#unsaved !== undefined) {
			await this.#save(this.#unsaved);
		}
		return this.#deps.store.read();
	}

	async #save(record: SessionRecord): Promise<void> {
		this.#unsaved = record;
		await this.#deps.store.write(record);
		if (this.#unsaved === record) {
			this.#unsaved = undefined;
		}
	}

	/** One after the other, whatever became of the one before. */
	#inTurn<T>(work: () => Promise<T>): Promise<T> {
		const turn = this.#lastTurn.then(work, work);
		this.#lastTurn = turn.catch(() => undefined);
		return turn;
	}
}

function exchangeFailure(verdict: TokenVerdict): ExchangeFailure {
	if (verdict.kind === "dead") {
		return "exact.code_refused";
	}
	if (verdict.kind === "refused") {
		return /client/.test(verdict.reason) ? "exact.client_refused" : "exact.code_refused";
	}
	return "exact.token_unavailable";
}

function secondsUntil(at: number, now: number): number {
	return Math.max(1, Math.ceil((at - now) / 1_000));
}
