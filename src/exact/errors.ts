import { AppError, type Disposition } from "../lib/errors.ts";
import { retryAfterSeconds } from "../lib/http.ts";
import { property, parseExactJson } from "./envelope.ts";
import { closedBy, readRateHeaders } from "./rate-headers.ts";

/**
 * The one place that judges Exact's answers. A POST can't be repeated safely (Exact has no idempotency key), so
 * for it everything but a complete answer of Exact's own is `uncertain`. Exact reports faults in the data as 400
 * or as 500; only a complete error body tells that 500 from a crash. Exact's text may quote the customer's data:
 * it goes into `message`, shortened, and never into `context` or a log.
 */
export type OperationKind = "read" | "post" | "put" | "delete";

export type Judged = {
	operation: string;
	kind: OperationKind;
	status: number;
	headers: Headers;
	body: string;
	nowMs: number;
};

const TEXT_MAX_CHARS = 300;

/** What an answer outside 2xx means. */
export function classifyAnswer(answer: Judged): AppError {
	if (answer.status === 401) {
		return tokenRejected(answer);
	}
	if (answer.status === 429) {
		return rateLimited(answer);
	}
	const text = exactErrorText(answer.body);
	if (answer.kind === "post" && text === undefined) {
		return outcomeUnknown(answer, `Exact answered ${answer.status} without an explanation`);
	}
	if (answer.status >= 500 || answer.status < 400) {
		return failed(answer, text);
	}
	return refused(answer, text);
}

/** A 2xx that can't be read. `path` is the first place that is not as expected. */
export function unreadableAnswer(
	answer: Pick<Judged, "operation" | "kind" | "status">,
	path?: string,
): AppError {
	if (answer.kind === "post") {
		return outcomeUnknown(answer, "Exact's answer is not as expected", path);
	}
	return exactError("exact.unreadable_answer", "retry", answer, {
		message: `Exact's answer to ${answer.operation} can't be read.`,
		...(path === undefined ? {} : { context: { path } }),
	});
}

/** The text of a complete error body, `{"error":{"message":{"value":…}}}`; undefined for anything else. */
export function exactErrorText(body: string): string | undefined {
	const error = property(parseExactJson(body), "error");
	const value = property(property(error, "message"), "value");
	return typeof value === "string" ? value : undefined;
}

function refused(answer: Judged, text: string | undefined): AppError {
	if (answer.status === 403) {
		return forbidden(answer, text ?? answer.headers.get("reason") ?? "");
	}
	if (answer.status === 408) {
		if (answer.kind === "post") {
			return outcomeUnknown(answer, "Exact took too long");
		}
		return exactError("exact.too_broad", "refuse", answer, {
			message: `Exact calls ${answer.operation} too broad; it must ask for less.`,
		});
	}
	if (answer.status === 404) {
		return exactError("exact.not_found", "refuse", answer, {
			message: `Exact does not know what ${answer.operation} is about.`,
		});
	}
	return answer.kind === "read" ? badRequest(answer, text) : invalid(answer, text);
}

/** 3xx and 5xx: nothing to do with what was asked, but for validation reported as 500. */
function failed(answer: Judged, text: string | undefined): AppError {
	if (answer.kind === "post") {
		return answer.status === 500 && text !== undefined
			? invalid(answer, text)
			: outcomeUnknown(answer, `Exact answered ${answer.status}`);
	}
	const why = text === undefined ? "" : ` It says: ${shorten(text)}`;
	return exactError("exact.unavailable", "retry", answer, {
		message: `Exact could not answer ${answer.operation} (status ${answer.status}).${why}`,
		retryAfterSeconds: retryAfterSeconds(answer.headers, answer.nowMs),
	});
}

/** Texts read in forum threads on scopes, divisions and licences, 2026-11. */
function forbidden(answer: Judged, text: string): AppError {
	const scope = /scope violated.*?'([a-z]+\.[a-z]+)'/i.exec(text)?.[1]?.toLowerCase();
	if (scope !== undefined || /scope violated/i.test(text)) {
		return exactError("exact.scope_missing", "suspend", answer, {
			message: `The app registration in Exact lacks the scope ${scope ?? "for"} ${answer.operation}. Add it in the App Center and connect again.`,
			context: { scope: scope ?? null },
		});
	}
	if (/division is not within division scope/i.test(text)) {
		return exactError("exact.division_forbidden", "suspend", answer, {
			message: "The connection was not granted this division. Connect again and include it.",
		});
	}
	if (/licen[cs]e expired/i.test(text)) {
		return exactError("exact.licence_expired", "suspend", answer, {
			message: "The customer's licence at Exact has expired.",
		});
	}
	return exactError("exact.forbidden", "suspend", answer, {
		message: `Exact forbids ${answer.operation}. Check the rights of the connected user.`,
	});
}

function rateLimited(answer: Judged): AppError {
	const seen = readRateHeaders(answer.status, answer.headers, answer.nowMs);
	const { window, until } = closedBy(seen, answer.nowMs);
	const asked = retryAfterSeconds(answer.headers, answer.nowMs);
	const computed = Math.ceil((until - answer.nowMs) / 1_000);
	const isLicence = window === "licence";
	return exactError(isLicence ? "exact.licence_limit" : "exact.rate_limited", "wait", answer, {
		message: isLicence
			? "The calls that the Exact licence includes are used up for now."
			: `The calls that Exact allows a ${window} are used up.`,
		retryAfterSeconds: isLicence ? (asked ?? computed) : Math.max(asked ?? 0, computed),
		context: { window },
	});
}

/** Only the token endpoint may say that a grant is dead; a call that is refused twice just comes again. */
function tokenRejected(answer: Judged): AppError {
	return exactError("exact.token_rejected", "retry", answer, {
		message: `Exact refused two access tokens in a row at ${answer.operation}.`,
	});
}

function badRequest(answer: Judged, text: string | undefined): AppError {
	return exactError("exact.bad_request", "refuse", answer, {
		message: `Exact refused ${answer.operation}: ${shorten(text)}`,
	});
}

function invalid(answer: Judged, text: string | undefined): AppError {
	return exactError("exact.validation_failed", "refuse", answer, {
		message: `Exact refused the data of ${answer.operation}: ${shorten(text)}`,
	});
}

function outcomeUnknown(
	answer: Pick<Judged, "operation" | "kind" | "status">,
	why: string,
	path?: string,
): AppError {
	return exactError("exact.outcome_unknown", "uncertain", answer, {
		message: `Whether ${answer.operation} was done is not known: ${why}.`,
		...(path === undefined ? {} : { context: { path } }),
	});
}

function shorten(text: string | undefined): string {
	return (text ?? "no reason given").slice(0, TEXT_MAX_CHARS);
}

function exactError(
	code: string,
	disposition: Disposition,
	answer: Pick<Judged, "operation" | "status">,
	more: {
		message: string;
		retryAfterSeconds?: number | undefined;
		context?: Record<string, string | null>;
	},
): AppError {
	const { operation, status } = answer;
	return new AppError({
		...more,
		code,
		disposition,
		context: { operation, status, ...more.context },
	});
}
