/** The rules of the API that a caller can break; the request log counts them. */
export type Rule =
	| "bad-request"
	| "early-refresh"
	| "error-limit"
	| "expired-token"
	| "missing-select"
	| "old-refresh-token"
	| "order-modified"
	| "rate-limited"
	| "unknown-endpoint";

/** A refusal, thrown where it is found and answered as Exact answers it. */
export class ExactError extends Error {
	override name = "ExactError";
	readonly status: number;
	readonly rule: Rule | null;
	readonly headers: Record<string, string>;

	constructor(
		status: number,
		message: string,
		more: { rule?: Rule; headers?: Record<string, string> } = {},
	) {
		super(message);
		this.status = status;
		this.rule = more.rule ?? (status === 400 ? "bad-request" : null);
		this.headers = more.headers ?? {};
	}

	toResponse(): Response {
		if (this.status === 429) {
			return new Response(null, { status: 429, headers: this.headers });
		}
		const value = this.message;
		return Response.json(
			{ error: { code: "", message: { lang: "", value } } },
			{ status: this.status, headers: { Reason: headerText(value), ...this.headers } },
		);
	}
}

export function badRequest(message: string): ExactError {
	return new ExactError(400, message);
}

/** Header values are single-line ASCII; a message may quote anything that was sent. */
function headerText(message: string): string {
	return message.replace(/[^\x20-\x7e]+/g, " ").slice(0, 200);
}
