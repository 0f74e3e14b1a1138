import { type HttpAnswer, call } from "../lib/http.ts";
import type { Log } from "../lib/log.ts";
import { LIMITS } from "../shipping/model/limits.ts";
import type { TokenSource } from "./token-source.ts";

/**
 * How FedEx is called: its headers, a time-out, one log line a call, and after a 401 once more with a newer token,
 * because FedEx gives a 401 before it looks at the request. What an answer means is judged by who asked.
 */
export type FedexCallDeps = {
	baseUrl: string;
	fetch: typeof fetch;
	log: Log;
	now: () => number;
};

export type FedexCall = {
	operation: string;
	path: string;
	/** As JSON, or what is JSON already. */
	body: unknown;
	method?: "POST" | "PUT";
	headers?: Record<string, string>;
	timeoutMs?: number;
	/** False where a second request would do a second thing. */
	isRepeatable: boolean;
	/** What the log tells besides: numbers, never texts about somebody. */
	fields?: Record<string, number>;
	/** What the log tells of the answer. */
	fieldsOf?: (answer: HttpAnswer) => Record<string, string | undefined>;
};

export async function callFedex(
	deps: FedexCallDeps & { token: TokenSource },
	request: FedexCall,
): Promise<HttpAnswer> {
	const token = await deps.token.get();
	const first = await sendFedex(deps, request, token);
	return first.status === 401
		? sendFedex(deps, request, await deps.token.afterRejection(token))
		: first;
}

/** The same with one token, whatever FedEx says of it. */
export async function sendFedex(
	deps: FedexCallDeps,
	request: FedexCall,
	token: string,
): Promise<HttpAnswer> {
	const { operation, path, body, fields, fieldsOf } = request;
	const line = { system: "fedex", operation, ...fields };
	const startedAt = deps.now();
	try {
		const answer = await call(
			{
				system: "fedex",
				operation,
				method: request.method ?? "POST",
				url: `${deps.baseUrl}${path}`,
				headers: {
					authorization: `Bearer ${token}`,
					"content-type": "application/json",
					accept: "application/json",
					"x-locale": "en_US",
					...request.headers,
				},
				body: typeof body === "string" ? body : JSON.stringify(body),
				timeoutMs: request.timeoutMs ?? LIMITS.fedexTimeoutMs,
				isRepeatable: request.isRepeatable,
			},
			deps,
		);
		deps.log.info("fedex.call", {
			...line,
			...fieldsOf?.(answer),
			status: answer.status,
			durationMs: answer.durationMs,
		});
		return answer;
	} catch (error) {
		deps.log.info("fedex.call", { ...line, status: null, durationMs: deps.now() - startedAt });
		throw error;
	}
}
