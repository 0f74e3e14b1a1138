import { refusal } from "../../lib/errors.ts";
import type { HttpContext, Operator } from "../context.ts";
import { publicUrl } from "../public-url.ts";
import { readForm } from "./form.ts";
import { t } from "./texts/t.ts";

/** Ties a form to the session that it was shown to, so that no other site can post in the operator's name. */
export const FORM_TOKEN_FIELD = "form-token";

export function formToken(c: HttpContext, operator: Operator): Promise<string> {
	return c.var.services.keys.sign("console", message(operator));
}

/** @throws AppError `auth.other_origin`, `auth.form_expired` */
export async function requireOwnForm(c: HttpContext, operator: Operator): Promise<void> {
	requireOwnOrigin(c);
	const form = await readForm(c);
	const token = form.text(FORM_TOKEN_FIELD) ?? "";
	if (!(await c.var.services.keys.verify("console", message(operator), token))) {
		throw refusal("auth.form_expired", t.frame.thisFormWasNot);
	}
}

/** Browsers name the origin of every form; programs may leave it out, and then the form's token alone decides. */
export function requireOwnOrigin(c: HttpContext): void {
	const origin = c.req.header("Origin");
	const own = new URL(c.req.url).origin;
	if (origin !== undefined && origin !== own && origin !== new URL(publicUrl(c)).origin) {
		throw refusal("auth.other_origin", t.frame.thisFormWasSent);
	}
}

function message(operator: Operator): string {
	return `form|${operator.sessionHash}`;
}
