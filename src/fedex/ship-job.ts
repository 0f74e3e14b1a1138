import { LIMITS } from "../shipping/model/limits.ts";
import type { RawAnswer } from "../shipping/model/shipment.ts";
import type { CarrierJob } from "../shipping/ports/carrier.ts";
import { classifyAnswer, findErrorCodes, unreadableAnswer } from "./errors.ts";
import { callFedex, type FedexCallDeps } from "./fedex-call.ts";
import { jobAnswerSchema, parseAnswer } from "./schemas.ts";
import type { TokenSource } from "./token-source.ts";

/**
 * FedEx makes more than 40 pieces in a job: the call is answered with the job's id, and what came of it is asked for
 * until it is there. It then has the form of any answer to a create call: every piece with its label, or a refusal.
 * FedEx does not document what it says of a job that still runs (the contract's 200 may lack shipments, its 404 and 400
 * are about what was asked), so all of these count as "not yet"; the caller decides how long to wait.
 * https://developer.fedex.com/api/en-us/catalog/ship/docs.html (checked 2026-11)
 */
type JobDeps = FedexCallDeps & { accountNumber: string; shipToken: TokenSource };

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
	const { status, body } = await callFedex(
		{ ...deps, token: deps.shipToken },
		{
			operation: "shipment-results",
			path: "/ship/v1/shipments/results",
			body: { accountNumber: { value: deps.accountNumber }, jobId: job.id },
			// It brings as many labels as a create call does.
			timeoutMs: LIMITS.fedexCreateTimeoutMs,
			isRepeatable: true,
		},
	);
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
