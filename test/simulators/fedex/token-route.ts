import type { Hono } from "hono";

import { type Outcome, refuseOne, type TransactionIds, transactionIds } from "./answers.ts";
import { runOperation } from "./operation.ts";
import type { FedexTwinParts } from "./parts.ts";
import { TOKEN_SECONDS } from "./tokens.ts";

const FIELDS = [
	"grant_type",
	"client_id",
	"client_secret",
	"child_Key",
	"child_key",
	"child_secret",
];

export function addTokenRoute(app: Hono, parts: FedexTwinParts): void {
	app.post("/oauth/token", async (context) => {
		const request = context.req.raw;
		const type = request.headers.get("content-type") ?? "";
		const isForm = type.split(";")[0]?.trim().toLowerCase() === "application/x-www-form-urlencoded";
		// Reading a form as text makes the Workers runtime warn.
		const text = new TextDecoder().decode(await request.arrayBuffer());
		const form = new URLSearchParams(text);
		const sent = await runOperation(parts, {
			name: "token",
			scope: (isForm ? form.get("client_id") : null) ?? "-",
			request,
			work: () => answerTokenRequest(parts, transactionIds(request), isForm ? form : undefined),
		});
		return sent.response;
	});
}

function answerTokenRequest(
	parts: FedexTwinParts,
	ids: TransactionIds,
	form: URLSearchParams | undefined,
): Outcome {
	if (!parts.tokenLimit.admit()) {
		return {
			status: 403,
			body: "<html><head><title>403 Forbidden</title></head><body>Access denied.</body></html>",
			html: true,
			rule: "token-limit",
		};
	}
	if (form === undefined) {
		return refuseInput(ids, 415, "A token is asked for as a form.");
	}
	const unknown = [...form.keys()].find((key) => !FIELDS.includes(key));
	if (unknown !== undefined || form.getAll("client_id").length > 1) {
		return refuseInput(ids, 400, `The form has a field too many: ${unknown ?? "client_id"}.`);
	}
	if (form.get("grant_type") !== "client_credentials") {
		return refuseInput(ids, 400, "The grant type is not one that this project may use.");
	}
	const project = parts.projects.find(form.get("client_id") ?? "");
	if (project === undefined || project.clientSecret !== form.get("client_secret")) {
		return refuseOne(ids, {
			status: 401,
			rule: "bad-credentials",
			code: "NOT.AUTHORIZED.ERROR",
			message: "The client id and secret do not belong together.",
		});
	}
	const body = {
		access_token: parts.tokens.issue(project.clientId),
		token_type: "bearer",
		expires_in: TOKEN_SECONDS,
		scope: "CXS",
	};
	return { status: 200, body };
}

function refuseInput(ids: TransactionIds, status: number, message: string): Outcome {
	const code = "INVALID.INPUT.EXCEPTION";
	return refuseOne(ids, { status, rule: "invalid-request", code, message });
}
