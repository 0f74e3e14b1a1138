import { ConnectionCut, type Fault } from "../twin/faults.ts";
import { ExactError, type Rule } from "./errors.ts";
import type { Twin } from "./twin.ts";

/** A vendor call while it is being answered; whoever finds a broken rule notes it here. */
export type Call = { operation: string; scope: string; rule: Rule | null };

/** Answers a vendor call with its fault, if it has one, and puts it in the log. */
export async function recorded(
	twin: Twin,
	request: { call: Call; method: string; path: string },
	handle: () => Promise<Response>,
): Promise<Response> {
	const { call, method, path } = request;
	let status = 0;
	try {
		const response = await withFault(twin, call, handle);
		status = response.status;
		return response;
	} finally {
		twin.log.add({ at: twin.clock.now(), method, path, ...call, status });
	}
}

async function withFault(
	twin: Twin,
	call: Call,
	handle: () => Promise<Response>,
): Promise<Response> {
	const fault = twin.faults.pick(call.operation);
	await wait(twin.latencyMs + (fault?.kind === "slow" ? (fault.delayMs ?? 5000) : 0));
	if (fault?.kind === "cut-before") {
		throw new ConnectionCut();
	}
	if (fault?.kind === "status-before") {
		return errorOf(fault);
	}
	const response = await answered(call, handle);
	switch (fault?.kind) {
		case "cut-after":
			throw new ConnectionCut();
		case "status-after":
			return errorOf(fault);
		case "half":
			return half(response);
		case "html":
			return htmlOf(fault);
		default:
			return response;
	}
}

async function answered(call: Call, handle: () => Promise<Response>): Promise<Response> {
	try {
		return await handle();
	} catch (error) {
		if (!(error instanceof ExactError)) {
			throw error;
		}
		call.rule = error.rule ?? call.rule;
		return error.toResponse();
	}
}

function errorOf(fault: Fault): Response {
	return new Response(fault.body ?? null, {
		status: fault.status ?? 503,
		headers: fault.headers ?? {},
	});
}

function htmlOf(fault: Fault): Response {
	return new Response(fault.body ?? "<html><body><h1>Exact Online</h1></body></html>", {
		status: fault.status ?? 200,
		headers: { "Content-Type": "text/html; charset=utf-8", ...fault.headers },
	});
}

async function half(response: Response): Promise<Response> {
	const text = await response.text();
	const body = text === "" ? null : text.slice(0, text.length / 2);
	return new Response(body, { status: response.status, headers: response.headers });
}

async function wait(ms: number): Promise<void> {
	if (ms > 0) {
		await new Promise((resolve) => setTimeout(resolve, ms));
	}
}
