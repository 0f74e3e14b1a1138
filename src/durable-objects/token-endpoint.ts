import { type TokenRequest, type TokenVerdict, readTokenAnswer } from "../exact/oauth.ts";
import type { Clock } from "../lib/clock.ts";
import { isAppError } from "../lib/errors.ts";
import { call } from "../lib/http.ts";
import type { Log } from "../lib/log.ts";
import { LIMITS } from "../shipping/model/limits.ts";

/** Sends one request, never twice: a lost answer may have used up the refresh token. No answer is a verdict too. */
export async function askTokenEndpoint(
	operation: "exchange" | "refresh",
	request: TokenRequest,
	deps: { fetch: typeof fetch; log: Log; clock: Clock },
): Promise<TokenVerdict> {
	try {
		const answer = await call(
			{
				system: "exact",
				operation,
				method: "POST",
				url: request.url,
				headers: request.headers,
				body: request.body,
				timeoutMs: LIMITS.exactTimeoutMs,
				isRepeatable: false,
			},
			{ fetch: deps.fetch },
		);
		const verdict = readTokenAnswer({ ...answer, nowMs: deps.clock.now() });
		deps.log.info("exact.token", {
			system: "exact",
			operation,
			status: answer.status,
			durationMs: answer.durationMs,
			verdict: verdict.kind,
			reason: "reason" in verdict ? verdict.reason : undefined,
		});
		return verdict;
	} catch (error) {
		if (!isAppError(error)) {
			throw error;
		}
		deps.log.warn("exact.token", { system: "exact", operation, code: error.code });
		return { kind: "unavailable", refreshToken: undefined, retryAfterSeconds: undefined };
	}
}
