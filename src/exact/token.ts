import { AppError, type Disposition } from "../lib/errors.ts";

/** What the keeper of a grant answers. Expected failures are values, because they cross an RPC border. */
export type TokenAnswer =
	| { ok: true; token: string; expiresAt: number }
	| { ok: false; code: TokenFailure; retryAfterSeconds?: number };

export type TokenFailure =
	| "exact.not_connected"
	| "exact.needs_reauthorization"
	| "exact.token_unavailable"
	| "exact.token_rejected";

export interface TokenKeeper {
	accessToken(): Promise<TokenAnswer>;
	tokenAfterRejection(rejected: { token: string }): Promise<TokenAnswer>;
}

/** The token as the client sees it. */
export interface ExactToken {
	/** @throws AppError with the disposition of the keeper's answer */
	get(): Promise<string>;
	/** A newer token than the one that Exact refused. @throws AppError when there is none */
	afterRejection(token: string): Promise<string>;
}

/** From here to its end a token may be replaced by the keeper, so it is asked for again. */
const REUSE_UNTIL_BEFORE_END_MS = 30_000;

const FAILURES: Record<TokenFailure, { disposition: Disposition; message: string }> = {
	"exact.not_connected": {
		disposition: "suspend",
		message: "The connection to Exact is not made yet.",
	},
	"exact.needs_reauthorization": {
		disposition: "reauthorize",
		message: "Exact ended the connection's grant; it must be connected again.",
	},
	// No order's matter, so it spends none of its tries: the keeper says when it asks Exact again.
	"exact.token_unavailable": {
		disposition: "wait",
		message: "Exact gave no access token just now.",
	},
	"exact.token_rejected": {
		disposition: "wait",
		message: "Exact refuses the access token, and a newer one is not to be had yet.",
	},
};

/** Asks the keeper once for as long as the token lasts, instead of once a call. */
export function createExactToken(keeper: TokenKeeper, now: () => number): ExactToken {
	let held: { token: string; expiresAt: number } | undefined;
	function hold(answer: TokenAnswer): string {
		held = answer.ok ? answer : undefined;
		if (!answer.ok) {
			throw tokenFailure(answer);
		}
		return answer.token;
	}
	return {
		async get() {
			if (held !== undefined && now() < held.expiresAt - REUSE_UNTIL_BEFORE_END_MS) {
				return held.token;
			}
			return hold(await keeper.accessToken());
		},
		async afterRejection(token) {
			return hold(await keeper.tokenAfterRejection({ token }));
		},
	};
}

function tokenFailure(answer: { code: TokenFailure; retryAfterSeconds?: number }): AppError {
	return new AppError({
		...FAILURES[answer.code],
		code: answer.code,
		retryAfterSeconds: answer.retryAfterSeconds,
	});
}
