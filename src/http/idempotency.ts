import type { MiddlewareHandler } from "hono";

import { sha256Hex } from "../lib/encoding.ts";
import { refusal } from "../lib/errors.ts";
import type { IdempotencyClaim } from "../shipping/ports/access.ts";
import type { HttpContext, HttpEnv } from "./context.ts";

/**
 * A creating call with an `Idempotency-Key` happens once: the first answer is kept, sealed, and given again. A call
 * that did nothing (any answer but a 2xx) frees its key. Requests are remembered by their signature alone, because
 * their bodies hold secrets.
 */
export const idempotent: MiddlewareHandler<HttpEnv> = async (c, next) => {
	const key = c.req.header("Idempotency-Key");
	if (key === undefined) {
		return next();
	}
	if (!/^[\x21-\x7e](?:[\x20-\x7e]{0,198}[\x21-\x7e])?$/.test(key)) {
		throw refusal("idempotency.bad_key", "An Idempotency-Key has 1 to 200 printable characters.");
	}
	const { keys, setup, clock } = c.var.services;
	const hash = await sha256Hex([c.var.caller?.actor, c.req.method, c.req.path, key].join("\n"));
	const message = `${hash}\n${await c.req.text()}`;
	const requestSignature = await keys.sign("idempotency", message);
	const claim = await setup.idempotency.claim({ hash, requestSignature, now: clock.now() });
	if (claim.kind !== "claimed") {
		return replay(c, claim, { hash, message });
	}
	await next();
	const answer = c.res;
	if (!answer.ok) {
		await setup.idempotency.release(hash);
		return undefined;
	}
	const body = await answer.clone().text();
	await setup.idempotency.answer(hash, {
		status: answer.status,
		bodySealed: await keys.seal(body, place(hash)),
	});
	return undefined;
};

async function replay(
	c: HttpContext,
	claim: Exclude<IdempotencyClaim, { kind: "claimed" }>,
	request: { hash: string; message: string },
): Promise<Response> {
	const { keys } = c.var.services;
	if (!(await keys.verify("idempotency", request.message, claim.requestSignature))) {
		throw refusal(
			"idempotency.key_reused",
			"This Idempotency-Key was used with another body. Use a new key for a new request.",
		);
	}
	if (claim.kind === "running") {
		throw refusal(
			"idempotency.in_progress",
			"The first call with this Idempotency-Key is still under way. Repeat it in a moment.",
		);
	}
	return new Response(await keys.open(claim.bodySealed, place(request.hash)), {
		status: claim.status,
		headers: { "Content-Type": "application/json", "Idempotency-Replayed": "true" },
	});
}

function place(hash: string): string {
	return `idempotency:${hash}`;
}
