import { type HttpAnswer, call } from "../lib/http.ts";
import type { Log } from "../lib/log.ts";
import { LIMITS } from "../shipping/model/limits.ts";
import { classifyAnswer, type FedexOperation } from "./errors.ts";
import type { TokenSource } from "./token-source.ts";

/** What a person asks of an account for its day: couriers and closes. */
export type DeskDeps = {
	baseUrl: string;
	accountNumber: string;
	/** Both are APIs of the project that makes labels. */
	shipToken: TokenSource;
	fetch: typeof fetch;
	log: Log;
	now: () => number;
};

export type DeskQuestion = {
	/** As the log calls it. */
	name: string;
	operation: FedexOperation;
	method: "POST" | "PUT";
	path: string;
	body: unknown;
	/** Error answers that tell what was asked, such as "there is none". */
	isAnswer?: (answer: HttpAnswer) => boolean;
};

/** One call, repeated after a 401 alone, which FedEx did not carry out. @throws AppError of `classifyAnswer` */
export async function callDesk(deps: DeskDeps, question: DeskQuestion): Promise<HttpAnswer> {
	const token = await deps.shipToken.get();
	const first = await send(deps, question, token);
	const answer =
		first.status === 401
			? await send(deps, question, await deps.shipToken.afterRejection(token))
			: first;
	if (question.isAnswer?.(answer) === true) {
		return answer;
	}
	const failure = classifyAnswer(question.operation, { ...answer, receivedAt: deps.now() });
	if (failure !== undefined) {
		throw failure;
	}
	return answer;
}

async function send(
	deps: DeskDeps,
	{ name, operation, method, path, body }: DeskQuestion,
	token: string,
): Promise<HttpAnswer> {
	const line = { system: "fedex", operation: name } as const;
	const answer = await call(
		{
			...line,
			method,
			url: `${deps.baseUrl}${path}`,
			headers: {
				authorization: `Bearer ${token}`,
				"content-type": "application/json",
				accept: "application/json",
				"x-locale": "en_US",
			},
			body: JSON.stringify(body),
			timeoutMs: LIMITS.fedexTimeoutMs,
			isRepeatable: operation === "read",
		},
		deps,
	);
	deps.log.info("fedex.call", { ...line, status: answer.status, durationMs: answer.durationMs });
	return answer;
}
