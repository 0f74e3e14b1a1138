import { ConnectionCut, type Fault } from "../twin/faults.ts";
import type { Outcome } from "./answers.ts";
import type { FedexTwinParts } from "./parts.ts";
import { cutInHalf, toResponse } from "./responses.ts";
import { sleep } from "./sleep.ts";

export type Operation = {
	name: string;
	/** Whose call it is: a client id, or `-` where none is known. */
	scope: string;
	request: Request;
	work: () => Outcome | Promise<Outcome>;
};

/** `isWhole` is false where a fault kept the true answer from the caller. */
export type Sent = { response: Response; isWhole: boolean };

/**
 * Runs one operation of FedEx: the fault that hits the call, the work, the log.
 * A `ConnectionCut` leaves it as thrown; what serves the twin turns it into a lost connection.
 */
export async function runOperation(parts: FedexTwinParts, operation: Operation): Promise<Sent> {
	const fault = parts.faults.pick(operation.name);
	if (fault?.kind === "cut-before") {
		record(parts, operation, { status: 0, body: null });
		throw new ConnectionCut();
	}
	if (fault?.kind === "status-before") {
		return answerWithStatus(parts, operation, fault);
	}
	const outcome = await operation.work();
	if (fault?.kind === "slow") {
		await sleep(fault.delayMs ?? 30_000);
	}
	switch (fault?.kind) {
		case "cut-after":
			record(parts, operation, { ...outcome, status: 0 });
			throw new ConnectionCut();
		case "status-after":
			return answerWithStatus(parts, operation, fault);
		case "half":
			record(parts, operation, outcome);
			return { response: cutInHalf(outcome), isWhole: false };
		case "html": {
			const status = fault.status ?? 200;
			const body = fault.body ?? "<html><body><h1>Scheduled maintenance</h1></body></html>";
			record(parts, operation, { ...outcome, status });
			return { response: toResponse({ status, body, html: true }, fault.headers), isWhole: false };
		}
		default:
			record(parts, operation, outcome);
			return { response: toResponse(outcome), isWhole: true };
	}
}

function answerWithStatus(parts: FedexTwinParts, operation: Operation, fault: Fault): Sent {
	const status = fault.status ?? 503;
	record(parts, operation, { status, body: null });
	const body = fault.body ?? {
		transactionId: crypto.randomUUID(),
		errors: [{ code: codeOfStatus(status), message: "The service is not available right now." }],
	};
	const html = typeof body === "string" && body.startsWith("<");
	return { response: toResponse({ status, body, html }, fault.headers), isWhole: false };
}

function codeOfStatus(status: number): string {
	return status === 500 ? "INTERNAL.SERVER.ERROR" : "SERVICE.UNAVAILABLE.ERROR";
}

function record(parts: FedexTwinParts, operation: Operation, outcome: Outcome): void {
	parts.log.add({
		at: parts.clock.now(),
		method: operation.request.method,
		path: new URL(operation.request.url).pathname,
		operation: operation.name,
		scope: operation.scope,
		status: outcome.status,
		rule: outcome.rule ?? null,
	});
}
