import { AppError, refusal } from "../lib/errors.ts";
import { retryAfterSeconds } from "../lib/http.ts";
import { refusalOfTarget } from "../lib/public-target.ts";
import type { Outbound } from "../shipping/ports/telling.ts";

/**
 * Requests to addresses that a person gave: checked before each, never redirected, ten seconds at most. What is answered
 * beside the status interests nobody and is not read.
 */
export function createOutbound(deps: {
	fetch: typeof fetch;
	ownHost: string | undefined;
	isSimulated: boolean;
	timeoutMs: number;
	now: () => number;
}): Outbound {
	const checkTarget = (url: string) => {
		const why = refusalOfTarget(url, deps);
		if (why !== undefined) {
			throw refusal("webhook.target_refused", `The address ${why}.`, [
				{
					code: "webhook.target_refused",
					field: "url",
					message: `The address ${why}.`,
					remedy:
						"Give an https:// address with a public name, such as https://hooks.example.com/fedex.",
				},
			]);
		}
	};
	return {
		checkTarget,
		async post(url, { headers, body }) {
			checkTarget(url);
			const abort = new AbortController();
			const timer = setTimeout(() => abort.abort(), deps.timeoutMs);
			try {
				const response = await deps.fetch(url, {
					method: "POST",
					headers,
					body,
					redirect: "manual",
					signal: abort.signal,
				});
				await response.body?.cancel();
				return {
					status: response.status,
					retryAfterSeconds: retryAfterSeconds(response.headers, deps.now()),
				};
			} catch (cause) {
				throw new AppError({
					code: abort.signal.aborted ? "webhook.too_slow" : "webhook.no_answer",
					disposition: "retry",
					message: "The receiver did not answer.",
					cause,
				});
			} finally {
				clearTimeout(timer);
			}
		},
	};
}
