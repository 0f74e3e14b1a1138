import type { MiddlewareHandler } from "hono";

import { refusal } from "../../lib/errors.ts";
import { mayActAs } from "../../shipping/model/roles.ts";
import { leastRoleOf, SCOPES_OF } from "../access/roles.ts";
import type { HttpContext, HttpEnv } from "../context.ts";
import { findOperator } from "../sessions.ts";
import { requireOwnForm } from "./form-token.ts";
import { words } from "./parts/texts.tsx";
import { t } from "./texts/t.ts";

/**
 * Lets in who is logged in and whose role may do this; others go to the login and come back. Every form must be one
 * of this session.
 */
export const sessionGate: MiddlewareHandler<HttpEnv> = async (c, next) => {
	const operator = await findOperator(c);
	if (operator === undefined) {
		return c.redirect(loginPath(c), 303);
	}
	c.set("operator", operator);
	c.set("caller", {
		kind: operator.email === null ? "admin" : "person",
		actor: operator.actor,
		scopes: SCOPES_OF[operator.role],
	});
	const least = leastRoleOf(c);
	if (!mayActAs(operator.role, least)) {
		throw refusal("auth.role", t.frame.youAreHereAs(words(operator.role), words(least)));
	}
	if (c.req.method !== "GET" && c.req.method !== "HEAD") {
		await requireOwnForm(c, operator);
	}
	return next();
};

/** Only a page can be come back to: a form that was sent without a session is lost. */
function loginPath(c: HttpContext): string {
	if (c.req.method !== "GET") {
		return "/login";
	}
	const { pathname, search } = new URL(c.req.url);
	const next = `${pathname}${search}`;
	return next === "/" ? "/login" : `/login?next=${encodeURIComponent(next)}`;
}

/** A path of this console and nothing else: "//host" and "/\host" lead elsewhere in a browser. */
export function localPath(next: string | undefined): string {
	const isLocal = next !== undefined && /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(next);
	return isLocal ? next : "/";
}
