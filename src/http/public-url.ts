import { isLoopback } from "../lib/clock.ts";
import { AppError } from "../lib/errors.ts";
import type { HttpContext } from "./context.ts";

/**
 * The address that people and vendors reach this Worker at. Only on this machine may it be taken from the request:
 * elsewhere whoever writes the Host header would decide where Exact sends its codes.
 * @throws AppError `config.public_url_missing`
 */
export function publicUrl(c: HttpContext): string {
	const found = findPublicUrl(c);
	if (found !== undefined) {
		return found;
	}
	throw new AppError({
		code: "config.public_url_missing",
		disposition: "retry",
		message: "Set PUBLIC_URL to the address that this Worker is reached at, then repeat the call.",
	});
}

/** The same, for what can do without it. */
export function findPublicUrl(c: HttpContext): string | undefined {
	if (c.var.publicUrl !== "") {
		return c.var.publicUrl.replace(/\/+$/, "");
	}
	const { hostname, origin } = new URL(c.req.url);
	return isLoopback(hostname) ? origin : undefined;
}

export function redirectUri(c: HttpContext): string {
	return `${publicUrl(c)}/oauth/exact/callback`;
}
