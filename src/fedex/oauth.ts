import { isAppError } from "../lib/errors.ts";
import { call, retryAfterSeconds, type HttpAnswer, type HttpDeps } from "../lib/http.ts";
import { LIMITS } from "../shipping/model/limits.ts";
import type { TokenFailureCode } from "./errors.ts";
import { requireFedexOrigin } from "./hosts.ts";
import { errorAnswerSchema, parseAnswer, tokenAnswerSchema } from "./schemas.ts";

/**
 * One request for an access token and what its answer means. It is never repeated here: FedEx counts these
 * requests by address and refuses all of them for ten minutes when there are too many, so that even a 403 says
 * nothing about the credentials. https://developer.fedex.com/api/en-us/guides/ratelimits.html (checked 2026-11)
 */
type FedexCredential = { credentialId: string; clientId: string; clientSecret: string };

export type TokenQuestion = FedexCredential & { baseUrl: string };

/** What the keeper of tokens answers; `expiresAt` in milliseconds since 1970. */
export type TokenAnswer =
	| { ok: true; token: string; expiresAt: number }
	| { ok: false; code: TokenFailureCode; retryAfterSeconds?: number };

/** Keeps the tokens of one FedEx host. */
export interface TokenKeeper {
	accessToken(question: TokenQuestion): Promise<TokenAnswer>;
	tokenAfterRejection(question: TokenQuestion & { token: string }): Promise<TokenAnswer>;
}

export type TokenVerdict =
	| { kind: "ok"; token: string; expiresInSeconds: number }
	| { kind: "refused" }
	| { kind: "held" }
	| { kind: "busy"; retryAfterSeconds: number }
	| { kind: "unavailable" };

const BUSY_SECONDS = 60;

export async function requestToken(
	question: TokenQuestion,
	deps: HttpDeps & { now: () => number },
): Promise<{ verdict: TokenVerdict; status: number | null }> {
	const body = new URLSearchParams({
		grant_type: "client_credentials",
		client_id: question.clientId,
		client_secret: question.clientSecret,
	});
	const origin = requireFedexOrigin(question.baseUrl);
	try {
		const answer = await call(
			{
				system: "fedex",
				operation: "token",
				method: "POST",
				url: `${origin}/oauth/token`,
				headers: {
					"content-type": "application/x-www-form-urlencoded",
					accept: "application/json",
				},
				body: body.toString(),
				timeoutMs: LIMITS.fedexTimeoutMs,
				isRepeatable: false,
			},
			deps,
		);
		return { verdict: readTokenAnswer(answer, deps.now()), status: answer.status };
	} catch (error) {
		if (isAppError(error)) {
			return { verdict: { kind: "unavailable" }, status: null };
		}
		throw error;
	}
}

export function readTokenAnswer(
	answer: Pick<HttpAnswer, "status" | "body" | "headers">,
	nowMs: number,
): TokenVerdict {
	const { status, body, headers } = answer;
	if (status === 401) {
		return { kind: "refused" };
	}
	if (status === 403) {
		return { kind: "held" };
	}
	if (status === 429) {
		return {
			kind: "busy",
			retryAfterSeconds: retryAfterSeconds(headers, nowMs) ?? BUSY_SECONDS,
		};
	}
	if (status === 400 || status === 422) {
		return parseAnswer(errorAnswerSchema, body).ok ? { kind: "refused" } : { kind: "unavailable" };
	}
	const parsed = parseAnswer(tokenAnswerSchema, body);
	return status >= 200 && status < 300 && parsed.ok
		? {
				kind: "ok",
				token: parsed.value.access_token,
				expiresInSeconds: parsed.value.expires_in,
			}
		: { kind: "unavailable" };
}
