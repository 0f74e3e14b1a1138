import { refusal } from "../../lib/errors.ts";
import type { HttpContext, Operator } from "../context.ts";
import { publicUrl } from "../public-url.ts";
import { readForm } from "./form.ts";

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
		throw refusal(
			"auth.form_expired",
			"This form was not made for your session, or is older than it. Go back, reload the page and send it again. Nothing was changed.",
		);
	}
}

/** Browsers name the origin of every form; programs may leave it out, and then the form's token alone decides. */
export function requireOwnOrigin(c: HttpContext): void {
	const origin = c.req.header("Origin");
	const own = new URL(c.req.url).origin;
	if (origin !== undefined && origin !== own && origin !== new URL(publicUrl(c)).origin) {
		throw refusal(
			"auth.other_origin",
			"This form was sent from another site, so nothing was done. Open the console by its own address and send it from there.",
		);
	}
}

function message(operator: Operator): string {
	return `form|${operator.sessionHash}`;
}
