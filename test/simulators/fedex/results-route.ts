import type { Hono } from "hono";
import { z } from "zod";

import { invalidInput, type Outcome, refuse, refuseOne, succeed } from "./answers.ts";
import { checkAccount } from "./checks/check-account.ts";
import { toCreateOutput } from "./create-answer.ts";
import { type Caller, findCaller, guard } from "./guard.ts";
import type { Job } from "./jobs.ts";
import { runOperation } from "./operation.ts";
import type { FedexTwinParts } from "./parts.ts";
import { readJson } from "./read-json.ts";

const questionSchema = z.strictObject({
	accountNumber: z.strictObject({ value: z.string().min(1) }),
	jobId: z.string().min(1),
});

/** What came of a job: asked as often as the caller likes, answered the same each time. */
export function addResultsRoute(app: Hono, parts: FedexTwinParts): void {
	app.post("/ship/v1/shipments/results", async (context) => {
		const request = context.req.raw;
		const body = await readJson(request);
		const sent = await runOperation(parts, {
			name: "ship.results",
			scope: findCaller(parts, request) ?? "-",
			request,
			work: () =>
				guard(parts, {
					request,
					api: "ship",
					work: (caller) => answer(parts, caller, { body, origin: new URL(request.url).origin }),
				}),
		});
		return sent.response;
	});
}

async function answer(
	parts: FedexTwinParts,
	{ ids, project }: Caller,
	{ body, origin }: { body: unknown; origin: string },
): Promise<Outcome> {
	const question = questionSchema.safeParse(body);
	if (!question.success) {
		const errors = question.error.issues.map((issue) =>
			invalidInput(issue.path.join("."), `Invalid field value: ${issue.message}`),
		);
		return refuse(ids, { status: 400, rule: "invalid-request", errors });
	}
	const { accountNumber, jobId } = question.data;
	const refusal = checkAccount(accountNumber.value, project);
	if (refusal !== undefined) {
		return refuseOne(ids, refusal);
	}
	const job = parts.jobs.find(jobId);
	if (job === undefined || job.account !== accountNumber.value) {
		return refuseOne(ids, {
			status: 400,
			rule: "unknown-job",
			code: "SHIPMENT.JOBID.INVALID",
			message: "There is no such job.",
		});
	}
	if (parts.clock.now() < job.doneAt) {
		const alert = { code: "SHIPMENT.JOB.RUNNING", alertType: "NOTE", message: "Not done yet." };
		return succeed(ids, { alerts: [alert] });
	}
	return finished(parts, job, { ids, origin });
}

async function finished(
	parts: FedexTwinParts,
	job: Job,
	{ ids, origin }: { ids: Caller["ids"]; origin: string },
): Promise<Outcome> {
	const shipment = job.shipmentId === null ? undefined : parts.shipments.find(job.shipmentId);
	if (shipment === undefined) {
		return refuseOne(ids, {
			status: 400,
			rule: "job-refused",
			code: "SERVICE.PACKAGECOMBINATION.INVALID",
			message: "The service and the packaging do not go together.",
		});
	}
	const kept = job.outcome === "torn" ? shipment.pieces.slice(0, -1) : shipment.pieces;
	const output = await toCreateOutput(
		{ ...shipment, pieces: kept },
		{ origin, request: job.request },
	);
	return succeed(ids, output);
}
