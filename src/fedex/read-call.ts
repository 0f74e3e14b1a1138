import { type HttpAnswer, call } from "../lib/http.ts";
import type { Log } from "../lib/log.ts";
import { LIMITS } from "../shipping/model/limits.ts";
import { classifyAnswer } from "./errors.ts";
import type { TokenSource } from "./token-source.ts";

export type ReadCallDeps = {
	baseUrl: string;
	token: TokenSource;
	fetch: typeof fetch;
	log: Log;
	now: () => number;
};

export type ReadQuestion = {
	operation: string;
	path: string;
	body: unknown;
	/** What the log tells besides: numbers, never texts about somebody. */
	fields?: Record<string, number>;
	/** Error answers that tell what was asked, such as "there is none". */
	isAnswer?: (answer: HttpAnswer) => boolean;
};

/**
 * One question that changes nothing at FedEx, so a call may be repeated; after a 401 it is, once, with a newer token.
 * @throws AppError `fedex.rate_limited`, `fedex.token_rejected` (`wait`), `fedex.unavailable`, `http.no_answer`
 *   (`retry`), `fedex.forbidden` (`suspend`), `fedex.shipment_refused` (`refuse`), and what the token source throws
 */
export async function askFedex(deps: ReadCallDeps, question: ReadQuestion): Promise<HttpAnswer> {
	const token = await deps.token.get();
	const first = await post(deps, question, token);
	const answer =
		first.status === 401
			? await post(deps, question, await deps.token.afterRejection(token))
			: first;
	if (question.isAnswer?.(answer) === true) {
		return answer;
	}
	const failure = classifyAnswer("read", { ...answer, receivedAt: deps.now() });
	if (failure !== undefined) {
		throw failure;
	}
	return answer;
}

async function post(
	deps: ReadCallDeps,
	{ operation, path, body, fields }: ReadQuestion,
	token: string,
): Promise<HttpAnswer> {
	const line = { system: "fedex", operation, ...fields };
	const startedAt = deps.now();
	try {
		const answer = await call(
			{
				system: "fedex",
				operation,
				method: "POST",
				url: `${deps.baseUrl}${path}`,
				headers: {
					authorization: `Bearer ${token}`,
					"content-type": "application/json",
					accept: "application/json",
					"x-locale": "en_US",
				},
				body: JSON.stringify(body),
				timeoutMs: LIMITS.fedexTimeoutMs,
				isRepeatable: true,
			},
			deps,
		);
		deps.log.info("fedex.call", {
			...line,
			status: answer.status,
			durationMs: answer.durationMs,
		});
		return answer;
	} catch (error) {
		deps.log.info("fedex.call", { ...line, status: null, durationMs: deps.now() - startedAt });
		throw error;
	}
}
