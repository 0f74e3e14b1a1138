import { backoffMs } from "./backoff.ts";
import { AppError } from "./errors.ts";

/**
 * How a vendor is called: one fetch with a time-out, the answer read as text under a cap, and at most one quick
 * second try where the call is safe to repeat. Longer waits belong to the rows' `dueAt`. Redirects are not
 * followed: a bearer token must not travel to a host that we did not choose.
 */
export type HttpCall = {
	system: "exact" | "fedex";
	operation: string;
	method: "GET" | "POST" | "PUT" | "DELETE";
	url: string;
	headers: Record<string, string>;
	body?: string | undefined;
	timeoutMs: number;
	/** True for reads and for writes that may be repeated without harm. */
	isRepeatable: boolean;
};

export type HttpAnswer = {
	status: number;
	headers: Headers;
	body: string;
	durationMs: number;
};

export type HttpDeps = {
	fetch: typeof fetch;
	sleep?: (ms: number) => Promise<void>;
};

export const ANSWER_CAP_BYTES = 25_000_000;
const QUICK_TRIES = 2;
const QUICK_BASE_MS = 250;
const QUICK_CAP_MS = 2_000;

/**
 * Sends the call and reads the whole answer, whatever its status.
 * @throws AppError `http.no_answer`: `retry` for repeatable calls, else `uncertain` (it may have happened).
 */
export async function call(request: HttpCall, deps: HttpDeps): Promise<HttpAnswer> {
	const tries = request.isRepeatable ? QUICK_TRIES : 1;
	for (let attempt = 1; ; attempt += 1) {
		try {
			return await callOnce(request, deps);
		} catch (cause) {
			if (attempt >= tries) {
				throw noAnswer(request, cause);
			}
			await (deps.sleep ?? sleep)(
				backoffMs({ attempt, baseMs: QUICK_BASE_MS, capMs: QUICK_CAP_MS }),
			);
		}
	}
}

async function callOnce(request: HttpCall, deps: HttpDeps): Promise<HttpAnswer> {
	const startedAt = Date.now();
	// Not AbortSignal.timeout: its timer outlives the answer and would keep a Durable Object awake.
	const abort = new AbortController();
	const timer = setTimeout(
		() => abort.abort(new DOMException("The answer took too long.", "TimeoutError")),
		request.timeoutMs,
	);
	try {
		const response = await deps.fetch(request.url, {
			method: request.method,
			headers: request.headers,
			...(request.body === undefined ? {} : { body: request.body }),
			redirect: "manual",
			signal: abort.signal,
		});
		const body = await readCapped(response, ANSWER_CAP_BYTES);
		return {
			status: response.status,
			headers: response.headers,
			body,
			durationMs: Date.now() - startedAt,
		};
	} finally {
		clearTimeout(timer);
	}
}

async function readCapped(response: Response, capBytes: number): Promise<string> {
	if (response.body === null) {
		return "";
	}
	const reader = response.body.getReader();
	const decoder = new TextDecoder();
	let text = "";
	let bytes = 0;
	for (;;) {
		const { done, value } = await reader.read();
		if (done) {
			return text + decoder.decode();
		}
		bytes += value.byteLength;
		if (bytes > capBytes) {
			await reader.cancel();
			throw new RangeError(`the answer is larger than ${capBytes} bytes`);
		}
		text += decoder.decode(value, { stream: true });
	}
}

function noAnswer(request: HttpCall, cause: unknown): AppError {
	const timedOut = cause instanceof Error && cause.name === "TimeoutError";
	return new AppError({
		code: "http.no_answer",
		disposition: request.isRepeatable ? "retry" : "uncertain",
		message: `${request.system} did not answer ${request.operation} ${timedOut ? `within ${request.timeoutMs} ms` : "(the connection was lost)"}.`,
		context: { system: request.system, operation: request.operation, timedOut },
		cause,
	});
}

const RETRY_AFTER_CAP_SECONDS = 86_400;

/** Seconds a `Retry-After` header asks for, given as seconds or as a date, a day at most; undefined when absent or odd. */
export function retryAfterSeconds(headers: Headers, nowMs: number): number | undefined {
	const value = headers.get("retry-after");
	if (value === null) {
		return undefined;
	}
	// Date.parse takes bare numbers for years; an HTTP date begins with the name of its day.
	const seconds = /^[A-Z][a-z]+,? /.test(value)
		? Math.ceil((Date.parse(value) - nowMs) / 1_000)
		: Number(/^\d+$/.exec(value)?.[0]);
	return Number.isNaN(seconds)
		? undefined
		: Math.min(Math.max(0, seconds), RETRY_AFTER_CAP_SECONDS);
}

function sleep(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}
