import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";

import { type AppError, type Disposition, isAppError, refusal } from "../lib/errors.ts";
import type { HttpContext } from "./context.ts";

/**
 * The one place where an error becomes an HTTP answer: RFC 9457 problem details. What the table does not name goes
 * by its disposition; what is no error of ours answers 500 with a neutral text and is logged with its request id.
 */
const STATUS: Record<string, ContentfulStatusCode> = {
	"request.malformed": 400,
	"request.unsupported_media_type": 415,
	"request.too_large": 413,
	"request.invalid": 422,
	"request.conflict": 409,
	"request.not_found": 404,

	"auth.missing": 401,
	"auth.invalid": 401,
	"webhook.not_genuine": 401,
	"auth.access_invalid": 401,
	"auth.access_missing": 401,
	"auth.access_unreachable": 503,
	"auth.admin_token_closed": 401,
	"auth.nobody": 403,
	"auth.nobody_counts": 503,
	"auth.role": 403,
	"auth.scope": 403,
	"auth.session_ended": 401,
	"auth.too_many_calls": 429,
	"config.access_team": 503,
	"person.exists": 409,
	"person.last_administrator": 409,
	"person.not_found": 404,
	"session.not_found": 404,
	"auth.other_origin": 403,
	"auth.form_expired": 403,
	"auth.too_many_tries": 429,
	"auth.admin_token_weak": 503,
	"config.public_url_missing": 503,
	"secrets.bad_encryption_keys": 503,

	"keys.only_one": 409,
	"keys.rotation_running": 409,
	"erasure.not_settled": 409,
	"erasure.nothing_there": 404,

	"idempotency.bad_key": 400,
	"idempotency.key_reused": 409,
	"idempotency.in_progress": 409,

	"oauth.state_invalid": 400,
	"oauth.denied": 400,
	"oauth.code_used": 400,
	"exact.code_refused": 400,
	"exact.client_refused": 409,
	"exact.not_configured": 409,
	"exact.not_connected": 409,
	"exact.needs_reauthorization": 409,

	"connection.not_found": 404,
	"connection.in_use": 409,
	"connection.other_user": 409,
	"connection.division_taken": 409,
	"connection.divisions_lost": 409,
	"fedex_account.not_found": 404,
	"fedex_account.no_track_credentials": 409,
	"division.not_found": 404,
	"division.not_mapped": 409,
	"division.not_read": 409,
	"division.not_in_hold": 409,
	"division.paused": 409,
	"division.other_deployment": 409,
	"shipment.not_found": 404,
	"logo.not_found": 404,
	"division.not_live": 409,
	"order.not_found": 404,
	"order.not_held_back": 409,
	"order.packages_by_delivery": 409,
	"order.packages_too_late": 409,
	"shipment.nothing_to_replay": 409,
	"shipment.no_label": 409,
	"shipment.not_delivered": 409,
	"shipment.no_proof": 409,
	"shipment.changed": 409,
	"shipment.has_left": 409,
	"shipment.freight_not_voidable": 409,
	"shipment.is_return": 409,
	"shipment.no_freight_return": 409,
	"ground_close.in_progress": 409,
	"ground_close.not_here": 409,
	"ground_close.nothing_to_close": 409,
	"ground_close.refused": 409,
	"ground_close.unknown": 409,
	"pickup.exists": 409,
	"pickup.in_progress": 409,
	"freight.no_credentials": 409,
	"pickup.no_freight": 409,
	"pickup.not_available": 409,
	"pickup.not_confirmed": 409,
	"pickup.not_found": 404,
	"pickup.nothing_to_fetch": 409,
	"pickup.refused": 409,
	"pickup.unknown": 409,
	"shipment.return_blocked": 409,
	"shipment.return_exists": 409,
	"shipment.return_needs_customs": 409,
	"shipment.withdrawn": 409,
	"shipment.nothing_to_decide": 409,
	"shipment.decision_changed": 409,
	"document.not_found": 404,
	"document.missing": 410,
	"document.revoked": 410,
	"labels.not_printable": 409,
	"labels.too_many": 413,
	"labels.unreadable": 409,
	"api_token.not_found": 404,
	"print_station.not_found": 404,
	"print_station.code_invalid": 401,
	"print_station.has_open_jobs": 409,
	"print_station.too_many": 409,
	"print_station.wrong_token": 401,
	"print_job.not_found": 404,
	"print_job.nothing_to_decide": 409,
	"print_job.not_yours": 409,
	"link.forged": 403,
	"link.late": 410,
};

const STATUS_BY_DISPOSITION: Record<Disposition, ContentfulStatusCode> = {
	retry: 503,
	wait: 429,
	refuse: 422,
	suspend: 502,
	reauthorize: 409,
	uncertain: 502,
};

const TITLES: Record<number, string> = {
	400: "The request can't be read",
	401: "Not authenticated",
	403: "Not allowed",
	404: "Not found",
	409: "Not possible in this state",
	410: "Gone",
	413: "Too large",
	415: "Unsupported media type",
	422: "Does not validate",
	429: "Too many requests",
	500: "Internal error",
	502: "The other side refused",
	503: "Not available",
};

/** An error as it is told to whoever asked, as a problem or as a page. */
export type ErrorAnswer = {
	status: ContentfulStatusCode;
	title: string;
	code: string;
	detail: string;
	errors: { field: string; message: string; remedy: string }[];
	headers: Record<string, string>;
};

export function answerError(error: unknown, c: HttpContext): Response {
	return problem(c, describeError(error, c));
}

/** What an error answers; one that is no fault of the caller is logged on the way. */
export function describeError(error: unknown, c: HttpContext): ErrorAnswer {
	const known = toAppError(error);
	const status = known === undefined ? 500 : statusOf(known);
	if (status >= 500) {
		c.var.log.error("request.failed", known ?? error);
	}
	const title = TITLES[status] ?? "Error";
	if (known === undefined) {
		return {
			status,
			title,
			code: "internal.error",
			detail: "Something went wrong here. The request id leads to the cause in the log.",
			errors: [],
			headers: {},
		};
	}
	return {
		status,
		title,
		code: known.code,
		detail: known.message,
		errors: known.problems.map(({ field, message, remedy }) => ({ field, message, remedy })),
		headers: headersOf(status, known),
	};
}

export function statusOf(error: AppError): ContentfulStatusCode {
	return STATUS[error.code] ?? STATUS_BY_DISPOSITION[error.disposition];
}

export function notFound(c: HttpContext): AppError {
	return refusal("request.not_found", `There is no ${c.req.method} ${c.req.path}.`);
}

function problem(c: HttpContext, answer: ErrorAnswer): Response {
	const { status, title, code, detail, errors } = answer;
	const body = {
		type: `urn:problem:exact-fedex-connector:${code}`,
		title,
		status,
		detail,
		code,
		requestId: c.var.requestId,
		errors,
	};
	return c.body(JSON.stringify(body), status, {
		...answer.headers,
		"Content-Type": "application/problem+json",
		"Cache-Control": "no-store",
	});
}

function headersOf(status: number, error: AppError): Record<string, string> {
	return {
		...(status === 401 ? { "WWW-Authenticate": 'Bearer realm="exact-fedex-connector"' } : {}),
		...(error.retryAfterSeconds === undefined
			? {}
			: { "Retry-After": String(Math.max(1, Math.ceil(error.retryAfterSeconds))) }),
	};
}

function toAppError(error: unknown): AppError | undefined {
	if (isAppError(error)) {
		return error;
	}
	if (error instanceof HTTPException && error.status === 415) {
		return refusal(
			"request.unsupported_media_type",
			"The body has another content type than this call takes. Send application/json.",
		);
	}
	if (error instanceof HTTPException && error.status === 400) {
		return refusal("request.malformed", "The body can't be read as JSON.");
	}
	return undefined;
}
