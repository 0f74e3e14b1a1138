import type { z } from "@hono/zod-openapi";
import type { MiddlewareHandler } from "hono";

import type { PageRequest } from "../../db/page.ts";
import type { Decision } from "../../shipping/model/decision.ts";
import type { AddressCheck } from "../../shipping/model/order.ts";
import type { Scope } from "../../shipping/ports/access.ts";
import { requireScope } from "../auth.ts";
import type { HttpEnv } from "../context.ts";
import { idempotent } from "../idempotency.ts";
import { problemSchema } from "./schemas.ts";

/** What every route of the API says in the same way. */

export function json<T extends z.ZodType>(schema: T, description: string) {
	return { description, content: { "application/json": { schema } } };
}

export function body<T extends z.ZodType>(schema: T) {
	return { required: true, content: { "application/json": { schema } } };
}

const problemContent = { "application/problem+json": { schema: problemSchema } };

const problems = {
	400: { description: "The request can't be read.", content: problemContent },
	401: { description: "No token, or not a good one.", content: problemContent },
	403: { description: "The token lacks the scope.", content: problemContent },
	404: { description: "There is none.", content: problemContent },
	409: { description: "Not possible in this state.", content: problemContent },
	413: { description: "The body is too large.", content: problemContent },
	422: { description: "The request does not validate.", content: problemContent },
	429: {
		description:
			"Too many calls of this token, or wrong tokens from here; Retry-After says when to go on.",
		content: problemContent,
	},
	503: { description: "Not available just now.", content: problemContent },
};

export const readProblems = {
	401: problems[401],
	403: problems[403],
	404: problems[404],
	422: problems[422],
	429: problems[429],
	503: problems[503],
};

export const changeProblems = problems;

type Middleware = MiddlewareHandler<HttpEnv>;

/** Open to tokens with that scope; the document names it as the role that the call takes. */
export function secured(scope: Scope): {
	security: Record<string, string[]>[];
	middleware: Middleware[];
} {
	return { security: [{ bearer: [scope] }], middleware: [requireScope(scope)] };
}

/** The same for creating calls, which may carry an `Idempotency-Key`. */
export function securedOnce(scope: Scope) {
	const { security, middleware } = secured(scope);
	return { security, middleware: [...middleware, idempotent] };
}

export function toPage(query: { limit: number; cursor?: string | undefined }): PageRequest {
	return { limit: query.limit, cursor: query.cursor };
}

/** The list as the API answers it; `rows` holds one more than a page where the list goes on. */
export function toList<Row, Item>(
	rows: readonly Row[],
	page: PageRequest,
	toItem: (row: Row) => Item,
	cursorOf: (row: Row) => string,
): { items: Item[]; nextCursor: string | null } {
	const shown = rows.slice(0, page.limit);
	const last = shown.at(-1);
	return {
		items: shown.map(toItem),
		nextCursor: rows.length > page.limit && last !== undefined ? cursorOf(last) : null,
	};
}

export function toInstant(ms: number): string {
	return new Date(ms).toISOString();
}

export function toDecision(decision: Decision | null) {
	return decision === null ? null : { ...decision, at: toInstant(decision.at) };
}

export function toAddressCheck(check: AddressCheck | null) {
	return check === null
		? null
		: {
				isResolved: check.isResolved,
				isResidential: check.isResidential,
				checkedAt: toInstant(check.checkedAt),
			};
}

export function toInstantOrNull(ms: number | null): string | null {
	return ms === null ? null : toInstant(ms);
}
