import { type Outcome, refuseOne, type TransactionIds, transactionIds } from "./answers.ts";
import type { ReachedLimit } from "./call-limits.ts";
import type { FedexTwinParts } from "./parts.ts";
import type { FedexProject, ProjectApi } from "./projects.ts";

export type Caller = { ids: TransactionIds; project: FedexProject };

/** Lets a call through to its work, or answers what FedEx answers a caller it doesn't let in. */
export function guard(
	parts: FedexTwinParts,
	call: { request: Request; api: ProjectApi; work: (caller: Caller) => Outcome | Promise<Outcome> },
): Outcome | Promise<Outcome> {
	const ids = transactionIds(call.request);
	const clientId = findCaller(parts, call.request);
	const project = clientId === undefined ? undefined : parts.projects.find(clientId);
	if (project === undefined) {
		return refuseOne(ids, {
			status: 401,
			rule: "bad-token",
			code: "NOT.AUTHORIZED.ERROR",
			message: "The access token is missing, unknown or expired.",
		});
	}
	if (!project.apis.includes(call.api)) {
		return forbid(ids, "wrong-project", "The project of this token does not have this API.");
	}
	if (call.api === "ship" && !project.labelValidated) {
		return forbid(ids, "labels-not-validated", "The labels of this project await validation.");
	}
	const limit = parts.callLimits.count(project.clientId, call.api === "track");
	if (limit !== undefined) {
		return refuseLimit(ids, limit);
	}
	const type = call.request.headers.get("content-type") ?? "";
	if (type.split(";")[0]?.trim().toLowerCase() !== "application/json") {
		return refuseOne(ids, {
			status: 415,
			rule: "invalid-request",
			code: "INVALID.INPUT.EXCEPTION",
			message: "The request must be JSON and say so.",
		});
	}
	return call.work({ ids, project });
}

/** The client of the request's bearer token, while that token is valid. */
export function findCaller(parts: FedexTwinParts, request: Request): string | undefined {
	const match = /^bearer (\S+)$/i.exec(request.headers.get("authorization") ?? "");
	return match?.[1] === undefined ? undefined : parts.tokens.findClient(match[1]);
}

function forbid(ids: TransactionIds, rule: string, message: string): Outcome {
	return refuseOne(ids, { status: 403, rule, code: "FORBIDDEN.ERROR", message });
}

/** FedEx documents no body, code or `Retry-After` for a 429: a caller may rely on the status only. */
function refuseLimit(ids: TransactionIds, limit: ReachedLimit): Outcome {
	const message =
		limit === "ten-seconds"
			? "Too many requests in a short time. Please wait a while."
			: "The quota of this project is used up. Please try again after 00:00 GMT.";
	return refuseOne(ids, { status: 429, rule: "rate-limited", code: "TOO.MANY.REQUESTS", message });
}
