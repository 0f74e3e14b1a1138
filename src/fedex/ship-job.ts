import { type HttpAnswer, call } from "../lib/http.ts";
import type { Log } from "../lib/log.ts";
import { LIMITS } from "../shipping/model/limits.ts";
import type { RawAnswer } from "../shipping/model/shipment.ts";
import type { CarrierJob } from "../shipping/ports/carrier.ts";
import { classifyAnswer, findErrorCodes, unreadableAnswer } from "./errors.ts";
import { jobAnswerSchema, parseAnswer } from "./schemas.ts";
import type { TokenSource } from "./token-source.ts";

/**
 * FedEx makes more than 40 pieces in a job: the call is answered with the job's id, and what came of it is asked for
 * until it is there. It then has the form of any answer to a create call: every piece with its label, or a refusal.
 * FedEx does not document what it says of a job that still runs (the contract's 200 may lack shipments, its 404 and 400
 * are about what was asked), so all of these count as "not yet"; the caller decides how long to wait.
 * https://developer.fedex.com/api/en-us/catalog/ship/docs.html (checked 2026-11)
 */
export type JobDeps = {
	baseUrl: string;
	accountNumber: string;
	shipToken: TokenSource;
	fetch: typeof fetch;
	log: Log;
	now: () => number;
};

/** The job that an answer names instead of a shipment. */
export function findJob({ status, body }: RawAnswer): string | undefined {
	// Most answers are megabytes of labels and name no job.
	if (status < 200 || status > 299 || !body.includes('"jobId"')) {
		return undefined;
	}
	const parsed = parseAnswer(jobAnswerSchema, body);
	if (!parsed.ok || parsed.value.output.transactionShipments.length > 0) {
		return undefined;
	}
	return parsed.value.output.jobId;
}

/** @throws AppError `wait`, `retry` or `suspend` */
export async function askJob(job: CarrierJob, deps: JobDeps): Promise<RawAnswer | undefined> {
	const token = await deps.shipToken.get();
	const first = await post(deps, job.id, token);
	const { status, body } =
		first.status === 401
			? await post(deps, job.id, await deps.shipToken.afterRejection(token))
			: first;
	const answer = { request: job.request, status, body, receivedAt: deps.now() };
	const failure = classifyAnswer("read", answer);
	if (failure === undefined) {
		const parsed = parseAnswer(jobAnswerSchema, body);
		if (!parsed.ok) {
			throw unreadableAnswer("read", { status, path: parsed.path });
		}
		return parsed.value.output.transactionShipments.length > 0 ? answer : undefined;
	}
	if (failure.disposition !== "refuse" && status !== NOT_FOUND) {
		throw failure;
	}
	return status === NOT_FOUND || findErrorCodes(body).some(isAboutQuestion) ? undefined : answer;
}

/** The contract has it for results that are not there, which is no sign that FedEx gave up the operation. */
const NOT_FOUND = 404;

/** The contract's own example of a refused question names a tracking number, though only the job's id is asked. */
function isAboutQuestion(code: string): boolean {
	return code.includes("JOB") || code.startsWith("TRACKINGNUMBER.");
}

async function post(deps: JobDeps, jobId: string, token: string): Promise<HttpAnswer> {
	const line = { system: "fedex", operation: "shipment-results" } as const;
	const startedAt = deps.now();
	try {
		const answer = await call(
			{
				...line,
				method: "POST",
				url: `${deps.baseUrl}/ship/v1/shipments/results`,
				headers: {
					authorization: `Bearer ${token}`,
					"content-type": "application/json",
					accept: "application/json",
					"x-locale": "en_US",
				},
				body: JSON.stringify({ accountNumber: { value: deps.accountNumber }, jobId }),
				// It brings as many labels as a create call does.
				timeoutMs: LIMITS.fedexCreateTimeoutMs,
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
