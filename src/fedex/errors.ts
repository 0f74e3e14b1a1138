import { AppError, type AppErrorOptions } from "../lib/errors.ts";
import { kindOfCode, type CodeKind } from "./error-codes.ts";
import { isOfPayor, isPayorRefused, toPayorProblem } from "./payor-refusals.ts";
import { toProblems } from "./refusals.ts";
import { errorAnswerSchema, parseAnswer, type ErrorWire } from "./schemas.ts";

/**
 * The one place that says what an answer of FedEx means. It depends on the operation: a create that was not
 * answered in full may have made a shipment (`uncertain`), a read or a cancellation may just be repeated (`retry`).
 * What FedEx refuses at its door (401, 403, 404, 405, 415, 429) was never carried out. FedEx's messages can name
 * people, so they reach the order's problems but no log: `context` has codes and statuses only.
 */
export type FedexOperation = "create" | "read" | "cancel";

type CompleteAnswer = { status: number; body: string; receivedAt: number };

const WINDOW_SECONDS = 10;
const TOKEN_WAIT_SECONDS = 60;
const DAY_MS = 86_400_000;
const ENDPOINT_GONE: ReadonlySet<number> = new Set([404, 405, 415]);

/** The error that an answer stands for; undefined for a 2xx, whose body is to be read. */
export function classifyAnswer(
	operation: FedexOperation,
	answer: CompleteAnswer,
	asked: { isBilledToOthers: boolean } = { isBilledToOthers: false },
): AppError | undefined {
	const { status } = answer;
	if (status >= 200 && status < 300) {
		return undefined;
	}
	const errors = readErrors(answer.body);
	const context = { operation, status, vendorCode: loggableCode(errors[0]?.code) };
	if (status === 401) {
		return tokenRejected(context);
	}
	if (status === 403) {
		return errors.some((error) => kindOfCode(error.code) === "account")
			? accountRefused(context)
			: forbidden(context);
	}
	if (ENDPOINT_GONE.has(status)) {
		return new AppError({
			code: "fedex.endpoint_refused",
			disposition: "suspend",
			message: `FedEx does not offer this operation any more (HTTP ${status}). The connector needs an update.`,
			context,
		});
	}
	if (status === 429) {
		return rateLimited(answer, context);
	}
	if ((status === 400 || status === 422) && errors.length > 0) {
		return asked.isBilledToOthers && isPayorRefused(errors)
			? payorRefused(errors, context)
			: refused(operation, errors, context);
	}
	return unknownOutcome(operation, context);
}

function refused(
	operation: FedexOperation,
	errors: readonly ErrorWire[],
	context: Context,
): AppError {
	const kinds = new Set<CodeKind>(errors.map((error) => kindOfCode(error.code)));
	if (kinds.has("account")) {
		return accountRefused(context);
	}
	if (kinds.has("project")) {
		return forbidden(context);
	}
	if (kinds.has("token")) {
		return tokenRejected(context);
	}
	if (kinds.has("temporary")) {
		return unknownOutcome(operation, context);
	}
	return new AppError({
		code: "fedex.shipment_refused",
		disposition: "refuse",
		message: "FedEx refuses the shipment as it is.",
		problems: toProblems(errors),
		context,
	});
}

/**
 * The account that was to pay is somebody else's: what FedEx says of it is about this shipment, and no reason to
 * stop our own account.
 */
function payorRefused(errors: readonly ErrorWire[], context: Context): AppError {
	return new AppError({
		code: "fedex.payor_refused",
		disposition: "refuse",
		message: "FedEx refuses the account that is to pay for the shipment.",
		problems: [toPayorProblem(errors), ...toProblems(errors.filter((one) => !isOfPayor(one)))],
		context,
	});
}

type Context = { operation: FedexOperation; status: number; vendorCode: string | null };

function accountRefused(context: Context): AppError {
	return new AppError({
		code: "fedex.account_refused",
		disposition: "suspend",
		message: `FedEx refuses the shipping account (${context.vendorCode}). Check the account number, and that the account belongs to the FedEx project and may use the services.`,
		context,
	});
}

function tokenRejected(context: Context): AppError {
	return new AppError({
		code: "fedex.token_rejected",
		disposition: "wait",
		message: "FedEx did not accept its own access token; a newer one is needed.",
		retryAfterSeconds: TOKEN_WAIT_SECONDS,
		context,
	});
}

function forbidden(context: Context): AppError {
	return new AppError({
		code: "fedex.forbidden",
		disposition: "suspend",
		message:
			"FedEx does not let this project do this. Check in the developer portal that the project has the API, that the account is in it, and that FedEx has approved the printed labels.",
		context,
	});
}

/**
 * Limits end with a window of ten seconds, the daily quotas at 00:00 GMT, which only the text tells.
 * https://developer.fedex.com/api/en-us/guides/ratelimits.html (checked 2026-11)
 */
function rateLimited(answer: CompleteAnswer, context: Context): AppError {
	const isDaily = /00:00|midnight|daily|per day/i.test(answer.body);
	const untilMidnightMs = DAY_MS - (answer.receivedAt % DAY_MS);
	return new AppError({
		code: "fedex.rate_limited",
		disposition: "wait",
		message: isDaily
			? "The FedEx project's calls of today are used up; they are renewed at 00:00 GMT."
			: "FedEx takes no more calls in these ten seconds.",
		retryAfterSeconds: isDaily ? Math.ceil(untilMidnightMs / 1_000) : WINDOW_SECONDS,
		context,
	});
}

function unknownOutcome(operation: FedexOperation, context: Context): AppError {
	return operation === "create"
		? new AppError({
				code: "fedex.outcome_unknown",
				disposition: "uncertain",
				message: `FedEx's answer (HTTP ${context.status}) does not tell whether it made the shipment.`,
				context,
			})
		: new AppError({
				code: "fedex.unavailable",
				disposition: "retry",
				message: `FedEx can't answer now (HTTP ${context.status}).`,
				context,
			});
}

/** A 2xx that is no JSON or not of the shape that FedEx documents. */
export function unreadableAnswer(
	operation: FedexOperation,
	seen: { status: number; path: string },
): AppError {
	return new AppError({
		code: "fedex.answer_unreadable",
		disposition: operation === "create" ? "uncertain" : "retry",
		message: "FedEx's answer can't be read.",
		context: { operation, ...seen },
	});
}

/** A shipment exists, but not all that is needed to ship it came with the answer. */
export function labelMissing(seen: { trackingNumber: string | null }): AppError {
	return new AppError({
		code: "fedex.label_missing",
		disposition: "uncertain",
		message: "FedEx answered without a label for every package.",
		context: seen,
	});
}

export type TokenFailureCode =
	| "fedex.token_hold"
	| "fedex.credentials_refused"
	| "fedex.token_unavailable";

const TOKEN_FAILURES: Readonly<
	Record<TokenFailureCode, Pick<AppErrorOptions, "disposition" | "message">>
> = {
	"fedex.token_hold": {
		disposition: "wait",
		message: "FedEx hands out no access token now: too many were asked for from this address.",
	},
	"fedex.credentials_refused": {
		disposition: "suspend",
		message:
			"FedEx refuses the API key or the secret key. Copy both again from the project in the developer portal, and check whether they are for the sandbox or for production.",
	},
	"fedex.token_unavailable": {
		disposition: "retry",
		message: "FedEx's token service did not answer.",
	},
};

/** The error that a failed token request stands for. */
export function tokenFailure(code: TokenFailureCode, retryAfterSeconds?: number): AppError {
	return new AppError({ code, ...TOKEN_FAILURES[code], retryAfterSeconds });
}

/** The codes of an error answer; none when it is another text. */
export function findErrorCodes(body: string): string[] {
	return readErrors(body).map((error) => error.code);
}

function readErrors(body: string): ErrorWire[] {
	const parsed = parseAnswer(errorAnswerSchema, body);
	return parsed.ok ? parsed.value.errors : [];
}

/** Codes are words and points; anything else might be a text about somebody. */
function loggableCode(code: string | undefined): string | null {
	return code !== undefined && /^[A-Za-z0-9._]{1,120}$/.test(code) ? code : null;
}
