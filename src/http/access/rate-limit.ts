import { AppError } from "../../lib/errors.ts";
import { LIMITS } from "../../shipping/model/limits.ts";
import type { HttpContext } from "../context.ts";

/**
 * Calls of one API token in a minute. Its holder is known, so a call that can't be counted passes.
 * @throws AppError `auth.too_many_calls`
 */
export async function limitCalls(c: HttpContext, tokenId: string): Promise<void> {
	const { clock, gatekeeper } = c.var.services;
	const max = LIMITS.apiCallsAMinute;
	let heldForMs = 0;
	try {
		heldForMs = await gatekeeper(`token:${tokenId}`).countCall({ max, now: clock.now() });
	} catch (error) {
		c.var.log.error("api.call_not_counted", error, { tokenId });
	}
	if (heldForMs > 0) {
		throw new AppError({
			code: "auth.too_many_calls",
			disposition: "wait",
			message: `This token made ${max} calls within a minute, which is the most. Go on after the seconds of Retry-After.`,
			retryAfterSeconds: heldForMs / 1_000,
		});
	}
}
