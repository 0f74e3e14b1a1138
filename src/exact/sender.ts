import { type HttpAnswer, call } from "../lib/http.ts";
import type { Log } from "../lib/log.ts";
import type { Lane } from "../shipping/model/call-lanes.ts";
import { LIMITS } from "../shipping/model/limits.ts";
import type { CallRoom } from "../shipping/ports/erp.ts";
import { endpointOf } from "./endpoint-errors.ts";
import { parseExactJson } from "./envelope.ts";
import { type OperationKind, classifyAnswer, unreadableAnswer } from "./errors.ts";
import { readRateHeaders } from "./rate-headers.ts";
import type { ExactToken } from "./token.ts";

/**
 * One call to Exact: room first, which an endpoint that rests has not, then the call with a token, the headers
 * reported, one log line, and the answer judged. A 401 is repeated once with a newer token, where there is one: Exact did nothing yet. All other
 * repeating belongs to the caller's rows. Neither addresses, tokens nor bodies are logged.
 */
type SenderDeps = {
	token: ExactToken;
	room: CallRoom;
	lane: Lane;
	fetch: typeof fetch;
	log: Log;
	now: () => number;
};

type ExactRequest = {
	operation: string;
	kind: OperationKind;
	url: string;
	body?: Record<string, unknown>;
};

/** The parsed answer; undefined for an empty one. */
export type Send = (request: ExactRequest) => Promise<unknown>;

const METHODS = { read: "GET", post: "POST", put: "PUT", delete: "DELETE" } as const;

export function createSender(deps: SenderDeps): Send {
	return async (request) => {
		const token = await deps.token.get();
		const answer = await attempt(request, token, deps);
		if (answer.status !== 401) {
			return settle(request, answer, deps);
		}
		const newer = await deps.token.afterRejection(token);
		return settle(request, await attempt(request, newer, deps), deps);
	};
}

async function attempt(
	request: ExactRequest,
	token: string,
	deps: SenderDeps,
): Promise<HttpAnswer> {
	const endpoint = endpointOf(request.url);
	await deps.room.take(deps.lane, endpoint);
	let answer: HttpAnswer | undefined;
	try {
		answer = await callLogged(request, token, deps);
		return answer;
	} finally {
		const seen = answer && readRateHeaders(answer.status, answer.headers, deps.now());
		await deps.room.ended(endpoint, seen ?? null);
	}
}

async function callLogged(
	request: ExactRequest,
	token: string,
	deps: SenderDeps,
): Promise<HttpAnswer> {
	const line = { system: "exact", operation: request.operation };
	const startedAt = deps.now();
	try {
		const answer = await call(
			{
				system: "exact",
				operation: request.operation,
				method: METHODS[request.kind],
				url: request.url,
				headers: headersOf(request, token),
				...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
				timeoutMs: LIMITS.exactTimeoutMs,
				isRepeatable: request.kind !== "post",
			},
			{ fetch: deps.fetch },
		);
		deps.log.info("exact.call", {
			...line,
			status: answer.status,
			durationMs: answer.durationMs,
		});
		return answer;
	} catch (error) {
		deps.log.warn("exact.call", { ...line, status: null, durationMs: deps.now() - startedAt });
		throw error;
	}
}

/** Without `Accept` Exact answers in XML, and without `Prefer` a write may answer with empty fields. */
function headersOf(request: ExactRequest, token: string): Record<string, string> {
	return {
		Authorization: `Bearer ${token}`,
		Accept: "application/json",
		...(request.body === undefined
			? {}
			: { "Content-Type": "application/json", Prefer: "return=representation" }),
	};
}

function settle(request: ExactRequest, answer: HttpAnswer, deps: SenderDeps): unknown {
	const judged = { ...answer, operation: request.operation, kind: request.kind };
	if (answer.status < 200 || answer.status > 299) {
		throw classifyAnswer({ ...judged, nowMs: deps.now() });
	}
	const isEmptyFine = request.kind === "put" || request.kind === "delete";
	if (answer.body === "" && isEmptyFine) {
		return undefined;
	}
	const json = parseExactJson(answer.body);
	if (json === undefined) {
		throw unreadableAnswer(judged);
	}
	return json;
}
